"""Runs the tests on a PostgreSQL that is not ours: Debian's 15, on a loopback port. `make test-external`.

Left out is what brings its own database or needs none: the house, the embedded database, kills, the browser.
"""

import argparse
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEBIAN = Path("/usr/lib/postgresql/15/bin")
LEFT_OUT = ("tests/browser", "tests/house", "tests/database", "tests/faults")
LOCALE = ["-E", "UTF8", "--locale=C.UTF-8", "-U", "cygos", "--auth=scram-sha-256"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    _, more = parser.parse_known_args()
    if not (DEBIAN / "postgres").exists():
        print("PostgreSQL 15 of Debian is missing: sudo apt-get install postgresql-15")
        return 1 if os.environ.get("CI") else 0
    ignored = [f"--ignore={folder}" for folder in LEFT_OUT]
    tests = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "worksteal",
        *ignored,
        *more,
    ]
    with server() as address:
        environment = {**os.environ, "CYGOS_DATABASE_URL": address}
        return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode


@contextmanager
def server() -> Iterator[str]:
    """A fresh server that asks for a password, stopped and taken away at the end. Gives its address."""
    from cygos.database.servant import Servant

    home = Path(tempfile.mkdtemp(prefix="cygos-external-"))
    home.chmod(0o755)
    password = secrets.token_urlsafe(12)
    who = Servant.choose(home=home, owned=(), program=DEBIAN / "postgres")
    (home / "password").write_text(password)
    for path in (home, home / "password"):
        who.own(path)
    port = free_port()
    data = str(home / "data")
    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={home} -c max_connections=100"
    try:
        run(who.way_down, "initdb", "-D", data, f"--pwfile={home / 'password'}", *LOCALE)
        run(
            who.way_down,
            "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            str(home / "log"),
            "-o",
            settings,
            "start",
        )
        yield f"postgresql://cygos:{password}@127.0.0.1:{port}/postgres"
    finally:
        run(who.way_down, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def run(way_down: tuple[str, ...], program: str, *words: str) -> None:
    command = [*way_down, str(DEBIAN / program), *words]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
