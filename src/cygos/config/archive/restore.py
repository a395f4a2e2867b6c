"""From one encrypted file into an empty place; what it cannot prove whole is refused and leaves nothing behind."""

import hashlib
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

import psycopg

from cygos.config import connection, folders
from cygos.config.archive import dump, tables
from cygos.config.archive.backup import FORMAT
from cygos.config.archive.sealing import Key, opened
from cygos.config.language import gettext_noop
from cygos.config.options import FILE, options
from cygos.config.reasons import CannotDo
from cygos.config.terminal import step

STAGE = "restoring"


@dataclass(frozen=True)
class Restored:
    """What came back: equal to what the manifest says, or we would not be here."""

    made_at: str
    tables: int
    rows: int
    files: int


@dataclass(frozen=True)
class _Said:
    """The steps, as the operator reads them."""

    unpack: str
    load: str
    compare: str


def restore(file: Path, key: Key, *, said: tuple[str, str, str]) -> Restored:
    """Fill an empty data folder and an empty database. `said` names the three steps for the operator.

    Raises CannotDo when the place is not empty, the key is wrong, or the file is broken.
    """
    titles = _Said(*said)
    with _empty_place() as stage:
        with step(titles.unpack):
            manifest = _unpack(file, key, stage)
        with step(titles.load):
            dump.load(stage / "database.dump")
        with step(titles.compare):
            _compare(manifest)
        _settle(stage)
    return Restored(
        manifest["made_at"],
        len(manifest["tables"]),
        sum(int(found[0]) for found in manifest["tables"].values()),
        len(manifest["files"]),
    )


@contextmanager
def _empty_place() -> Iterator[Path]:
    """The database up and a stage to unpack on; all of it taken away again if it comes to nothing."""
    data = folders.data()
    if any((data / "media").rglob("*")):
        raise _not_empty(data / "media")
    made_here = not (data / "database").exists() and not options().database_url
    folder_made_here = not data.exists()
    stage = data / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    with ExitStack() as undo:
        if folder_made_here:
            undo.callback(shutil.rmtree, data, ignore_errors=True)
        elif made_here:
            undo.callback(shutil.rmtree, data / "database", ignore_errors=True)
        with connection.owned(), psycopg.connect(connection.address(), autocommit=True) as asked:
            if tables.names(asked):
                raise _not_empty(connection.cluster().home if made_here else data)
            stage.mkdir(mode=0o700, parents=True)
            try:
                yield stage
            except BaseException:
                tables.clear(asked)
                raise
            finally:
                shutil.rmtree(stage, ignore_errors=True)
        undo.pop_all()


def _unpack(file: Path, key: Key, stage: Path) -> dict[str, Any]:
    """Everything onto the stage, each file checked against the manifest. Returns the manifest."""
    found: dict[str, list[str]] = {}
    with opened(file, key) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        for entry in tar:
            name = PurePosixPath(entry.name)
            content = tar.extractfile(entry) if entry.isfile() else None
            if content is None or name.is_absolute() or ".." in name.parts:
                raise _wrong(file, entry.name)
            if name.parts[0] == "database":
                _append(content, stage / "database.dump")
            elif name.parts[0] == "media":
                found[str(name.relative_to("media"))] = _append(content, stage / name)
            elif entry.name in {FILE, "manifest.json"}:
                _append(content, stage / name)
            else:
                raise _wrong(file, entry.name)
    return _manifest(file, stage, found)


def _manifest(file: Path, stage: Path, found: dict[str, list[str]]) -> dict[str, Any]:
    said = stage / "manifest.json"
    if not said.exists():
        raise _wrong(file, "manifest.json")
    manifest: dict[str, Any] = json.loads(said.read_text())
    if manifest["format"] != FORMAT:
        raise CannotDo(
            gettext_noop("Cadangan ini berformat {found}, sedangkan CyGoS ini membaca {ours}. Pakai versi {cygos}."),
            found=manifest["format"], ours=FORMAT, cygos=manifest["cygos"],
        )  # fmt: skip
    for name in sorted(found.keys() | manifest["files"].keys()):
        if found.get(name) != manifest["files"].get(name):
            raise _wrong(file, f"media/{name}")
    return manifest


def _compare(manifest: dict[str, Any]) -> None:
    with psycopg.connect(connection.address()) as asked:
        found = tables.figures(asked)
    for name in sorted(found.keys() | manifest["tables"].keys()):
        if found.get(name) != manifest["tables"].get(name):
            raise CannotDo(
                gettext_noop("Tabel {name} tidak sama dengan catatan cadangan. Tidak ada yang dipulihkan."),
                name=name,
            )  # fmt: skip


def _settle(stage: Path) -> None:
    data = folders.data()
    if (stage / "media").exists():
        shutil.rmtree(data / "media", ignore_errors=True)
        (stage / "media").rename(data / "media")
    if (stage / FILE).exists() and not (data / FILE).exists():
        (stage / FILE).rename(data / FILE)


def _append(content: IO[bytes], to: Path) -> list[str]:
    """Copy, and return size and digest of what was copied."""
    to.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with to.open("ab") as out:
        while piece := content.read(2**20):
            out.write(piece)
            digest.update(piece)
            size += len(piece)
    return [str(size), digest.hexdigest()]


def _not_empty(place: Path) -> CannotDo:
    return CannotDo(
        gettext_noop(
            "Di {place} sudah ada isi. Pemulihan hanya ke tempat kosong: pakai folder baru dengan "
            "CYGOS_DATA, atau basis data baru."
        ),
        place=place,
    )


def _wrong(file: Path, name: str) -> CannotDo:
    return CannotDo(
        gettext_noop(
            "Isi cadangan {file} tidak cocok dengan daftarnya: {name}. Tidak ada yang dipulihkan. "
            "Coba salinan yang lain."
        ),
        file=file, name=name,
    )  # fmt: skip
