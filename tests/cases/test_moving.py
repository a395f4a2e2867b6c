"""A holiday is added or taken away: the promises across it move, each case says so, and nothing else changes."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cygos.kernel.calendar import WIB
from cygos.kernel.cases import moving
from cygos.kernel.cases.inforce import Now, tables
from cygos.kernel.cases.models import Alarm, Case, Event, Promise
from cygos.kernel.cases.models.actor import Actor
from cygos.kernel.cases.ringing import ring_all
from cygos.kernel.holidays.models import Holiday
from cygos.kernel.ledger.models import Entry, canonical
from tests.cases.conftest import at, chance

ELECTION = date(2016, 12, 14)


def declared(day: date = ELECTION):
    return lambda: Holiday.declare(day, "Pemilihan kepala daerah", kind="local", by=None, at=at(9))


def ends(case) -> dict[str, date]:
    running = Promise.objects.running().filter(case=case, due_at__isnull=False)
    return {p.name: (p.due_at - timedelta(microseconds=1)).astimezone(WIB).date() for p in running}


@pytest.fixture
def asked(office, joko):
    case = office.ask().case
    office.do(case, "forward", joko, at(8), unit="dpu")
    return case


def test_a_new_holiday_moves_what_runs_across_it_and_says_so(office, asked):
    assert ends(asked) == {"answer_due": date(2016, 12, 23)}

    moves = moving.change(declared(), at=at(9))

    asked.refresh_from_db()
    assert ends(asked) == {"answer_due": date(2016, 12, 27)}  # the 26th is joint leave
    assert (moves.promises, moves.cases) == (1, 1)
    assert (moves.shown[0].number, moves.shown[0].promise) == (asked.number, "answer_due")
    event = Event.objects.get(case=asked, action=moving.MOVED)
    assert (event.seq, event.role, event.state) == (3, "clock", "working")
    assert event.facts["moved"] == [
        ["answer_due", "2016-12-23T17:00:00.000000Z", "2016-12-27T17:00:00.000000Z"]
    ]
    assert asked.due_at == Promise.objects.get(case=asked, name="answer_due").due_at
    assert Promise.objects.get(case=asked, name="answer_due").told_at == at(24, 0) - timedelta(
        minutes=24
    )


def test_alarms_move_with_their_promise(office, asked):
    moving.change(declared(), at=at(9))

    kept = {a.action: a.rings_at for a in Alarm.objects.filter(case=asked)}
    assert kept["missed"] == Promise.objects.get(case=asked, name="answer_due").due_at
    assert kept["remind"] == at(22, 0) - timedelta(
        minutes=24
    )  # the midnight after the seventh day, the 21st
    ring_all(Now(at(27), chance))
    assert not Event.objects.filter(case=asked, action="missed").exists()


def test_a_holiday_taken_away_brings_them_back(office, asked):
    maulid = Holiday.objects.get(day=date(2016, 12, 12))

    moving.change(lambda: maulid.withdraw(by=None, at=at(9), revision=None), at=at(9))

    assert ends(asked) == {"answer_due": date(2016, 12, 22)}


def test_a_preview_tells_the_same_and_leaves_nothing(office, asked):
    before = (Event.objects.count(), Entry.objects.count(), Holiday.objects.count(), ends(asked))

    seen = moving.preview(declared(), at=at(9))

    assert (
        Event.objects.count(),
        Entry.objects.count(),
        Holiday.objects.count(),
        ends(asked),
    ) == before
    assert seen == moving.change(declared(), at=at(9))


def test_what_is_broken_ended_or_not_across_it_stays(office, joko, rini):
    broken, ended, short = office.ask().case, office.ask().case, office.ask(when=at(8)).case
    for case in (broken, ended):
        office.do(case, "forward", joko, at(8), unit="dpu")
    office.do(ended, "answer", rini, at(9), text="Pukul lima.")

    moves = moving.change(declared(date(2016, 12, 29)), at=at(28))

    assert moves.promises == 0
    assert ends(short) == {"received": date(2016, 12, 14)}


def test_one_that_has_stood_still_is_counted_by_the_calendar(office, joko, rini):
    opened = office.ask()
    office.do(opened.case, "forward", joko, at(8), unit="dpu")
    office.do(opened.case, "inquire", rini, at(13), text="Pasar yang mana?")
    office.do(opened.case, "complete", Actor.with_code(opened.code), at(20), text="Pasar Melati.")
    assert ends(opened.case) == {"answer_due": date(2017, 1, 2)}

    moving.change(declared(date(2016, 12, 28)), at=at(21))

    assert ends(opened.case) == {"answer_due": date(2017, 1, 3)}


def test_a_promise_that_stands_still_has_no_end_to_move(office, joko, rini, asked):
    office.do(asked, "inquire", rini, at(9), text="Pasar yang mana?")

    moves = moving.change(declared(), at=at(9))

    assert [move.promise for move in moves.shown] == ["waiting"]
    assert Promise.objects.get(case=asked, name="answer_due").due_at is None


def test_the_ledger_s_entry_is_canonical_and_its_digest_right(office, asked):
    moving.change(declared(), at=at(9))

    entry = Entry.objects.order_by("-id")[0]
    assert json.loads(entry.body)["t"] == "case.moved"
    assert entry.body == canonical(json.loads(entry.body))
    assert bytes(entry.digest) == hashlib.sha256(entry.body.encode()).digest()


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=st.sets(st.dates(date(2016, 12, 9), date(2017, 1, 20)), max_size=3))
def test_the_database_and_the_calendar_make_the_same_sums(office, joko, days):
    case = office.ask().case
    office.do(case, "forward", joko, at(8), unit="dpu")
    known = set(Holiday.objects.values_list("day", flat=True))

    for day in sorted(days - known):
        moving.change(declared(day), at=at(9))

    now = tables()
    for promise in Promise.objects.running().exclude(due_at=None):
        clock = promise.clock
        assert promise.due_at == now.calendar.due_at(clock.started_at, clock.span, clock.pauses)
    assert (
        Case.objects.get(pk=case.pk).due_at
        == Promise.objects.get(case=case, name="answer_due").due_at
    )
    for holiday in Holiday.objects.filter(day__in=days - known):
        moving.change(lambda row=holiday: row.withdraw(by=None, at=at(9), revision=None), at=at(9))
