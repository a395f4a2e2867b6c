"""How long a promise runs: hari kerja, hari, n × 24 jam, bulan, tahun; and the whole sum, a line a day.

Pure: whoever asks brings the moment, the term and the days on which the city does not work.

* The day on which something is received is not counted (every count of the handbook, §13.5).
* The day on which a pause begins was used, so it counts; the day on which the missing papers arrive
  is a day of receipt, so it does not. Only the last day is never used up by a pause: whoever asks for
  papers on it has a whole day left when they come.
* A promise of hours runs through nights, holidays and pauses: 3 × 24 jam is 72 hours (UU 27/2022).
* A promise ends at an exclusive moment: the midnight after its last day. At that moment it is broken.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
ONE_DAY = timedelta(days=1)
AN_INSTANT = timedelta(microseconds=1)
WEEKEND = frozenset({5, 6})
LONGEST = 20_000  # days: no sum runs longer than some fifty years


class Unit(StrEnum):
    """What an amount is an amount of. The same words as in the city's table of terms."""

    WORKING_DAY = "working_day"
    DAY = "day"
    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


class Kind(StrEnum):
    """What became of one day of a sum."""

    RECEIVED = "received"  # the day it began; not counted
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"


class Endless(ValueError):
    """No end within `LONGEST` days: a calendar without working days, or an amount beyond reason. A bug."""


@dataclass(frozen=True)
class Span:
    """An amount of time, as promised: the term's amount, and what was added to it later."""

    amount: int
    unit: Unit
    extra: int = 0

    @property
    def whole(self) -> int:
        return self.amount + self.extra


@dataclass(frozen=True)
class Pause:
    """Days on which a promise stands still: after `from_on`, up to and with `until_on` (None: still waiting)."""

    from_on: date
    until_on: date | None
    reason: str

    def covers(self, day: date) -> bool:
        return self.from_on < day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Holiday:
    """A day on which the city does not work, by name, because a sum has to be explained."""

    name: str
    name_en: str = ""


@dataclass(frozen=True)
class Line:
    """One day of a sum, as the citizen reads it."""

    day: date
    kind: Kind
    count: int = 0  # which one of the amount this day is; 0: not counted
    why: str = ""  # the holiday's name, or why it stood still
    why_en: str = ""


@dataclass(frozen=True)
class Sum:
    """A deadline with its reasons.

    `due_at` is the first moment at which the promise is broken; None while it stands still. `lines` is empty
    for hours, months and years: nothing is skipped in them. `unsure` names the years, crossed by a sum of
    working days, whose list of holidays nobody has confirmed yet: the end is *sementara*.
    """

    span: Span
    started_at: datetime
    due_at: datetime | None
    lines: tuple[Line, ...] = ()
    unsure: tuple[int, ...] = ()

    @property
    def last_on(self) -> date | None:
        """The last day on which the promise can be kept."""
        return None if self.due_at is None else last_day(self.due_at)

    def skipped(self) -> Iterator[Line]:
        """The days that did not count, with their reasons."""
        return (line for line in self.lines if not line.count and line.kind is not Kind.RECEIVED)


@dataclass(frozen=True)
class Calendar:
    """The days on which the city works."""

    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    weekend: frozenset[int] = WEEKEND  # 0 is Monday
    confirmed: frozenset[int] | None = None  # years whose holidays are decided; None: all

    def works(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def sum(self, started_at: datetime, span: Span, pauses: tuple[Pause, ...] = ()) -> Sum:
        """The whole sum, day by day. Raises Endless."""
        if span.unit not in {Unit.WORKING_DAY, Unit.DAY}:
            return Sum(span, started_at, self.due_at(started_at, span))
        lines = tuple(self._lines(started_at.astimezone(WIB).date(), span, pauses))
        last = lines[-1]
        due_at = _midnight_after(last.day) if last.count == span.whole else None
        return Sum(span, started_at, due_at, lines, self._unsure(span, lines[0].day, last.day))

    def due_at(
        self, started_at: datetime, span: Span, pauses: tuple[Pause, ...] = ()
    ) -> datetime | None:
        """The first moment at which the promise is broken; None while it stands still. Raises Endless."""
        if span.unit is Unit.HOUR:
            return started_at + timedelta(hours=span.whole)
        begun = started_at.astimezone(WIB).date()
        if span.unit is Unit.MONTH:
            return _midnight_after(_months_after(begun, span.whole))
        if span.unit is Unit.YEAR:
            return _midnight_after(_months_after(begun, 12 * span.whole))
        for line in self._lines(begun, span, pauses):
            if line.count == span.whole:
                return _midnight_after(line.day)
        return None

    def part_at(
        self, started_at: datetime, span: Span, percent: int, pauses: tuple[Pause, ...] = ()
    ) -> datetime | None:
        """When `percent` of the promise is used up: at 100 its end. Only whole days are counted as used, so that
        a warning leaves time: three quarters of three days are two.
        """
        if percent == _WHOLE:
            return self.due_at(started_at, span, pauses)
        if span.unit in {Unit.WORKING_DAY, Unit.DAY}:
            used = span.whole * percent // _WHOLE
            return self.due_at(started_at, Span(used, span.unit), pauses)
        end = self.due_at(started_at, span)
        return None if end is None else started_at + (end - started_at) * percent / _WHOLE

    def left(self, due_at: datetime, at: datetime, unit: Unit = Unit.DAY) -> int:
        """Whole days of that unit from tomorrow to the last day of the promise; negative when it is broken."""
        today, last = at.astimezone(WIB).date(), last_day(due_at)
        if unit is not Unit.WORKING_DAY:
            return (last - today).days
        first, end, sign = (today, last, 1) if today <= last else (last, today, -1)
        between = (first + ONE_DAY * n for n in range(1, (end - first).days + 1))
        return sign * sum(self.works(day) for day in between)

    def _lines(self, begun: date, span: Span, pauses: tuple[Pause, ...]) -> Iterator[Line]:
        """From the day of receipt until the amount is used up, or until it stands still and nobody knows how long."""
        yield Line(begun, Kind.RECEIVED)
        count, day = 0, begun
        for _ in range(LONGEST):
            if count == span.whole:
                return
            day += ONE_DAY
            line = self._line(day, span.unit, pauses)
            if line.kind is Kind.COUNTED and count + 1 == span.whole:
                line = _saved(day, pauses) or line
            if line.kind is Kind.COUNTED:
                count += 1
                line = Line(day, Kind.COUNTED, count)
            yield line
            if line.kind is Kind.PAUSED and any(p.covers(day) and not p.until_on for p in pauses):
                return  # nobody knows the next day
        raise Endless(f"{span.whole} {span.unit} from {begun} do not end within {LONGEST} days")

    def _line(self, day: date, unit: Unit, pauses: tuple[Pause, ...]) -> Line:
        for pause in pauses:
            if pause.covers(day):
                return Line(day, Kind.PAUSED, why=pause.reason)
        if unit is Unit.WORKING_DAY:
            if holiday := self.holidays.get(day):
                return Line(day, Kind.HOLIDAY, why=holiday.name, why_en=holiday.name_en)
            if day.weekday() in self.weekend:
                return Line(day, Kind.WEEKEND)
        return Line(day, Kind.COUNTED)

    def _unsure(self, span: Span, first: date, last: date) -> tuple[int, ...]:
        if self.confirmed is None or span.unit is not Unit.WORKING_DAY:
            return ()
        return tuple(y for y in range(first.year, last.year + 1) if y not in self.confirmed)


def last_day(due_at: datetime) -> date:
    """The last day on which a promise with this end can be kept."""
    return (due_at - AN_INSTANT).astimezone(WIB).date()


def _saved(day: date, pauses: tuple[Pause, ...]) -> Line | None:
    """The last day, when a pause begins on it: not counted."""
    for pause in pauses:
        if pause.from_on == day and (pause.until_on is None or pause.until_on > day):
            return Line(day, Kind.PAUSED, why=pause.reason)
    return None


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + ONE_DAY, time(), WIB)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month; the last one where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_WHOLE = 100
