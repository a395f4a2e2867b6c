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


class Announcer(threading.Thread):
    """Waits, beside everything else, for the first answer; then says where the city is.

    Stopped before the program ends: a thread that still speaks then would take the program down with it.
    """

    def __init__(self, port: int, cluster: Cluster | None, *, began: float) -> None:
        super().__init__(name="announcer", daemon=True)
        self._port, self._cluster, self._began = port, cluster, began
        self._over = threading.Event()

    def run(self) -> None:
        host = ANYWHERE.get(options().host, options().host)
        if self._answers(host, self._port):
            _say_where(host, self._port, self._cluster, began=self._began)

    def stop(self) -> None:
        """Wait no longer; what is being said is said to its end."""
        self._over.set()
        self.join(timeout=10)

    def _answers(self, host: str, port: int) -> bool:
        """Whether it gave a whole answer, of whatever kind."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end and not self._over.is_set():
            asked = http.client.HTTPConnection(host.strip("[]"), port, timeout=LONGEST)
            try:
                asked.request("GET", "/")
                asked.getresponse().read()
            except (OSError, http.client.HTTPException):
                self._over.wait(0.1)
            else:
                return True
            finally:
                asked.close()
        return False


def _say_where(host: str, port: int, cluster: Cluster | None, *, began: float) -> None:
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
