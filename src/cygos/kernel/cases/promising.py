"""The promises of a case between the tables and the rules: read as clocks, written back as they were left."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cygos.kernel.calendar import Unit
from cygos.kernel.cases.inforce import Now
from cygos.kernel.cases.models import Alarm, Case, Event, Pause, Promise
from cygos.kernel.ledger.models import Entry, moment
from cygos.kernel.procedure.book import CLOCK
from cygos.kernel.procedure.walking import MISSED, Clock, Standing, alarms, miss

HOURS, DAYS = 1, 2  # urgency


@dataclass
class Promises:
    """Every promise of one locked case."""

    case: Case
    rows: list[Promise]
    clocks: tuple[Clock, ...]
    before: dict[int, Clock] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> Promises:
        """Read them, with their pauses: two questions."""
        rows = (
            list(case.promises.prefetch_related("pauses").order_by("id")) if case.revision else []
        )
        clocks = tuple(row.clock for row in rows)
        return cls(case, rows, clocks, dict(enumerate(clocks)))

    def note_missed(self, standing: Standing, *, now: Now, until: datetime) -> Standing:
        """Promises of the city that were broken until then, and of which no alarm has told yet, are told of first."""
        for clock in standing.running():
            if (
                clock.is_late(until)
                and not clock.missed_at
                and self.case.book.clock(clock.name).owed
            ):
                standing = miss(standing, clock.name, at=now.at)
                tell_missed(self.case, clock, now=now)
        return standing

    def take_over(self, standing: Standing, *, now: Now) -> None:
        """Write what differs, and set the alarms anew."""
        for number, clock in enumerate(standing.clocks):
            if number >= len(self.rows):
                self._begin(clock, now=now)
            elif clock != self.before[number]:
                self._change(self.rows[number], clock, self.before[number])
        Alarm.objects.filter(case=self.case).delete()
        set_alarms(self.case, standing, now=now)

    def _begin(self, clock: Clock, *, now: Now) -> None:
        Promise.make(
            clock,
            case=self.case,
            is_owed=self.case.book.clock(clock.name).owed,
            works_in_joint_leave=clock.key in now.tables.with_leave,
        )

    def _change(self, row: Promise, clock: Clock, before: Clock) -> None:
        row.take_over(clock)
        for seq, pause in enumerate(clock.pauses):
            facts = {"from_on": pause.from_on, "until_on": pause.until_on, "reason": pause.reason}
            if seq >= len(before.pauses):
                Pause.objects.create(promise=row, seq=seq, **facts)
            elif pause != before.pauses[seq]:
                Pause.objects.filter(promise=row, seq=seq).update(**facts)


def set_alarms(case: Case, standing: Standing, *, now: Now) -> None:
    """One row for each thing that the clock will have to do if nothing else happens first."""
    units = {clock.name: clock.span.unit for clock in standing.running()}
    Alarm.objects.bulk_create(
        Alarm(
            case=case, clock=alarm.clock, action=alarm.action, part=alarm.part, rings_at=alarm.rings_at,
            urgency=HOURS if units[alarm.clock] == Unit.HOUR else DAYS,
        )
        for alarm in alarms(case.book, standing, now=now.moment(case.facts))
    )  # fmt: skip


def tell_missed(case: Case, clock: Clock, *, now: Now) -> Event:
    """A missed promise is an event of its own, and stands in the ledger: the clock's, not a person's."""
    assert clock.due_at is not None  # noqa: S101  only a late clock is missed
    due = moment(clock.due_at)
    event = case.tell(MISSED, at=now.at, role=CLOCK, facts={"promise": clock.name, "due": due})
    facts = {
        "book": case.stored.digest,
        "ref": case.ref.hex,
        "seq": event.seq,
        "promise": clock.name,
        "due": due,
    }
    Entry.write("case.missed", at=now.at, facts=facts)
    return event
