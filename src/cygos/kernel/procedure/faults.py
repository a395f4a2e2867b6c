"""Everything that can be wrong with a rule book, one sentence each. A book with a fault does not start the city."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from cygos.kernel.procedure.book import (
    CLOCK,
    DONE,
    START,
    ActionRule,
    Book,
    PromiseRule,
    StateRule,
    facts_of,
)

MANY_SWITCHES = 12  # 4,096 combinations are tried in well under a second
LATEST_PART = (
    300  # percent: an action of the clock may come after the term, not after three of them
)


def faults(book: Book) -> list[str]:
    """What is wrong with this book; empty if nothing is."""
    found: list[str] = []
    for state in book.states:
        found += _of_state(book, state)
    for promise in book.promises:
        found += _of_promise(book, promise)
    for action in book.actions:
        found += _of_action(book, action)
        found += _of_clock(book, action) if action.by == CLOCK else ()
    for role in book.roles:
        if not any(action.by == role.name for action in book.actions):
            found.append(f"{role.name} may do nothing")
    if not any(action.sources == (START,) for action in book.actions):
        found.append("nothing opens it")
    if not any(state.final for state in book.states):
        found.append("it never ends")
    found += _twins(book)
    found += _dead_ends(book)
    return found


def _of_state(book: Book, state: StateRule) -> Iterator[str]:
    leaving = list(book.actions_from(state.name))
    if not any(action.target == state.name for action in book.actions):
        yield f"nothing leads to {state.name}"
    if state.due and state.gives:
        yield f"{state.name} has a term of the city and one of the other side"
    if state.final:
        if state.due or state.gives:
            yield f"{state.name} is final, yet has a deadline"
        yield from (
            f"{state.name} is final, yet {action.name} leaves it without a limit"
            for action in leaving
            if action.moves and not action.within
        )
        return
    if not (state.due or state.gives or _promised(book, state)):
        yield f"{state.name} has no deadline"
    if state.gives and not any(_woken_by(a, state.name) and a.moves for a in leaving):
        yield f"the time given in {state.name} runs out and nothing happens"
    if state.awaits and not any(a.by == CLOCK and a.on == DONE for a in leaving):
        yield f"{state.name} awaits {state.awaits}, but nothing goes on when they are done"


def _promised(book: Book, state: StateRule) -> bool:
    return any(state.name in promise.over for promise in book.promises)


def _woken_by(action: ActionRule, state: str) -> bool:
    return action.by == CLOCK and action.on in {"", state}


def _of_promise(book: Book, promise: PromiseRule) -> Iterator[str]:
    both = set(promise.over) & set(promise.pauses)
    yield from (f"{promise.name} runs and stands still in {name}" for name in sorted(both))
    final = {state.name for state in book.states if state.final}
    inside = {*promise.over, *promise.pauses}
    yield from (
        f"{promise.name} goes on in {name}, which is final" for name in sorted(inside & final)
    )
    again = _entered_again(book, inside)
    if again and not promise.again:
        yield f"{promise.name} begins again by {again} and does not say whether anew"
    if promise.again and not again:
        yield f"{promise.name} says how it begins again, but it never does"
    if not any(
        source not in inside and a.target in promise.over
        for a in book.actions
        for source in a.sources
    ):
        yield f"{promise.name} never begins"


def _entered_again(book: Book, inside: set[str]) -> str:
    """The action by which a promise that has ended is entered once more; empty if there is none."""
    outside = {a.target for a in book.actions if a.moves and inside & set(a.sources)} - inside
    while (
        more := {a.target for a in book.actions if a.moves and outside & set(a.sources)}
        - outside
        - inside
    ):
        outside |= more
    return next(
        (a.name for a in book.actions if a.target in inside and outside & set(a.sources)), ""
    )


def _of_action(book: Book, action: ActionRule) -> Iterator[str]:
    if unasked := sorted(set(action.needs) - set(action.fields)):
        yield f"{action.name} needs {', '.join(unasked)} but never asks"
    if bool(action.extends) != bool(action.by_term):
        yield f"{action.name} extends {action.extends or 'nothing'} by {action.by_term or 'no term'}"
    if START in action.sources:
        if action.sources != (START,) or not action.moves:
            yield f"{action.name} opens the case and must lead from nowhere else to a state"
        if action.within:
            yield f"{action.name} opens the case, so nothing came before it to count from"
    if action.extends and not set(action.sources) <= set(book.clock(action.extends).over):
        yield f"{action.name} extends {action.extends} where it does not run"
    if action.extends and "reason" not in action.fields:
        yield f"{action.name} extends {action.extends} and asks for no reason"


def _of_clock(book: Book, action: ActionRule) -> Iterator[str]:
    if action.asks:
        yield f"{action.name} is done by the clock, which fills in no form"
    if action.within:
        yield f"{action.name} is done by the clock, which is never late"
    if not 1 <= action.at <= LATEST_PART:
        yield f"{action.name} comes at {action.at} percent of a term"
    for source in action.sources:
        yield from _of_waking(book, action, source)


def _of_waking(book: Book, action: ActionRule, source: str) -> Iterator[str]:
    """What is to wake the clock in this state, and does not exist."""
    if source == START:
        yield f"{action.name} is done by the clock, which opens no case"
    elif action.on == DONE:
        if not book.state(source).awaits:
            yield f"{action.name} waits in {source} for sub-cases that nobody asks for"
    elif action.on:
        if source not in book.clock(action.on).over:
            yield f"{action.name} waits in {source} for {action.on}, which does not run there"
    elif not (book.state(source).due or book.state(source).gives):
        yield f"{action.name} waits in {source} for a deadline that it does not have"


def _twins(book: Book) -> Iterator[str]:
    """Two buttons that read alike in one place, and two acts of the clock at one moment that both lead away."""
    for state in book.states:
        for one, other in itertools.combinations(book.actions_from(state.name), 2):
            if one.by != other.by or not _can_both_hold(one, other):
                continue
            if one.by == CLOCK:
                if one.moves and other.moves and (one.on, one.at) == (other.on, other.at):
                    yield f"{one.name} and {other.name} leave {state.name} at the same moment"
            elif one.title == other.title:
                yield f"{one.name} and {other.name} are both called “{one.title}” in {state.name}"


def _can_both_hold(one: ActionRule, other: ActionRule) -> bool:
    names = sorted(facts_of(one.when) | facts_of(other.when))
    return any(one.holds(facts) and other.holds(facts) for facts in _every(names))


def _every(names: list[str]) -> Iterator[dict[str, bool]]:
    for values in itertools.product((False, True), repeat=len(names)):
        yield dict(zip(names, values, strict=True))


def _dead_ends(book: Book) -> Iterator[str]:
    """Whatever is switched on or off, from every state that can be reached there must be a way to an end."""
    switches = sorted(set().union(*(facts_of(action.when) for action in book.actions)))
    if len(switches) > MANY_SWITCHES:
        yield f"it has {len(switches)} switches; at most {MANY_SWITCHES} can be tried"
        return
    for facts in _every(switches):
        open_ = [action for action in book.actions if action.moves and action.holds(facts)]
        if stuck := _reached(open_) - _ending(book, open_):
            told = ", ".join(name if on else f"not {name}" for name, on in facts.items())
            yield f"{' and '.join(sorted(stuck))} is a dead end" + (f" when {told}" if told else "")
            return


def _reached(open_: list[ActionRule]) -> set[str]:
    reached = {START}
    while more := {a.target for a in open_ if reached & set(a.sources)} - reached:
        reached |= more
    return reached - {START}


def _ending(book: Book, open_: list[ActionRule]) -> set[str]:
    ends = {state.name for state in book.states if state.final}
    while more := {s for a in open_ if a.target in ends for s in a.sources} - ends:
        ends |= more
    return ends
