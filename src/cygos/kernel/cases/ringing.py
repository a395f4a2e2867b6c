"""The clock's worker: every alarm rings once, however many workers there are and wherever one of them dies.

An alarm, its act and its end are one transaction; whoever comes second skips the locked case. Each round takes a few of
every urgency, so that a hundred thousand lapsed reports do not make a notice of three days wait.
"""

from datetime import datetime

from django.db import transaction

from cygos.kernel.cases.inforce import Now
from cygos.kernel.cases.models import Alarm, Case
from cygos.kernel.cases.performing import let_the_clock
from cygos.kernel.cases.promising import DAYS, HOURS, Promises
from cygos.kernel.procedure.walking import MISSED, Standing

A_FEW = 20


def ring_all(now: Now, *, most: int = 10_000) -> int:
    """Act on everything that is due; how many acts that were. Stops after `most`, or when others hold the rest."""
    done = 0
    while done < most:
        rung = sum(ring(alarm, now=now) for alarm in _next(now.at))
        if not rung:
            break
        done += rung
    return done


def ring(alarm: Alarm, *, now: Now) -> bool:
    """Let one alarm ring. False if somebody else acts on its case just now, or has."""
    with transaction.atomic():
        case = (
            Case.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
            .select_related("stored")
            .filter(pk=alarm.case_id)
            .first()
        )
        if case is None or not Alarm.objects.filter(pk=alarm.pk).exists():
            return False
        if alarm.action == MISSED:
            _miss(case, now=now, until=alarm.rings_at)
        else:
            let_the_clock(case, alarm.action, now=now, once=f"alarm {alarm.pk}", due=alarm.rings_at)
    return True


def _miss(case: Case, *, now: Now, until: datetime) -> None:
    """The city broke a promise, and nothing else happens: written down, and the other alarms stay."""
    promises = Promises.of(case)
    standing = Standing(case.state, case.arrived_at, promises.clocks)
    promises.take_over(promises.note_missed(standing, now=now, until=until), now=now)


def _next(at: datetime) -> list[Alarm]:
    return [
        alarm
        for urgency in (HOURS, DAYS)
        for alarm in Alarm.objects.due(at).filter(urgency=urgency)[:A_FEW]
    ]
