"""Runs the city: the database, then the web server, and stops them in the other order.

Both are children in sessions of their own, so Ctrl-C reaches only us; SIGTERM and SIGHUP are the same wish.
Whichever ends by itself is brought back.
"""

import os
import signal
import threading
import time
from contextlib import suppress
from typing import IO

from cygos.config import connection, folders
from cygos.config.language import gettext, gettext_noop
from cygos.config.options import options
from cygos.config.reasons import CannotDo
from cygos.config.serving.addresses import announce
from cygos.config.serving.ports import free_port
from cygos.config.serving.preparing import prepare
from cygos.config.serving.web_server import WebServer
from cygos.config.terminal import say, step, warn
from cygos.database import Cluster
from cygos.processes import lock

WISHES = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOKING = 0.1  # seconds between two looks at the children
_wished = threading.Event()  # that somebody wants us to stop


def serve(port: int | None) -> int:
    """Run until told to stop, then return 0. Raises CannotDo or ClusterError when it cannot run (any more)."""
    for wish in WISHES:
        signal.signal(wish, _stop)
    web = WebServer(folders.data() / "web")
    sign = _hang_out_sign(web)
    with suppress(KeyboardInterrupt):
        _run(web, sign, wanted=port or options().port)
    say(gettext("Kota berhenti; tidak ada yang tertinggal."))
    return 0


def _run(web: WebServer, sign: IO[str], *, wanted: int | None) -> None:
    began = time.monotonic()
    web.end_older()
    place = connection.owned()
    with step(gettext("Basis data")):
        cluster = place.__enter__()
    try:
        prepare()
        port = free_port(options().host, wanted)
        web.start(port)
        sign.truncate(0)
        print(
            f"http://{options().host}:{port} (proses {os.getpid()})", end="", file=sign, flush=True
        )
        announce(port, cluster, began=began)
        _watch(web, cluster)
    finally:
        for wish in WISHES:
            signal.signal(wish, signal.SIG_IGN)  # a second Ctrl-C must not leave half of it running
        web.stop()
        place.__exit__(None, None, None)


def _watch(web: WebServer, cluster: Cluster | None) -> None:
    """Look at the children until we are told to stop; bring back the one that ended."""
    while not _wished.is_set():
        if cluster and not cluster.is_running():
            warn(gettext("cygos: basis data berhenti sendiri; dinyalakan lagi."))
            cluster.revive()
        if not web.is_running():
            warn(gettext("cygos: server web berhenti sendiri; dinyalakan lagi."))
            web.revive()
        time.sleep(LOOKING)


def _hang_out_sign(web: WebServer) -> IO[str]:
    """Held while we run, so that nobody else serves from here; says where, for whoever asks."""
    place = web.folder / "lock"
    sign = lock(place)
    if sign is None:
        raise CannotDo(
            gettext_noop(
                "Kota ini sudah berjalan dari folder {folder}: {where}. Hentikan dahulu, atau pakai "
                "folder lain dengan CYGOS_DATA."
            ),
            folder=folders.data(), where=place.read_text(),
        )  # fmt: skip
    return sign


def _stop(*_: object) -> None:
    """Interrupt what runs; where that is swallowed (in a destructor, say), the watch still sees the wish."""
    _wished.set()
    raise KeyboardInterrupt
