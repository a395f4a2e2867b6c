"""From a running or resting city to one encrypted file."""

import hashlib
import io
import json
import os
import tarfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import psycopg

from cygos.config import connection, folders
from cygos.config.archive import dump
from cygos.config.archive.sealing import Key, sealed
from cygos.config.archive.tables import Figures, figures
from cygos.config.checking.files import LAST_BACKUP
from cygos.config.language import gettext_noop
from cygos.config.options import is_secret, path
from cygos.config.reasons import CannotDo

FORMAT = 1


@dataclass(frozen=True)
class Made:
    """A backup that was made: where it lies and what it holds."""

    file: Path
    bytes: int
    tables: int
    rows: int
    files: int


def back_up(file: Path, key: Key, *, at: datetime) -> Made:
    """Write the city into a new file. The database must be up.

    One snapshot of the database comes first, the files after it: a file is stored before the row that
    names it, so none is missing. Raises CannotDo, and leaves nothing behind then.
    """
    if file.exists():
        raise CannotDo(
            gettext_noop("{file} sudah ada dan tidak ditimpa. Sebut nama lain."), file=file
        )
    key.refuse_weak()
    with (
        _growing(file) as out,
        sealed(out, key) as stream,
        tarfile.open(fileobj=stream, mode="w|") as tar,
    ):
        manifest = _fill(tar, at=at)
    (folders.data() / LAST_BACKUP).write_text(
        json.dumps({"made_at": at.isoformat(), "file": str(file)})
    )
    rows = sum(int(found[0]) for found in manifest["tables"].values())
    return Made(file, file.stat().st_size, len(manifest["tables"]), rows, len(manifest["files"]))


def _fill(tar: tarfile.TarFile, *, at: datetime) -> dict[str, Any]:
    stamp = int(at.timestamp())
    with _snapshot() as (name, tables, server):
        for number, piece in enumerate(dump.pieces(name), 1):
            _add(tar, f"database/{number:05}", piece, stamp=stamp)
    files = dict(_add_media(tar))
    if path().exists():
        _add(tar, "cygos.toml", _options_without_secrets().encode(), stamp=stamp)
    manifest = {
        "format": FORMAT, "cygos": version("cygos"), "postgresql": server, "made_at": at.isoformat(),
        "tables": tables, "files": files,
    }  # fmt: skip
    _add(tar, "manifest.json", json.dumps(manifest).encode(), stamp=stamp)
    return manifest


@contextmanager
def _snapshot() -> Iterator[tuple[str, Figures, int]]:
    """A moment of the database that pg_dump can look at too, its figures, and the server's version."""
    with psycopg.connect(connection.address()) as asked:
        asked.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = asked.execute("SELECT pg_export_snapshot()").fetchone()
        assert row  # noqa: S101  a function returns a row
        yield row[0], figures(asked), asked.info.server_version // 10_000


def _add_media(tar: tarfile.TarFile) -> Iterator[tuple[str, list[str]]]:
    media = folders.data() / "media"
    for file in sorted(media.rglob("*")):
        if not file.is_file() or file.is_symlink():
            continue
        name = file.relative_to(media).as_posix()
        try:
            opened = file.open("rb")
        except FileNotFoundError:  # taken away meanwhile; the row that named it is older than we
            continue
        with opened:
            yield name, _add_file(tar, f"media/{name}", opened)


def _add_file(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> list[str]:
    """Copy one file, and return its size and digest. It keeps the size it had when it was opened."""
    entry = tarfile.TarInfo(name)
    entry.size = os.fstat(file.fileno()).st_size
    entry.mtime = int(os.fstat(file.fileno()).st_mtime)
    entry.mode = 0o644
    watched = _Digesting(file)
    tar.addfile(entry, watched)
    return [str(entry.size), watched.digest.hexdigest()]


def _add(tar: tarfile.TarFile, name: str, content: bytes, *, stamp: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = len(content), stamp, 0o600
    tar.addfile(entry, io.BytesIO(content))


def _options_without_secrets() -> str:
    written = tomllib.loads(path().read_text())
    kept = {name: value for name, value in written.items() if not is_secret(name)}
    # Options are texts, numbers and yes or no, which JSON writes as TOML does.
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in kept.items())


@contextmanager
def _growing(file: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when it is whole and on the disk, readable by its owner alone."""
    part = file.with_name(file.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.rename(file)
    except OSError as error:
        raise CannotDo(
            gettext_noop("{file} tidak dapat ditulis: {error}. Pilih tempat lain."),
            file=file, error=error.strerror,
        ) from error  # fmt: skip
    finally:
        part.unlink(missing_ok=True)


class _Digesting(io.RawIOBase):
    """A file that is digested while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece
