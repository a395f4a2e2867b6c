"""A rule book as one plain value: what a case points to, by digest, for as long as it lives.

`Book.plain()` is JSON without any object of ours; its canonical form (RFC 8785 for what occurs here: strings, whole
numbers, lists, objects) has one SHA-256, which is the book's identity. `Book.read` makes the same book again.
Forms, effects and documents appear by name: what they do is code, and `registry.py` knows where.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any

from cygos.kernel.procedure.language import Public, Reach

START = "start"
STAY = "stay"
CLOCK = "clock"
DONE = "done"


@dataclass(frozen=True)
class RoleRule:
    name: str
    title: str
    of: Reach


@dataclass(frozen=True)
class StateRule:
    name: str
    title: str
    public: Public = Public.NOTHING
    due: str = ""
    gives: str = ""
    final: bool = False
    awaits: str = ""
    means: str = ""
    next: str = ""


@dataclass(frozen=True)
class PromiseRule:
    """A clock. The own clock of a state is one over that state alone, under the state's name."""

    name: str
    title: str
    term: str
    over: tuple[str, ...]
    pauses: tuple[str, ...] = ()
    again: str = ""
    owed: bool = True  # by the city; else it is time given to the other side


@dataclass(frozen=True)
class ActionRule:
    name: str
    title: str
    sources: tuple[str, ...]
    target: str
    by: str
    asks: str = ""
    fields: tuple[str, ...] = ()
    does: str = ""
    needs: tuple[str, ...] = ()
    leaves: str = ""
    when: Any = None
    within: str = ""
    opens: str = ""
    extends: str = ""
    by_term: str = ""
    on: str = ""
    at: int = 100

    @property
    def moves(self) -> bool:
        return self.target != STAY

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Whether its condition is met."""
        return self.when is None or holds(self.when, facts)


@dataclass(frozen=True)
class Book:
    """Roles, states, promises, actions, in the order in which they were written."""

    code: str
    version: int
    title: str
    basis: str
    keeps: str
    roles: tuple[RoleRule, ...]
    states: tuple[StateRule, ...]
    promises: tuple[PromiseRule, ...]
    actions: tuple[ActionRule, ...]
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return f"{self.code}@{self.version}"

    def plain(self) -> dict[str, Any]:
        """As data, without what is empty: a field added to the language later changes no book that is stored."""
        return {
            "code": self.code, "version": self.version, "title": self.title, "basis": self.basis, "keeps": self.keeps,
            "roles": [_plain(rule) for rule in self.roles],
            "states": [_plain(rule) for rule in self.states],
            "promises": [_plain(rule) for rule in self.promises],
            "actions": [_plain(rule) for rule in self.actions],
            "facts": dict(self.facts),
        }  # fmt: skip

    @cached_property
    def canonical(self) -> bytes:
        """The one way in which this book is written down."""
        return json.dumps(
            self.plain(), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        ).encode()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical form, 64 hexadecimal digits: the book's identity."""
        return hashlib.sha256(self.canonical).hexdigest()

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Book:
        """The book that was written as `plain`."""
        return cls(
            plain["code"], plain["version"], plain["title"], plain["basis"], plain["keeps"],
            tuple(RoleRule(**rule | {"of": Reach(rule["of"])}) for rule in plain["roles"]),
            tuple(
                StateRule(**rule | {"public": Public(rule.get("public", 0))})
                for rule in plain["states"]
            ),
            tuple(_read(PromiseRule, rule) for rule in plain["promises"]),
            tuple(_read(ActionRule, rule) for rule in plain["actions"]),
            tuple(plain["facts"].items()),
        )  # fmt: skip

    @cached_property
    def _states(self) -> dict[str, StateRule]:
        return {state.name: state for state in self.states}

    @cached_property
    def _actions(self) -> dict[str, ActionRule]:
        return {action.name: action for action in self.actions}

    @cached_property
    def _clocks(self) -> dict[str, PromiseRule]:
        return {clock.name: clock for clock in self.clocks}

    @cached_property
    def clocks(self) -> tuple[PromiseRule, ...]:
        """Every promise, and the own clock of every state that has one."""
        own = (
            PromiseRule(s.name, s.title, s.due or s.gives, (s.name,), owed=bool(s.due))
            for s in self.states
            if s.due or s.gives
        )
        return (*self.promises, *own)

    def state(self, name: str) -> StateRule:
        return self._states[name]

    def action(self, name: str) -> ActionRule:
        return self._actions[name]

    def clock(self, name: str) -> PromiseRule:
        return self._clocks[name]

    def actions_from(self, state: str) -> Iterator[ActionRule]:
        """What may happen there, whoever asks; the order is the book's."""
        return (action for action in self.actions if state in action.sources)

    def rung_by(self, action: ActionRule, state: str) -> str:
        """The clock whose part wakes an action of the clock in this state; DONE for the end of what is awaited."""
        return action.on or state


def holds(condition: Any, facts: Mapping[str, object]) -> bool:
    """Whether a condition, as data, is true of these facts. Raises KeyError for a fact that nobody knows."""
    if isinstance(condition, str):
        return bool(facts[condition])
    ((word, parts),) = condition.items()
    if word == "not":
        return not holds(parts, facts)
    if word == "all":
        return all(holds(part, facts) for part in parts)
    return any(holds(part, facts) for part in parts)


def facts_of(condition: Any) -> set[str]:
    """The names of the facts a condition looks at."""
    if condition is None:
        return set()
    if isinstance(condition, str):
        return {condition}
    ((word, parts),) = condition.items()
    return facts_of(parts) if word == "not" else set().union(*(facts_of(part) for part in parts))


def _plain(rule: Any) -> dict[str, Any]:
    default = {f.name: f.default for f in fields(rule)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(rule).items()
        if value != default[name]
    }


def _read(kind: type[Any], plain: Mapping[str, Any]) -> Any:
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in plain.items()})
