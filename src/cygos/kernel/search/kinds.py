"""The kinds of things that can be found: each module declares its own, with who may read it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Found:
    """One thing as it goes into the index."""

    key: str
    title: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Kind:
    """`readable` answers with the addresses of those keys that everybody may read now, in one question."""

    name: str
    label: str | Promise
    readable: Callable[[Collection[str]], Mapping[str, str]]
    everything: Callable[[], Iterator[Found]]
    count: Callable[[], int]


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
