"""What one act does to where a case stands and to its clocks. Pure: the same question has the same answer, always.

`walk` is the middle of `Case.perform`: it says what becomes of state and clocks, and writes nothing. `alarms` says when
the clock must act next. Whether the actor may is asked before (`why_not`); what the act does to the matter itself is
the effect's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from cygos.kernel.calendar import AN_INSTANT, WIB, Calendar, Pause, Span
from cygos.kernel.procedure.book import CLOCK, DONE, START, ActionRule, Book, PromiseRule
from cygos.kernel.procedure.language import Again

MISSED = "missed"  # what the clock writes down when a promise of the city is broken
WHOLE = 100


@dataclass(frozen=True)
class Term:
    """A term as it is in force for a case: how long, and by which calendar."""

    key: str
    span: Span
    calendar: Calendar = field(default_factory=Calendar, compare=False, repr=False)


Terms = Callable[[str], Term]
"""Gives the term in force under a key. Raises KeyError for a key that the city does not keep."""


@dataclass(frozen=True)
class Moment:
    """When something is asked or done, what is so then, and which terms are in force."""

    at: datetime
    terms: Terms
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Clock:
    """A promise that runs, stands still, or has ended. `told_at` is what was said first, and never changes."""

    name: str
    key: str
    span: Span
    started_at: datetime
    told_at: datetime | None
    due_at: datetime | None
    pauses: tuple[Pause, ...] = ()
    ended_at: datetime | None = None
    missed_at: datetime | None = None
    is_extended: bool = False
    rung: frozenset[str] = frozenset()  # what the clock has already done at a part of it

    @property
    def runs(self) -> bool:
        return self.ended_at is None

    @property
    def stands_still(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].until_on is None

    def is_late(self, at: datetime) -> bool:
        return self.runs and self.due_at is not None and self.due_at <= at


@dataclass(frozen=True)
class Standing:
    """Where a case stands, since when, and every clock it ever had that still matters."""

    state: str = START
    arrived_at: datetime | None = None
    clocks: tuple[Clock, ...] = ()

    def clock(self, name: str) -> Clock | None:
        """The newest clock of that name."""
        return next((clock for clock in reversed(self.clocks) if clock.name == name), None)

    def running(self) -> tuple[Clock, ...]:
        return tuple(clock for clock in self.clocks if clock.runs)

    @property
    def due_at(self) -> datetime | None:
        """The nearest end of whatever runs."""
        return min((clock.due_at for clock in self.running() if clock.due_at), default=None)


class Turn(StrEnum):
    """What became of a clock in one act."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    KEPT = "kept"  # ended in time
    BROKEN = "broken"  # ended too late


@dataclass(frozen=True)
class Step:
    """What one act changes."""

    standing: Standing
    turns: tuple[tuple[Turn, Clock], ...] = ()


@dataclass(frozen=True)
class Alarm:
    """When the clock must act: an action of the book, or MISSED."""

    rings_at: datetime
    action: str
    clock: str
    part: int = WHOLE


class NotOpen(StrEnum):
    """Why an action is not open to somebody now."""

    STATE = "state"  # it does not leave from here
    ROLE = "role"  # it is somebody else's
    CONDITION = "condition"  # its condition does not hold
    OVER = "over"  # the time in which it was possible is over
    ONCE = "once"  # a promise is extended once


def why_not(
    standing: Standing, action: ActionRule, *, roles: Iterable[str], now: Moment
) -> NotOpen | None:
    """Why this action is not open now; None if it is. The order is the order in which a person should be told."""
    if action.by not in roles:
        return NotOpen.ROLE
    if standing.state not in action.sources:
        return NotOpen.STATE
    if not action.holds(now.facts):
        return NotOpen.CONDITION
    if action.within and standing.arrived_at is not None:
        term = now.terms(action.within)
        end = term.calendar.due_at(standing.arrived_at, term.span)
        if end is not None and end <= now.at:
            return NotOpen.OVER
    if action.extends:
        clock = standing.clock(action.extends)
        if clock is None or clock.is_extended or clock.is_late(now.at):
            return NotOpen.ONCE
    return None


def open_to(
    book: Book, standing: Standing, *, roles: Iterable[str], now: Moment
) -> list[ActionRule]:
    """Every action that somebody with these roles may do now, in the order of the book."""
    mine = frozenset(roles)
    return [
        action
        for action in book.actions_from(standing.state)
        if why_not(standing, action, roles=mine, now=now) is None
    ]


def walk(book: Book, standing: Standing, action: ActionRule, *, now: Moment) -> Step:
    """The standing after this act.

    What the city owes after an act of the clock is counted from the day on which the clock had to act, however late
    it acts; what the other side is given, from the moment it happens. A late clock costs the city, never the citizen.
    """
    turns: list[tuple[Turn, Clock]] = []
    if action.extends and (clock := standing.clock(action.extends)):
        longer = _extended(book, clock, action, now=now)
        standing = _with(standing, clock, longer)
        turns.append((Turn.EXTENDED, longer))
    since = now.at
    if action.by == CLOCK and (clock := standing.clock(book.rung_by(action, standing.state))):
        rang_at = _rings_at(clock, action, now.terms(clock.key).calendar)
        since = min(now.at, rang_at - AN_INSTANT) if rang_at else now.at
        standing = _with(standing, clock, replace(clock, rung=clock.rung | {action.name}))
    if not action.moves:
        return Step(standing, tuple(turns))
    arrived = replace(standing, state=action.target, arrived_at=now.at)
    way = _Way(book, standing.state, action.target, now.at, since, now.terms)
    for rule in book.clocks:
        for turn, before, after in way.turned(rule, standing.clock(rule.name)):
            arrived = _with(arrived, before, after)
            turns.append((turn, after))
    return Step(arrived, tuple(turns))


def alarms(book: Book, standing: Standing, *, now: Moment) -> list[Alarm]:
    """Every moment at which the clock must act, as long as nothing else happens first; nearest first.

    An action that waits for sub-cases (DONE) has no moment: whoever closes the last of them calls it.
    """
    found = []
    for clock in standing.running():
        if clock.due_at is None or clock.missed_at or not book.clock(clock.name).owed:
            continue
        found.append(Alarm(clock.due_at, MISSED, clock.name))
    for action in book.actions_from(standing.state):
        if action.by != CLOCK or action.on == DONE or not action.holds(now.facts):
            continue
        rung_by = standing.clock(book.rung_by(action, standing.state))
        if (
            rung_by is None
            or not rung_by.runs
            or rung_by.stands_still
            or action.name in rung_by.rung
        ):
            continue
        if (rings_at := _rings_at(rung_by, action, now.terms(rung_by.key).calendar)) is not None:
            found.append(Alarm(rings_at, action.name, rung_by.name, action.at))
    return sorted(found, key=lambda alarm: (alarm.rings_at, alarm.action != MISSED, alarm.action))


def miss(standing: Standing, name: str, *, at: datetime) -> Standing:
    """The clock of that name has been missed: written down once, when it is seen."""
    clock = standing.clock(name)
    if clock is None or not clock.is_late(at) or clock.missed_at:
        return standing
    return _with(standing, clock, replace(clock, missed_at=clock.due_at))


@dataclass(frozen=True)
class _Way:
    """From one state to another (or to the same, entered anew), and what it does to each clock."""

    book: Book
    source: str
    target: str
    at: datetime
    since: datetime  # from when the city's next promise is counted
    terms: Terms

    def turned(
        self, rule: PromiseRule, clock: Clock | None
    ) -> Iterator[tuple[Turn, Clock | None, Clock]]:
        """What becomes of one clock: the turn, what it was (None: nothing), what it is now."""
        if clock is not None and clock.runs:
            yield from self._while_running(rule, clock)
        elif self.target in rule.over:
            yield self._entered(rule, clock)

    def _while_running(
        self, rule: PromiseRule, clock: Clock
    ) -> Iterator[tuple[Turn, Clock | None, Clock]]:
        is_entered_anew = self.source == self.target and rule.over == (rule.name,)
        if is_entered_anew or self.target not in {*rule.over, *rule.pauses}:
            ended = _ended(clock, self.at)
            yield (Turn.BROKEN if ended.missed_at else Turn.KEPT, clock, ended)
            if is_entered_anew:
                yield Turn.STARTED, None, self._started(rule)
        elif self.target in rule.pauses and not clock.stands_still:
            yield Turn.PAUSED, clock, _paused(clock, self.at, self.book.state(self.target).title)
        elif self.target in rule.over and clock.stands_still:
            yield Turn.RESUMED, clock, _resumed(clock, self.at, self.terms(clock.key).calendar)

    def _entered(self, rule: PromiseRule, clock: Clock | None) -> tuple[Turn, Clock | None, Clock]:
        if clock is None or rule.again != Again.GOES_ON:
            return Turn.STARTED, None, self._started(rule)
        reason = self.book.state(self.source).title
        return Turn.RESUMED, clock, _gone_on(clock, self.at, reason, self.terms(clock.key).calendar)

    def _started(self, rule: PromiseRule) -> Clock:
        term, started_at = self.terms(rule.term), self.since if rule.owed else self.at
        due_at = term.calendar.due_at(started_at, term.span)
        return Clock(rule.name, term.key, term.span, started_at, told_at=due_at, due_at=due_at)


def _rings_at(clock: Clock, action: ActionRule, calendar: Calendar) -> datetime | None:
    return calendar.part_at(clock.started_at, clock.span, action.at, clock.pauses)


def _paused(clock: Clock, at: datetime, reason: str) -> Clock:
    """Stands still from tomorrow; a promise already broken stays broken."""
    pauses = (*clock.pauses, Pause(at.astimezone(WIB).date(), None, reason))
    return replace(clock, pauses=pauses, due_at=clock.due_at if clock.is_late(at) else None)


def _resumed(clock: Clock, at: datetime, calendar: Calendar) -> Clock:
    pauses = (*clock.pauses[:-1], replace(clock.pauses[-1], until_on=at.astimezone(WIB).date()))
    return replace(
        clock, pauses=pauses, due_at=calendar.due_at(clock.started_at, clock.span, pauses)
    )


def _ended(clock: Clock, at: datetime) -> Clock:
    return replace(
        clock,
        ended_at=at,
        missed_at=clock.missed_at or (clock.due_at if clock.is_late(at) else None),
    )


def _gone_on(clock: Clock, at: datetime, reason: str, calendar: Calendar) -> Clock:
    """Runs again with what was left when it ended: the days between are a pause."""
    ended_on = (clock.ended_at or at).astimezone(WIB).date()
    again = replace(clock, ended_at=None, pauses=(*clock.pauses, Pause(ended_on, None, reason)))
    return _resumed(again, at, calendar)


def _extended(book: Book, clock: Clock, action: ActionRule, *, now: Moment) -> Clock:
    """Longer by the action's term. What the clock did at a part that now lies ahead, it does again."""
    calendar, more = now.terms(clock.key).calendar, now.terms(action.by_term).span.whole
    span = replace(clock.span, extra=clock.span.extra + more)
    due_at = calendar.due_at(clock.started_at, span, clock.pauses)
    longer = replace(clock, span=span, due_at=due_at, is_extended=True)
    past = (
        name
        for name in clock.rung
        if (when := _rings_at(longer, book.action(name), calendar)) and when <= now.at
    )
    return replace(longer, rung=frozenset(past))


def _with(standing: Standing, old: Clock | None, new: Clock) -> Standing:
    if old is None:
        return replace(standing, clocks=(*standing.clocks, new))
    return replace(
        standing, clocks=tuple(new if clock is old else clock for clock in standing.clocks)
    )
