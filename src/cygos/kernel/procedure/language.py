"""The words in which a rule book is written: who, where a matter stands, what is promised, what may happen.

Pure: no database, no clock, no web. These objects live only while a book is read; what a case follows is the plain
value it compiles to (`book.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum, IntEnum, StrEnum
from typing import Any, Protocol


class Public(IntEnum):
    """How much of a case in this state anyone may see, at most."""

    NOTHING = 0
    STATUS = 1
    TEXT = 2


class Reach(StrEnum):
    """Whose seat a role is: the opener's, a unit's of the case, the whole city's, or somebody's outside with a link."""

    OPENER = "opener"
    UNIT = "unit"
    CITY = "city"
    OUTSIDE = "outside"


class Again(StrEnum):
    """What a promise does that has ended and is entered once more."""

    ANEW = "anew"  # a new promise, with its whole term
    GOES_ON = "goes_on"  # with what was left; the time between was a pause


class Ring(Enum):
    """What wakes an action of the clock, if not a promise."""

    DONE = "done"  # every sub-case that the state awaits is closed


NOTHING, STATUS, TEXT = Public
OPENER, UNIT, CITY, OUTSIDE = Reach
ANEW, GOES_ON = Again
DONE = Ring.DONE


class Asked(Protocol):
    """A form, as far as a rule book needs to know it."""

    @property
    def name(self) -> str: ...

    @property
    def fields(self) -> tuple[str, ...]: ...


class Followed(Protocol):
    """Another rule book, as far as this one needs to know it."""

    code: str


@dataclass(eq=False)
class Named:
    """Something with a title in Bahasa, and the name under which the book declares it."""

    title: str
    name: str = field(init=False, default="")

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name.rstrip("_")

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True)
class Due:
    """A term by its key in the city's table or in the type of the case; never an amount."""

    key: str


def term(key: str) -> Due:
    """The term that the city keeps under this key."""
    return Due(key)


@dataclass(eq=False)
class Role(Named):
    """Who: a seat from which some actions are open."""

    _: KW_ONLY
    of: Reach


class Condition:
    """A named predicate on the facts of a case; `&`, `|`, `~` make new ones that are still data."""

    def __init__(self, plain: Any, titles: dict[str, str]) -> None:
        self.plain, self.titles = plain, titles

    def __and__(self, other: Condition) -> Condition:
        return Condition({"all": [self.plain, other.plain]}, self.titles | other.titles)

    def __or__(self, other: Condition) -> Condition:
        return Condition({"any": [self.plain, other.plain]}, self.titles | other.titles)

    def __invert__(self) -> Condition:
        return Condition({"not": self.plain}, self.titles)


def fact(name: str, title: str) -> Condition:
    """A switch of the type, or a fact of the case: `fact("needs_inspection", "perlu peninjauan")`."""
    return Condition(name, {name: title})


@dataclass(eq=False)
class State(Named):
    """Where a case stands. `due` is what the city promises there, `gives` the time it gives the other side."""

    _: KW_ONLY
    due: Due | None = None
    gives: Due | None = None
    public: Public = NOTHING
    final: bool = False
    awaits: Followed | None = None  # parallel tasks: sub-cases that must all be closed

    def __rshift__(self, target: State) -> Arrow:
        return Arrow((self,), target)

    def __or__(self, other: State | States) -> States:
        return States((self, *other))

    def __iter__(self) -> Iterator[State]:
        yield self


@dataclass(frozen=True, eq=False)
class States:
    """Several states, for an arrow or a promise."""

    members: tuple[State, ...]

    def __or__(self, other: State | States) -> States:
        return States((*self.members, *other))

    def __iter__(self) -> Iterator[State]:
        return iter(self.members)

    def __rshift__(self, target: State) -> Arrow:
        return Arrow(self.members, target)


@dataclass(frozen=True, eq=False)
class Arrow:
    """From where to where."""

    sources: tuple[State, ...]
    target: State


@dataclass(eq=False)
class Promise(Named):
    """A clock over several states: starts in the first of `over`, stands still in `pauses`, is kept on leaving both."""

    due: Due
    _: KW_ONLY
    over: State | States
    pauses: State | States | tuple[()] = ()
    again: Again | None = None


@dataclass(eq=False)
class Action(Named):
    """One arrow, one role: what it asks, does, leaves behind and opens; for CLOCK, when."""

    arrow: Arrow
    _: KW_ONLY
    by: Role
    asks: Asked | None = None
    does: Callable[..., None] | None = None
    leaves: str = ""  # the document
    when: Condition | None = None
    within: Due | None = None  # how long after arriving in the state it is still open
    opens: Followed | None = None  # a sub-case: an objection, a task of another unit
    extends: Promise | None = None  # once, by `by_term`
    by_term: Due | None = None
    on: Promise | Ring | None = None  # CLOCK: which promise; none: the state's own
    at: int = 100  # CLOCK: percent of the term


@dataclass(frozen=True)
class Told:
    """What the citizen reads of a state: what it means, and what they can do now."""

    means: str
    next: str = ""


START, STAY = State("Belum ada"), State("Tetap")
CLOCK = Role("Sistem", of=CITY)
