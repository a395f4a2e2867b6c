"""The embedded PostgreSQL: made once, started, watched, stopped.

Real PostgreSQL, used as a folder of programs. Everything it owns lies in one place:

    data/   the database cluster        run/   its socket, so no port can be taken
    log     what PostgreSQL says        lock   held by whoever runs it, let go by the kernel
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Self

import psycopg
from psycopg import sql

from cygos.database import remnants
from cygos.database.programs import Programs
from cygos.database.reasons import Busy, ClusterError, gettext_noop
from cygos.database.servant import Servant
from cygos.processes import lock, send, wait_until

DATABASE = "cygos"
ADMIN = "postgres"
LONGEST_SOCKET = 100  # bytes; the kernel allows 107

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
DISPOSABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SIZES = {"shared_buffers": "128MB", "max_connections": "300", "timezone": "UTC", "jit": "off"}
# After a crash: one call to make the whole disk safe, where PostgreSQL would open and sync every file by itself.
QUICK = ["-c", "recovery_init_sync_method=syncfs"] if sys.platform == "linux" else []
DIES_WITH_US = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []  # Linux only


class Cluster:
    """One PostgreSQL in one folder."""

    def __init__(
        self,
        home: Path,
        *,
        programs: Path | None = None,
        settings: dict[str, str] = DURABLE,
    ) -> None:
        """`programs` names a folder of PostgreSQL programs; `settings` are written into a new data folder."""
        self.home = Path(home).absolute()
        self.data = self.home / "data"
        self.log = self.home / "log"
        self.sockets = _short(self.home / "run")
        self._named_programs = programs
        self._settings = SIZES | settings
        self._lock: IO[str] | None = None
        self._postmaster: subprocess.Popen[bytes] | None = None

    @property
    def _half_made(self) -> Path:
        return self.home / "data.new"

    def url(self, database: str = DATABASE, user: str = DATABASE) -> str:
        """Where Django finds it; known before it runs."""
        return f"postgresql:///{database}?user={user}&host={self.sockets}"

    def start(self) -> None:
        """Make it if it is not there, bring it up, and return when it answers.

        Raises Busy if another process runs it, ClusterError with the reason if it will not start.
        Whatever interrupts it, nothing of it goes on running.
        """
        self._take_lock()
        try:
            self.programs = Programs.find(self._named_programs)
            self.servant = Servant.choose(
                home=self.home,
                owned=(self.data, self.home.parent),
                program=Path(self.programs["postgres"]),
            )
            self._bring_up()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop after the running statements are rolled back; nothing committed is lost."""
        if self._postmaster and self._postmaster.poll() is None:
            send(self._postmaster.pid, signal.SIGINT)
            try:
                self._postmaster.wait(timeout=60)
            except subprocess.TimeoutExpired:
                send(self._postmaster.pid, signal.SIGQUIT)
                self._postmaster.wait(timeout=10)
        self._postmaster = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def is_running(self) -> bool:
        """Whether the postmaster we started still lives."""
        return self._postmaster is not None and self._postmaster.poll() is None

    def revive(self) -> None:
        """Bring back a postmaster that ended while we run. Raises ClusterError if it will not come."""
        self._bring_up()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # In order of call

    def _take_lock(self) -> None:
        try:
            self._lock = lock(self.home / "lock")
        except PermissionError as error:
            owner = _name_of(self.home)
            raise ClusterError(
                gettext_noop(
                    "{home} milik {owner}. Jalankan sebagai {owner}, atau alihkan dengan chown."
                ),
                home=self.home, owner=owner,
            ) from error  # fmt: skip
        if self._lock is None:
            raise Busy(
                gettext_noop("Basis data di {home} sedang dipakai proses lain."), home=self.home
            )

    def _bring_up(self) -> None:
        remnants.end_makers(self._half_made)
        remnants.end_servers(self.data)
        remnants.sweep([self.data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")])
        if not self.data.exists():
            self._make()
        self._refuse_foreign_version()
        self._open_the_door()
        self._launch()
        self._furnish()

    def _make(self) -> None:
        """In a folder beside its place, which takes the name only when it is whole."""
        fresh = self._half_made
        fresh.mkdir(mode=0o700)
        self.servant.own(fresh)
        made = subprocess.run(
            [
                *self.servant.way_down, *DIES_WITH_US, self.programs["initdb"], "-D", str(fresh), "-U", ADMIN,
                "-E", "UTF8", "-k", "--auth=reject", "--no-instructions", *self.programs.locale(),
            ],
            check=False, cwd=fresh, capture_output=True, text=True, start_new_session=True,
        )  # fmt: skip
        if made.returncode:
            raise ClusterError(
                gettext_noop("PostgreSQL tidak dapat membuat folder datanya.\n{words}"),
                words=made.stderr.strip(),
            )
        with (fresh / "postgresql.conf").open("a") as file:  # initdb --set came with version 16
            file.writelines(f"{name} = {value}\n" for name, value in self._settings.items())
        fresh.rename(self.data)

    def _refuse_foreign_version(self) -> None:
        made_by = _read(self.data / "PG_VERSION").strip()
        if made_by == str(self.programs.version):
            return
        if not made_by:
            raise ClusterError(
                gettext_noop(
                    "{data} bukan folder data PostgreSQL: PG_VERSION tidak ada. Pindahkan folder itu, "
                    "lalu pulihkan cadangan terakhir dengan `cygos restore`."
                ),
                data=self.data,
            )
        raise ClusterError(
            gettext_noop(
                "{data} dibuat oleh PostgreSQL {made_by}, sedangkan yang terpasang PostgreSQL {ours}. "
                "Buat cadangan dengan CyGoS yang lama (`cygos backup`), pindahkan folder itu, lalu "
                "pulihkan dengan yang baru (`cygos restore`)."
            ),
            data=self.data, made_by=made_by, ours=self.programs.version,
        )  # fmt: skip

    def _open_the_door(self) -> None:
        """Only the account we run as now comes in, by the socket, without a password to lose."""
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        self.servant.own(self.sockets)
        if self.sockets.stat().st_uid not in (os.geteuid(), self.servant.uid):
            raise ClusterError(
                gettext_noop("{folder} milik orang lain ({owner}). Hapus folder itu, lalu ulangi."),
                folder=self.sockets, owner=_name_of(self.sockets),
            )  # fmt: skip
        us = pwd.getpwuid(os.geteuid()).pw_name
        self._write(self.data / "pg_hba.conf", "local all all peer map=cygos\n")
        self._write(self.data / "pg_ident.conf", f"cygos {us} {ADMIN}\ncygos {us} {DATABASE}\n")

    def _launch(self) -> None:
        with self.log.open("ab") as log:
            self._postmaster = subprocess.Popen(
                [
                    *self.servant.way_down, *DIES_WITH_US, self.programs["postgres"], "-D", str(self.data),
                    "-c", "listen_addresses=", *QUICK, "-c", f"unix_socket_directories={self.sockets}",
                ],
                cwd=self.data, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,  # Ctrl-C reaches us alone; we stop it in order
            )  # fmt: skip
        postmaster = self._postmaster  # setpriv becomes postgres by exec, so this is the postmaster
        wait_until(lambda: self._is_ready() or postmaster.poll() is not None, seconds=600)
        if postmaster.poll() is not None:
            raise ClusterError(
                gettext_noop("PostgreSQL tidak mau mulai. Kata terakhirnya, dari {log}:\n{words}"),
                log=self.log, words="\n".join(_read(self.log).splitlines()[-5:]),
            )  # fmt: skip

    def _is_ready(self) -> bool:
        lines = _read(self.data / "postmaster.pid").split("\n")
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _furnish(self) -> None:
        """Our role and our database; each is looked for, so a stop between the two does no harm."""
        name = sql.Identifier(DATABASE)
        with psycopg.connect(self.url("postgres", ADMIN), autocommit=True) as admin:
            role = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [DATABASE])
            if not role.fetchone():
                admin.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(name))
            database = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not database.fetchone():
                admin.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(name))

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text)
        self.servant.own(path)


def _read(path: Path) -> str:
    """What a file says; nothing when it is not there."""
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _name_of(path: Path) -> str:
    uid = path.stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _short(wanted: Path) -> Path:
    """The socket's folder: the wanted one, or a short one of our own when its path would be too long."""
    if len(os.fsencode(wanted / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
        return wanted
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    return Path(tempfile.gettempdir(), f"cygos-{os.geteuid()}-{digest}")
