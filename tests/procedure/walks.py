"""A matter walking through a book without any database: the terms of a small city, and acts at given moments."""

from datetime import date, datetime, time

from cygos.kernel.calendar import WIB, Calendar, Holiday, Span, Unit
from cygos.kernel.procedure.book import Book
from cygos.kernel.procedure.walking import (
    MISSED,
    Moment,
    Standing,
    Step,
    Term,
    alarms,
    miss,
    walk,
    why_not,
)

CALENDAR = Calendar(
    {
        date(2016, 12, 12): Holiday("Maulid Nabi Muhammad", "Birthday of the Prophet"),
        date(2016, 12, 26): Holiday("Cuti Bersama Natal", "Christmas Joint Holiday"),
    }
)
AMOUNTS = {
    "sp4n.verify": Span(3, Unit.WORKING_DAY),
    "sp4n.first_response": Span(5, Unit.WORKING_DAY),
    "sp4n.answer": Span(14, Unit.WORKING_DAY),
    "sp4n.complete": Span(10, Unit.WORKING_DAY),
    "sp4n.close": Span(10, Unit.WORKING_DAY),
    "sp4n.reopen": Span(30, Unit.DAY),
    "adm.objection.answer": Span(10, Unit.WORKING_DAY),
    "adm.objection.decree": Span(5, Unit.WORKING_DAY),
    "adm.objection.file": Span(21, Unit.WORKING_DAY),
    "adm.acknowledge": Span(5, Unit.WORKING_DAY),
    "permit.complete": Span(14, Unit.DAY),
    "permit.pay": Span(30, Unit.DAY),
    "permit.decide": Span(10, Unit.WORKING_DAY),
    "permit.extension": Span(5, Unit.WORKING_DAY),
    "permit.advice": Span(72, Unit.HOUR),
    "rakor.accept": Span(3, Unit.WORKING_DAY),
    "rakor.verify": Span(5, Unit.WORKING_DAY),
    "rakor.result": Span(3, Unit.MONTH),
    "rakor.extension": Span(1, Unit.MONTH),
}


def terms(key: str) -> Term:
    return Term(key, AMOUNTS[key], CALENDAR)


def at(day: int, hour: int = 14, month: int = 12) -> datetime:
    """A moment in December 2016 (WIB), where nothing else is said."""
    return datetime.combine(date(2016, month, day), time(hour, 24), WIB)


BEGIN = at(7)  # Wednesday 7 December 2016, 14:24 WIB


class Matter:
    """A case as far as a book alone can tell it."""

    def __init__(self, book: Book, **facts: bool) -> None:
        self.book, self.facts, self.standing = book, facts, Standing()
        self.turns: list[str] = []

    def moment(self, at: datetime) -> Moment:
        return Moment(at, terms, self.facts)

    def do(self, action: str, at: datetime) -> Step:
        """One act, by whoever's it is. Fails if it is not open."""
        refused = self.refused(action, at)
        assert refused is None, f"{action} is not open: {refused}"
        step = walk(self.book, self.standing, self.book.action(action), now=self.moment(at))
        self.standing = step.standing
        self.turns += [f"{clock.name} {turn}" for turn, clock in step.turns]
        return step

    def refused(self, action: str, at: datetime, roles: set[str] | None = None):
        rule = self.book.action(action)
        return why_not(self.standing, rule, roles=roles or {rule.by}, now=self.moment(at))

    def alarms(self):
        return alarms(self.book, self.standing, now=self.moment(BEGIN))

    def ring(self, until: datetime) -> list[str]:
        """Let the clock act on everything due up to then; what it did, in order."""
        done = []
        while (due := self.alarms()) and due[0].rings_at <= until:
            alarm = due[0]
            done.append(alarm.action)
            if alarm.action == MISSED:
                self.standing = miss(self.standing, alarm.clock, at=until)
            else:
                self.do(alarm.action, alarm.rings_at)
        return done

    def last_on(self, clock: str) -> date | None:
        found = self.standing.clock(clock)
        assert found is not None
        return CALENDAR.sum(found.started_at, found.span, found.pauses).last_on
