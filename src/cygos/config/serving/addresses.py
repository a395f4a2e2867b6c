"""What the operator is told once the city answers: its addresses, and where everything lies."""

import http.client
import os
import threading
import time

from django.urls import NoReverseMatch, reverse

from cygos.config import folders
from cygos.config.language import gettext
from cygos.config.options import options
from cygos.config.terminal import answer
from cygos.database import Cluster

LONGEST = 60  # seconds until we stop waiting for the first answer
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104


def announce(port: int, cluster: Cluster | None, *, began: float) -> None:
    """Wait, beside everything else, for the first answer; then say where the city is."""
    threading.Thread(target=_announce, args=[port, cluster, began], daemon=True).start()


def _announce(port: int, cluster: Cluster | None, began: float) -> None:
    host = ANYWHERE.get(options().host, options().host)
    if not _answers(host, port):
        return
    base = f"http://{host}:{port}"
    facts = {
        "home": f"{base}/",
        "sign_in": _page(base, "account_login"),
        "workspace": _page(base, "workspace"),
        "editing": _page(base, "wagtailadmin_home"),
        "data": str(folders.data()),
        "database": _whose(cluster),
        "seconds": round(time.monotonic() - began, 1),
    }
    titles = {
        "home": gettext("Kota"),
        "sign_in": gettext("Masuk"),
        "workspace": gettext("Kerja"),
        "editing": gettext("Redaksi"),
        "data": gettext("Data"),
        "database": gettext("Basis data"),
    }
    lines = [f"  {title:<11}{facts[name]}" for name, title in titles.items() if facts[name]]
    opened = gettext("Kota terbuka dalam {seconds} detik. Ctrl-C menghentikannya.")
    text = "\n".join(["", opened.format(seconds=facts["seconds"]), "", *lines, ""])
    answer(facts, text=text)


def _answers(host: str, port: int) -> bool:
    """Whether it gave a whole answer, of whatever kind."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        asked = http.client.HTTPConnection(host.strip("[]"), port, timeout=LONGEST)
        try:
            asked.request("GET", "/")
            asked.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return True
        finally:
            asked.close()
    return False


def _page(base: str, name: str) -> str:
    """A page's address; nothing when the module that has it was taken out."""
    try:
        return base + reverse(name)
    except NoReverseMatch:
        return ""


def _whose(cluster: Cluster | None) -> str:
    if cluster is None:
        return gettext("PostgreSQL milik Anda (CYGOS_DATABASE_URL)")
    if os.geteuid() != 0:
        return str(cluster.home)
    said = gettext("{home}, dijalankan sebagai {name} karena PostgreSQL menolak root")
    return said.format(home=cluster.home, name=cluster.servant.name)
