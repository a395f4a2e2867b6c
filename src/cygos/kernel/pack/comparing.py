"""Three sides compared, field by field: the pack now, the pack as last applied, and the city as it stands.

    in the pack   last applied   in the city
    new           -              -              new: will be added
    B             A              A              changed: will follow the pack
    A             A              C              edited: somebody edited it on screen; stays
    B             A              C              conflict: both changed; stays, and is shown
    A             A              -              removed: somebody removed it on screen; stays away
    -             A              A or C         gone: no longer in the pack; stays, and is shown
    A             -              C              conflict: was there before any pack said so

Taking the pack's side of a key is said by name (`take`), never assumed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cygos.kernel.pack.section import Row, Section

Rows = Mapping[str, Row]
Baselines = Mapping[str, Mapping[str, str]]


class Fate(StrEnum):
    """What becomes of a row or of one of its fields."""

    NEW = "new"
    CHANGED = "changed"
    TAKEN = "taken"
    EDITED = "edited"
    CONFLICT = "conflict"
    REMOVED = "removed"
    GONE = "gone"


WRITTEN = frozenset({Fate.NEW, Fate.CHANGED, Fate.TAKEN})
ON_SCREEN = frozenset(
    {Fate.EDITED, Fate.CONFLICT, Fate.REMOVED}
)  # where the pack's side can be taken
BY_WEIGHT = (Fate.CONFLICT, Fate.EDITED, Fate.TAKEN, Fate.CHANGED)


@dataclass(frozen=True)
class Difference:
    """One field: what the city says, what the pack says, and which of the two will stand."""

    column: str
    before: str
    after: str
    fate: Fate


@dataclass(frozen=True)
class Entry:
    """One row that is not the same on all sides."""

    section: str
    key: str
    fate: Fate
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """How --take names it."""
        return f"{self.section}:{self.key}"

    @property
    def written(self) -> tuple[str, ...]:
        """The columns of an existing row that the pack will write."""
        return tuple(each.column for each in self.differences if each.fate in WRITTEN)


class Everything(Collection[str]):
    """Takes the pack's side of every key."""

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def compare(
    section: Section, *, pack: Rows, city: Rows, last: Baselines, take: Collection[str] = ()
) -> Iterator[Entry]:
    """Every row of the section that differs, in the pack's order; rows gone from the pack come last."""
    for key, row in pack.items():
        taken = f"{section.name}:{key}" in take
        if key in city:
            found = _fields(row, city[key], last.get(key), taken=taken)
            if found:
                fate = next(fate for fate in BY_WEIGHT if any(d.fate is fate for d in found))
                yield Entry(section.name, key, fate, found)
        elif key not in last:
            yield Entry(section.name, key, Fate.NEW)
        else:
            yield Entry(section.name, key, Fate.TAKEN if taken else Fate.REMOVED)
    for key in last:
        if key not in pack and key in city:
            yield Entry(section.name, key, Fate.GONE)


def _fields(
    row: Row, now: Row, last: Mapping[str, str] | None, *, taken: bool
) -> tuple[Difference, ...]:
    return tuple(
        Difference(column, now.values[column], text, _fate(text, now.values[column], then, taken))
        for column, text in row.values.items()
        if text != now.values[column]
        for then in [last.get(column) if last else None]
    )


def _fate(pack: str, city: str, last: str | None, taken: bool) -> Fate:  # noqa: FBT001
    if city == last:
        return Fate.CHANGED
    if taken:
        return Fate.TAKEN
    return Fate.EDITED if pack == last else Fate.CONFLICT
