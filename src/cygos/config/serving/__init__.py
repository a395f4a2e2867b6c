"""Runs the city: the database, then the web server, and stops them in the other order.

Both are children in sessions of their own, so Ctrl-C reaches only us; SIGTERM and SIGHUP are the same wish.
Whichever ends by itself is brought back.
"""

import os
import time
from contextlib import ExitStack
from typing import IO

from cygos.config import connection, folders
from cygos.config.language import gettext, gettext_noop
from cygos.config.options import options
from cygos.config.reasons import CannotDo
from cygos.config.serving.addresses import Announcer
from cygos.config.serving.bell import Bell
from cygos.config.serving.clockwork import Clockwork
from cygos.config.serving.indexing import Indexing
from cygos.config.serving.ports import free_port
from cygos.config.serving.postman import Postman
from cygos.config.serving.preparing import prepare
from cygos.config.serving.timekeeper import Timekeeper
from cygos.config.serving.web_server import WebServer
from cygos.config.stopping import wish
from cygos.config.terminal import say, step, warn
from cygos.database import Cluster
from cygos.processes import lock

LOOKING = 0.1  # seconds between two looks at the children


def serve(port: int | None) -> int:
    """Run until told to stop, then return 0. Raises CannotDo or ClusterError when it cannot run (any more)."""
    web = WebServer(folders.data() / "web")
    sign = _hang_out_sign(web)
    try:
        _run(web, sign, wanted=port or options().port)
    except KeyboardInterrupt:
        say(gettext("Kota berhenti; tidak ada yang tertinggal."))
    return 0


def _run(web: WebServer, sign: IO[str], *, wanted: int | None) -> None:
    began = time.monotonic()
    web.end_older()
    with ExitStack() as running:
        with step(gettext("Basis data")):
            cluster = running.enter_context(connection.owned())
        wish.heed()
        prepare()
        wish.heed()
        port = free_port(options().host, wanted)
        running.callback(web.stop)
        web.start(port)
        for thread in (Bell(), Clockwork(), Postman(), Indexing(), Timekeeper()):
            running.callback(thread.stop)
            thread.start()
        sign.truncate(0)
        where = f"http://{options().host}:{port} (proses {os.getpid()})"
        print(where, end="", file=sign, flush=True)
        announcer = Announcer(port, cluster, began=began)
        running.callback(announcer.stop)
        announcer.start()
        _watch(web, cluster)


def _watch(web: WebServer, cluster: Cluster | None) -> None:
    """Look at the children until we are told to stop; bring back the one that ended."""
    while True:
        wish.heed()
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
