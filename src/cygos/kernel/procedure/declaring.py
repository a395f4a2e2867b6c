"""`Procedure`: subclass it, declare, import. It becomes a `Book`, or the city does not start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import signature
from typing import ClassVar, TypeVar

from cygos.kernel.procedure import book as plain
from cygos.kernel.procedure.book import ActionRule, Book, PromiseRule, RoleRule, StateRule
from cygos.kernel.procedure.faults import faults
from cygos.kernel.procedure.language import (
    CLOCK,
    DONE,
    START,
    STAY,
    Action,
    Named,
    Promise,
    Role,
    State,
    Told,
)

T = TypeVar("T", bound=Named)


class MisdeclaredProcedure(TypeError):
    """The rule book contradicts itself; the city must not start. Says every fault in a sentence."""


class Procedure:
    """Base of every rule book.

    `tells` gives, by the name of a state, what the citizen reads there. `registry` holds every book that was
    imported, by `CODE@version`; `effects` every effect that one of them names, by its name.
    """

    book: ClassVar[Book]
    code: ClassVar[str]
    tells: ClassVar[Mapping[str, Told]] = {}
    registry: ClassVar[dict[str, type[Procedure]]] = {}
    effects: ClassVar[dict[str, Callable[..., None]]] = {}

    def __init_subclass__(
        cls, *, code: str, version: int, title: str, basis: str, keeps: str = "retention.default"
    ) -> None:
        named = {name: value for name, value in vars(cls).items() if isinstance(value, Named)}
        roles, states = _those(named, Role), _those(named, State)
        promises, actions = _those(named, Promise), _those(named, Action)
        titles: dict[str, str] = {}
        for action in actions:
            titles |= action.when.titles if action.when else {}
        cls.code = code
        cls.book = Book(
            code, version, title, basis, keeps,
            tuple(RoleRule(role.name, role.title, role.of) for role in roles),
            tuple(_state(state, cls.tells.get(state.name, Told(""))) for state in states),
            tuple(_promise(promise) for promise in promises),
            tuple(_action(action) for action in actions),
            tuple(sorted(titles.items())),
        )  # fmt: skip
        found = list(_strangers(roles, states, promises, actions))
        if not found:  # a book that mentions what is not in it cannot be examined further
            found = [*faults(cls.book), *_unknown_tellings(cls), *cls._enter(actions)]
        if found:
            raise MisdeclaredProcedure(f"{cls.__name__}: " + "; ".join(found))
        cls.registry[cls.book.name] = cls

    @classmethod
    def _enter(cls, actions: Iterable[Action]) -> Iterable[str]:
        """Put the effects where a stored book finds them by name."""
        for action in actions:
            if action.does is None:
                continue
            name = effect_name(action.does)
            if cls.effects.setdefault(name, action.does) is not action.does:
                yield f"{action.name} does {name}, which is already the name of another effect"
        if (
            other := Procedure.registry.get(cls.book.name)
        ) and other.book.digest != cls.book.digest:
            yield f"{cls.book.name} is already written otherwise; a changed book is a new version"


def effect_name(effect: Callable[..., None]) -> str:
    """`complaints.hand_over`: the module it belongs to, and its own name. Moving a file does not change it."""
    parts = [
        part
        for part in effect.__module__.split(".")
        if part not in {"models", "effects", "procedure"}
    ]
    return f"{parts[-1]}.{effect.__name__}"


def _those(named: Mapping[str, Named], kind: type[T]) -> list[T]:
    return [value for value in named.values() if isinstance(value, kind)]


def _state(state: State, told: Told) -> StateRule:
    return StateRule(
        state.name,
        state.title,
        state.public,
        due=state.due.key if state.due else "",
        gives=state.gives.key if state.gives else "",
        final=state.final,
        awaits=state.awaits.code if state.awaits else "",
        means=told.means,
        next=told.next,
    )


def _promise(promise: Promise) -> PromiseRule:
    return PromiseRule(
        promise.name,
        promise.title,
        promise.due.key,
        tuple(state.name for state in promise.over),
        tuple(state.name for state in promise.pauses),
        again=promise.again or "",
    )


def _action(action: Action) -> ActionRule:
    return ActionRule(
        action.name,
        action.title,
        tuple(_place(state) for state in action.arrow.sources),
        _place(action.arrow.target),
        plain.CLOCK if action.by is CLOCK else action.by.name,
        asks=action.asks.name if action.asks else "",
        fields=tuple(action.asks.fields) if action.asks else (),
        does=effect_name(action.does) if action.does else "",
        needs=_needs(action.does) if action.does else (),
        leaves=action.leaves,
        when=action.when.plain if action.when else None,
        within=action.within.key if action.within else "",
        opens=action.opens.code if action.opens else "",
        extends=action.extends.name if action.extends else "",
        by_term=action.by_term.key if action.by_term else "",
        on=plain.DONE
        if action.on is DONE
        else action.on.name
        if isinstance(action.on, Promise)
        else "",
        at=action.at,
    )


def _place(state: State) -> str:
    return {START: plain.START, STAY: plain.STAY}.get(state) or state.name


def _needs(effect: Callable[..., None]) -> tuple[str, ...]:
    """The answers an effect cannot do without: its keyword arguments that have no default."""
    return tuple(
        name
        for name, parameter in signature(effect).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.default is parameter.empty
    )


def _strangers(
    roles: list[Role], states: list[State], promises: list[Promise], actions: list[Action]
) -> Iterator[str]:
    """What belongs to another book. Names alone could not tell: two books may have an `answered`."""
    for action in actions:
        if not {START, STAY, *states}.issuperset({action.arrow.target, *action.arrow.sources}):
            yield f"{action.name} mentions a state of another procedure"
        if action.by not in {CLOCK, *roles}:
            yield f"{action.name} mentions a role of another procedure"
        if not {*promises}.issuperset(
            {p for p in (action.extends, action.on) if isinstance(p, Promise)}
        ):
            yield f"{action.name} mentions a promise of another procedure"
    for promise in promises:
        if not {*states}.issuperset({*promise.over, *promise.pauses}):
            yield f"{promise.name} is over a state of another procedure"


def _unknown_tellings(cls: type[Procedure]) -> Iterator[str]:
    states = {state.name for state in cls.book.states}
    for name in cls.tells:
        if name not in states:
            yield f"{name} is told to the citizen, but no case ever stands there"
    if cls.tells:
        yield from (
            f"{name} is not told to the citizen" for name in sorted(states - set(cls.tells))
        )
