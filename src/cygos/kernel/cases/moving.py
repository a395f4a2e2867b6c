"""A corrected holiday moves the promises that run across it, and says so on each of their cases.

Set-based: the days are numbered (`kernel/holidays`), so a new end is a look-up, and a hundred thousand of them one
statement. Promises that have stood still are few, and are counted one by one by the calendar itself. What is broken
already stays broken.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from cygos.kernel.calendar import WIB, last_day
from cygos.kernel.cases.inforce import Tables, tables
from cygos.kernel.cases.models import Promise
from cygos.kernel.ledger.models import moment

SHOWN = 50
MOVED = "calendar"  # the action of the event, by the clock
BATCH = 500

Row = tuple[int, int, str, datetime | None, datetime | None]
"""Promise, case, name, the end it had, the end it has."""


@dataclass(frozen=True)
class Move:
    """One promise, before and after."""

    number: str
    promise: str
    was: datetime
    due_at: datetime

    @property
    def last_on_before(self) -> date:
        """The last day on which it could be kept."""
        return last_day(self.was)

    @property
    def last_on(self) -> date:
        """The last day on which it can be kept now."""
        return last_day(self.due_at)


@dataclass(frozen=True)
class Moves:
    """What a change of the calendar moved: how many promises of how many cases, and the first of them."""

    promises: int
    cases: int
    shown: tuple[Move, ...]


def change(deed: Callable[[], object], *, at: datetime) -> Moves:
    """Change the calendar and move what runs across it, in one transaction. Raises what the deed raises."""
    with transaction.atomic():
        _hold_cases()
        deed()
        return _move(at)


def preview(deed: Callable[[], object], *, at: datetime) -> Moves:
    """What `change` would move. Does it all and takes it back, so the preview cannot err."""
    with transaction.atomic():
        moves = change(deed, at=at)
        transaction.set_rollback(True)
    return moves


def _move(at: datetime) -> Moves:
    with connection.cursor() as cursor:
        cursor.execute(PREPARE)
        cursor.execute(COUNT_PLAIN, {"at": at})
        rows = _paused(at, tables())
        cursor.executemany("INSERT INTO moved VALUES (%s, %s, %s, %s, %s)", rows)
        cursor.execute("SELECT count(*), count(DISTINCT case_id) FROM moved")
        promises, cases = cursor.fetchone()
        if promises:
            for statement in (MOVE_PROMISES, MOVE_ALARMS, MOVE_CASES, TELL, TELL_LEDGER):
                cursor.execute(statement, {"at": at, "moment": moment(at)})
        cursor.execute(SHOW, [SHOWN])
        shown = tuple(Move(*row) for row in cursor.fetchall())
    return Moves(promises, cases, shown)


def _paused(at: datetime, now: Tables) -> list[Row]:
    """The promises that have stood still at least once, and run again, with their new ends."""
    rows: list[Row] = []
    standing = Promise.objects.running().filter(
        unit="working_day", due_at__gt=at, pauses__isnull=False
    )
    for promise in standing.distinct().prefetch_related("pauses").order_by("id").iterator(BATCH):
        clock = promise.clock
        calendar = now.calendar_of(works_in_joint_leave=promise.works_in_joint_leave)
        due_at = calendar.due_at(clock.started_at, clock.span, clock.pauses)
        if due_at != promise.due_at:
            rows.append((promise.pk, promise.case_id, promise.name, promise.due_at, due_at))
    return rows


def _hold_cases() -> None:
    """Hold every case in which a promise of working days runs: whoever acts on one waits until all have moved."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD)


HOLD = """
SELECT c.id FROM cases_case c
WHERE c.is_open AND EXISTS (
    SELECT 1 FROM cases_promise p WHERE p.case_id = c.id AND p.ended_at IS NULL AND p.unit = 'working_day'
) ORDER BY c.id FOR NO KEY UPDATE
"""
PREPARE = """
DROP TABLE IF EXISTS moved;
CREATE TEMP TABLE moved (
    promise_id bigint PRIMARY KEY, case_id bigint, name text, was timestamptz, due_at timestamptz
) ON COMMIT DROP
"""
COUNT_PLAIN = f"""
INSERT INTO moved
SELECT * FROM (
    SELECT p.id, p.case_id, p.name, p.due_at AS was,
        (coalesce(e.day, l.day) + 1)::timestamp AT TIME ZONE '{WIB.key}' AS due_at
    FROM cases_promise p
    JOIN holidays_day s ON s.day = (p.started_at AT TIME ZONE '{WIB.key}')::date
    LEFT JOIN holidays_day e ON NOT p.works_in_joint_leave AND e.works AND e.number = s.number + p.amount + p.extra
    LEFT JOIN holidays_day l ON p.works_in_joint_leave AND l.works_with_leave
        AND l.number_with_leave = s.number_with_leave + p.amount + p.extra
    WHERE p.ended_at IS NULL AND p.unit = 'working_day' AND p.due_at > %(at)s
        AND NOT EXISTS (SELECT 1 FROM cases_pause w WHERE w.promise_id = p.id)
) summed WHERE due_at <> was
"""  # noqa: S608  a name of ours
MOVE_PROMISES = (
    "UPDATE cases_promise p SET due_at = m.due_at FROM moved m WHERE p.id = m.promise_id"
)
MOVE_ALARMS = f"""
UPDATE cases_alarm a SET rings_at = CASE WHEN a.part = 100 THEN m.due_at ELSE
    (coalesce(e.day, l.day) + 1)::timestamp AT TIME ZONE '{WIB.key}' END
FROM moved m
JOIN cases_promise p ON p.id = m.promise_id
JOIN holidays_day s ON s.day = (p.started_at AT TIME ZONE '{WIB.key}')::date
JOIN cases_alarm b ON b.case_id = m.case_id AND b.clock = m.name
LEFT JOIN holidays_day e ON NOT p.works_in_joint_leave AND e.works
    AND e.number = s.number + (p.amount + p.extra) * b.part / 100
LEFT JOIN holidays_day l ON p.works_in_joint_leave AND l.works_with_leave
    AND l.number_with_leave = s.number_with_leave + (p.amount + p.extra) * b.part / 100
WHERE a.id = b.id AND (a.part = 100 OR NOT EXISTS (SELECT 1 FROM cases_pause w WHERE w.promise_id = p.id))
"""  # noqa: S608  a name of ours
MOVE_CASES = """
UPDATE cases_case c SET moved_at = %(at)s, revision = revision + 1, told = told + 1,
    due_at = (SELECT min(p.due_at) FROM cases_promise p WHERE p.case_id = c.id AND p.ended_at IS NULL)
FROM (SELECT DISTINCT case_id FROM moved) m WHERE c.id = m.case_id
"""
TELL = """
INSERT INTO cases_event (case_id, seq, at, action, role, state, facts)
SELECT c.id, c.told, %(at)s, 'calendar', 'clock', c.state, jsonb_build_object('moved', m.promises)
FROM cases_case c JOIN (
    SELECT case_id, jsonb_agg(jsonb_build_array(
        name, to_char(was AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) ORDER BY promise_id) AS promises
    FROM moved GROUP BY case_id
) m ON m.case_id = c.id
"""
# The keys stand in the order of the canonical form, and every value is one that needs no escape.
TELL_LEDGER = """
INSERT INTO ledger_entry (at, body, digest)
SELECT %(at)s, body, sha256(convert_to(body, 'UTF8')) FROM (
    SELECT format('{"at":"%%s","book":"%%s","due":"%%s","promise":"%%s","ref":"%%s","seq":%%s,"t":"case.moved","v":1}',
        %(moment)s::text, b.digest, to_char(m.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), m.name,
        replace(c.ref::text, '-', ''), c.told) AS body
    FROM moved m JOIN cases_case c ON c.id = m.case_id JOIN cases_storedbook b ON b.id = c.stored_id
    ORDER BY m.promise_id
) entries
"""
SHOW = """
SELECT c.number, m.name, m.was, m.due_at FROM moved m JOIN cases_case c ON c.id = m.case_id
ORDER BY m.due_at, m.promise_id LIMIT %s
"""
