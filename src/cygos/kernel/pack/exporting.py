"""The city written back as a pack, in the one way of writing: what was applied and not edited comes out the same."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from cygos.kernel.pack.section import Section
from cygos.kernel.refusals import Refusal


class FolderInUse(Refusal):
    """There is something in the folder already."""

    code, status = "folder-in-use", 409
    sentence = "Folder {folder} sudah berisi; tidak ada yang ditulis."
    advice = "Pilih folder yang belum ada atau masih kosong."


def write(folder: Path, sections: Sequence[Section]) -> int:
    """Write what the city holds now. Returns how many rows. Raises FolderInUse unless the folder is empty."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderInUse(folder=folder)
    beside = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    count = 0
    for section in sections:
        rows = section.in_order(section.stored().values())
        section.source.write(beside, section.names, rows)
        count += len(rows)
    if folder.exists():
        folder.rmdir()
    beside.rename(folder)  # whole, or not at all
    return count
