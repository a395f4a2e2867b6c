"""Runs the city: the database, then the web server, and stops them in the other order.

Both are children in sessions of their own, so Ctrl-C reaches only us. The web server is given
ten seconds to end and is then ended: granian can miss a SIGTERM while it starts.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from cygos.config import folders
from cygos.config.options import options
from cygos.database import Busy, Cluster
from cygos.processes import lock, send, standing_in, wait_until

FIRST_PORT, LAST_PORT = 8000, 8019
PATIENCE = 10


class CannotServe(Exception):
    """A reason, in a sentence."""


def serve(port: int | None) -> int:
    """Run until told to stop. Returns the exit code: 0 after a wish to stop, 1 after a failure."""
    signal.signal(signal.SIGTERM, _interrupt)  # from now on SIGTERM and Ctrl-C are the same
    signal.signal(signal.SIGHUP, _interrupt)
    sign = lock(_web() / "lock")
    if sign is None:
        raise CannotServe(f"The city already runs from here: {(_web() / 'lock').read_text()}")
    _end_older_web()
    try:
        with database() as cluster:
            _prepare()
            free = _free_port(port or options().port)
            sign.truncate(0)
            print(f"http://127.0.0.1:{free} (process {os.getpid()})", end="", file=sign, flush=True)
            return _run_web(free, cluster)
    except KeyboardInterrupt:
        return 0


def manage(rest: list[str]) -> int:
    """Run a Django command; the database is borrowed if the city runs, else started for the while."""
    from django.core.management import execute_from_command_line

    try:
        with database():
            execute_from_command_line(["cygos", *rest])
    except Busy:
        execute_from_command_line(["cygos", *rest])
    return 0


def database() -> AbstractContextManager[Cluster | None]:
    """The database while we run: ours, or (None) one that somebody else looks after."""
    if options().database_url:
        return nullcontext()
    return Cluster(folders.data() / "database")


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from django.db import connection

    from cygos.config.packs import open_city
    from cygos.web import clock

    open_city(
        options().pack, demo=options().is_demo, at=clock.now(),
        say=lambda line: print(line, flush=True),
    )  # fmt: skip
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def _run_web(port: int, cluster: Cluster | None) -> int:
    web = subprocess.Popen(
        [
            *(["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []),
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", str(options().workers),
            "--respawn-failed-workers", "--blocking-threads", "4", "--backpressure", "64",
            "--workers-kill-timeout", "5",
            "--log-level", "warning", "cygos.config.wsgi:application",
        ],
        cwd=_web(), start_new_session=True,
    )  # fmt: skip
    threading.Thread(target=_announce, args=[port], daemon=True).start()
    try:
        while web.poll() is None:
            if cluster and not cluster.is_running():
                print("cygos: the database ended by itself; starting it again.", file=sys.stderr)
                cluster.revive()
            time.sleep(0.5)
        print("cygos: the web server ended by itself.", file=sys.stderr)
        return 1
    finally:
        _end(web)


def _end(web: subprocess.Popen[bytes]) -> None:
    for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wish, signal.SIG_IGN)  # a second Ctrl-C must not leave half of it running
    web.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        web.wait(timeout=PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(web.pid, signal.SIGKILL)  # whatever is left of its session, workers too
    web.wait()


def _web() -> Path:
    """Where the web server and its workers stand."""
    return folders.data() / "web"


def _end_older_web() -> None:
    """Workers outlive a granian that was killed, and would go on answering on our port."""
    for process in standing_in(_web()):
        send(process, signal.SIGKILL)
    wait_until(lambda: not standing_in(_web()), seconds=5)


def _announce(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                print(
                    f"\n  Kota      http://127.0.0.1:{port}\n"
                    f"  Redaksi   http://127.0.0.1:{port}/kerja/redaksi/\n"
                    "  Berhenti  Ctrl-C\n",
                    flush=True,
                )
                return
        time.sleep(0.1)


def _free_port(wanted: int | None) -> int:
    for port in [wanted] if wanted else range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if not wanted and port != FIRST_PORT:
            print(f"Port {FIRST_PORT} is taken; using {port}.")
        return port
    raise CannotServe(
        f"Port {wanted} is taken by another program. Choose another with --port."
        if wanted
        else f"Every port from {FIRST_PORT} to {LAST_PORT} is taken. Choose another with --port."
    )


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
