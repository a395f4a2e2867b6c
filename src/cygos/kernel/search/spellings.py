"""Which spellings mean the same: those that every Indonesian city has, and the city's own from its pack.

A word that replaces another one by one (ijin → izin) is kept and asked in its new form; a short form (KDRT, or a word
that is now written as two) is kept beside what it stands for.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

HERE = Path(__file__).parent
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Spellings:
    """`singles`: words that replace each other; `shorts`: a short form with the words it stands for."""

    singles: Mapping[str, str]
    shorts: Mapping[str, tuple[str, ...]]
    stop_words: frozenset[str]
    digest: str

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """From rows of old and new, the later ones first in force."""
        known = {old.lower(): new.lower() for old, new in pairs}
        singles = {old: new for old, new in known.items() if " " not in new}
        shorts = {
            old: tuple(word for word in new.split() if word not in _stop_words())
            for old, new in known.items() if " " in new
        }  # fmt: skip
        said = repr((sorted(known.items()), sorted(_stop_words())))
        digest = hashlib.sha256(said.encode()).hexdigest()[:16]
        return cls(singles, shorts, _stop_words(), digest)

    @property
    def older(self) -> Mapping[str, list[str]]:
        """The words that a text may have instead of this one."""
        found: dict[str, list[str]] = defaultdict(list)
        for old, new in self.singles.items():
            found[new].append(old)
        for short, full in self.shorts.items():
            found[short] += full
            for word in full:
                found[word].append(short)
        return found


_LAST: dict[Pairs, Spellings] = {}


def with_the_citys(own: Pairs) -> Spellings:
    """Those of every city and, before them, this city's own. The last ones are remembered."""
    if own not in _LAST:
        made = Spellings.of((*_every_citys(), *own))
        _LAST.clear()
        _LAST[own] = made
    return _LAST[own]


@cache
def _every_citys() -> Pairs:
    with (HERE / "spellings.csv").open(newline="") as file:
        return tuple((row["old"], row["new"]) for row in csv.DictReader(file))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset((HERE / "stop_words.txt").read_text().split())


EVERY_CITYS = with_the_citys(())
