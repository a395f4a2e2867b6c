"""A pack read from its folder and checked against itself; no database is asked."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext

from cygos.kernel.pack.faults import Fault, FaultyPack
from cygos.kernel.pack.section import Row, Section


@dataclass(frozen=True)
class Pack:
    """The rows of every section, by section and key, and the digest of what was read."""

    folder: Path
    rows: dict[str, dict[str, Row]]
    digest: str

    @property
    def name(self) -> str:
        return self.folder.resolve().name


def read(folder: Path, sections: Sequence[Section]) -> Pack:
    """The pack in this folder. Raises FaultyPack with every fault found in it."""
    if not folder.is_dir():
        fault = Fault(str(folder), 0, "", gettext("folder ini tidak ada"))
        raise FaultyPack(folder=folder, faults=[fault])
    rows: dict[str, dict[str, Row]] = {}
    faults: list[Fault] = []
    for section in sections:
        rows[section.name] = {}
        for found in section.read(folder):
            if isinstance(found, Fault):
                faults.append(found)
            else:
                rows[section.name][found.key] = found
    if not faults:  # a row that could not be read would be missed below, and blamed on others
        for section in sections:
            faults.extend(_against_rules(section, rows))
    if faults:
        raise FaultyPack(folder=folder, faults=faults)
    return Pack(folder, rows, digest(folder, sections))


def digest(folder: Path, sections: Sequence[Section]) -> str:
    """SHA-256 over every file the sections may read: equal digests, equal packs."""
    total = hashlib.sha256()
    for file in sorted({file for section in sections for file in section.source.files}):
        path = folder / file
        content = path.read_bytes() if path.is_file() else b""
        total.update(f"{file}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def _against_rules(section: Section, rows: dict[str, dict[str, Row]]) -> Iterator[Fault]:
    mine = rows[section.name]
    for link in section.links:
        known = rows[link.to]
        for row in mine.values():
            text = row.values[link.name]
            if text and text not in known:
                facts = {"text": text, "section": link.to}
                amiss = gettext("“{text}” tidak ada di {section}").format(**facts)
                yield section.fault(row, link.name, amiss)
    yield from _circles(section, mine)
    for rule in section.rules:
        for row, column, expected in rule(list(mine.values())):
            yield section.fault(row, column, expected)


def _circles(section: Section, rows: dict[str, Row]) -> Iterator[Fault]:
    """Rows that can never be written, because each waits for another."""
    own = [link.name for link in section.links if link.to == section.name]
    waiting = dict(rows) if own else {}
    while waiting:
        ready = [
            key
            for key, row in waiting.items()
            if not any(row.values[name] in waiting for name in own)
        ]
        if not ready:
            for row in waiting.values():
                amiss = gettext("“{key}” menunjuk dirinya sendiri lewat baris lain")
                yield section.fault(row, own[0], amiss.format(key=row.key))
            return
        for key in ready:
            del waiting[key]
