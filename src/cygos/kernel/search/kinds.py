"""The kinds of things that can be found: each module declares its own, with who may read it.

    kinds.declare(Kind("berita", _("Berita Kota"), readable=…, keys=…, of=…))

A kind whose owner calls `Entry.objects.put` with each change is known at once. One whose rows change in many ways (a
screen, a table, a pack) says by `stamp` that something changed; `keeping.keep_up` then writes it anew.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Found:
    """One thing as it goes into the index. `at` is None for what has no day of its own, such as an office."""

    key: str
    title: str
    text: str
    at: datetime | None
    unit: str = ""  # the code of the office that answers for it
    category: str = ""  # the slug of one of its kind's categories


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`readable` answers with the addresses of those keys that everybody may read now, in one question."""

    name: str
    label: str | Promise
    readable: Callable[[Collection[str]], Mapping[str, str]]
    keys: Callable[[], Iterable[str]]  # of all there are
    of: Callable[[Collection[str]], Iterator[Found]]  # those of these keys that everybody may read
    weight: float = 1.0  # what it weighs beside an article that has the same words
    stamp: Callable[[], str] = str  # another one after each change; none where the owner puts each
    categories: Callable[[], Iterable[tuple[str, str]]] = tuple  # slug and label


_KINDS: dict[str, Kind] = {}


def declare(kind: Kind) -> None:
    """From now on things of this kind can be found. Called once, when the apps are ready."""
    _KINDS[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """All of them, in the order in which the modules stand."""
    return tuple(_KINDS.values())


def kind(name: str) -> Kind | None:
    """The one of this name."""
    return _KINDS.get(name)
