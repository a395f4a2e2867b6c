"""How long a promise runs: the sums of the handbook, the pause, the hours, the part, and what nobody may assume."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cygos.kernel.calendar import (
    WIB,
    Calendar,
    Endless,
    Holiday,
    Kind,
    Pause,
    Span,
    Unit,
)

PACK = Path(__file__).parent.parent / "packs/semarang/holidays.csv"
with PACK.open() as file:
    ROWS = list(csv.DictReader(file))
EVERY = Calendar({date.fromisoformat(r["day"]): Holiday(r["name"], r["name_en"]) for r in ROWS})
NATIONAL = Calendar(
    {date.fromisoformat(r["day"]): Holiday(r["name"]) for r in ROWS if r["kind"] == "national"}
)
# Received, then the last day of 3, 5, 10, 17, 14, 30, 60 working days, and of 10 where joint leave is worked.
VECTORS = """
2026-01-05 2026-01-08 2026-01-12 2026-01-20 2026-01-29 2026-01-26 2026-02-19 2026-04-10 2026-01-20
2026-01-15 2026-01-21 2026-01-23 2026-01-30 2026-02-10 2026-02-05 2026-03-03 2026-04-22 2026-01-30
2026-03-13 2026-03-25 2026-03-27 2026-04-06 2026-04-15 2026-04-10 2026-05-05 2026-06-24 2026-03-30
2026-05-13 2026-05-20 2026-05-22 2026-06-03 2026-06-12 2026-06-09 2026-07-02 2026-08-13 2026-05-29
2026-12-23 2026-12-30 2027-01-04 2027-01-12 2027-01-21 2027-01-18 2027-02-10 2027-04-05 2027-01-11
2026-04-11 2026-04-15 2026-04-17 2026-04-24 2026-05-06 2026-04-30 2026-05-29 2026-07-14 2026-04-24
"""
SUMS = [
    (row.split()[0], amount, calendar, last)
    for row in VECTORS.strip().splitlines()
    for amount, calendar, last in zip(
        (3, 5, 10, 17, 14, 30, 60, 10), [EVERY] * 7 + [NATIONAL], row.split()[1:], strict=True
    )
]


def at(day: str, hour: int = 9) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), WIB) + timedelta(
        hours=hour
    )


def working(amount: int, extra: int = 0) -> Span:
    return Span(amount, Unit.WORKING_DAY, extra)


@pytest.mark.parametrize(("received", "amount", "calendar", "last"), SUMS)
def test_a_sum_of_the_handbook(received, amount, calendar, last):
    assert calendar.sum(at(received), working(amount)).last_on == date.fromisoformat(last)


def test_a_sum_says_of_each_day_why_it_counted_or_not():
    told = EVERY.sum(at("2026-05-13"), working(3))

    assert [(line.day.day, line.kind, line.count) for line in told.lines] == [
        (13, Kind.RECEIVED, 0),
        (14, Kind.HOLIDAY, 0),
        (15, Kind.HOLIDAY, 0),
        (16, Kind.WEEKEND, 0),
        (17, Kind.WEEKEND, 0),
        (18, Kind.COUNTED, 1),
        (19, Kind.COUNTED, 2),
        (20, Kind.COUNTED, 3),
    ]
    assert [line.why for line in told.skipped()][:2] == [
        "Kenaikan Yesus Kristus",
        "Cuti Bersama Kenaikan Yesus Kristus",
    ]
    assert told.due_at == at("2026-05-21", 0)


def test_the_last_minute_of_the_last_day_still_keeps_the_promise():
    due_at = EVERY.due_at(at("2026-01-05"), working(3))

    assert due_at is not None
    assert at("2026-01-08", 23) + timedelta(minutes=59) < due_at <= at("2026-01-09", 0)


def test_what_is_received_at_night_is_received_on_that_day_in_semarang():
    just_before_midnight = datetime.fromisoformat("2026-01-05T16:59:59+00:00")
    just_after = datetime.fromisoformat("2026-01-05T17:00:00+00:00")

    assert EVERY.sum(just_before_midnight, working(3)).last_on == date(2026, 1, 8)
    assert EVERY.sum(just_after, working(3)).last_on == date(2026, 1, 9)


def test_a_pause_stops_the_count_and_says_why():
    waiting = Pause(date(2026, 1, 7), date(2026, 1, 12), "menunggu pemohon")

    told = EVERY.sum(at("2026-01-05"), working(5), (waiting,))

    assert told.last_on == date(2026, 1, 15)  # 6 and 7 were used; 13, 14, 15 are left
    assert [line.day.day for line in told.lines if line.why == "menunggu pemohon"] == [
        8,
        9,
        10,
        11,
        12,
    ]


def test_while_papers_are_missing_nobody_knows_the_end():
    waiting = Pause(date(2026, 1, 7), None, "menunggu pemohon")

    told = EVERY.sum(at("2026-01-05"), working(5), (waiting,))

    assert told.due_at is None
    assert told.last_on is None
    assert EVERY.due_at(at("2026-01-05"), working(5), (waiting,)) is None
    assert told.lines[-1].why == "menunggu pemohon"


def test_a_promise_used_up_before_the_pause_keeps_its_end():
    late = Pause(date(2026, 1, 9), None, "menunggu pemohon")

    assert EVERY.sum(at("2026-01-05"), working(3), (late,)).last_on == date(2026, 1, 8)


def test_papers_asked_for_on_the_last_day_leave_a_whole_day_when_they_come():
    asked = Pause(date(2026, 1, 8), date(2026, 1, 12), "menunggu pemohon")  # the last of three days

    told = EVERY.sum(at("2026-01-05"), working(3), (asked,))

    assert told.last_on == date(2026, 1, 13)
    assert told.lines[3].why == "menunggu pemohon"
    still = Pause(date(2026, 1, 8), None, "menunggu pemohon")
    assert EVERY.due_at(at("2026-01-05"), working(3), (still,)) is None


def test_seventy_two_hours_run_through_holidays_nights_and_pauses():
    three_times_a_day_and_night = Span(72, Unit.HOUR)
    pause = Pause(date(2026, 3, 18), date(2026, 3, 30), "menunggu")

    told = EVERY.sum(at("2026-03-17", 14), three_times_a_day_and_night, (pause,))

    assert told.due_at == at("2026-03-20", 14)
    assert told.lines == ()


def test_months_end_on_the_same_day_or_on_the_last_one():
    assert EVERY.sum(at("2026-08-31"), Span(6, Unit.MONTH)).last_on == date(2027, 2, 28)
    assert EVERY.sum(at("2026-01-15"), Span(12, Unit.MONTH)).last_on == date(2027, 1, 15)
    assert EVERY.sum(at("2028-02-29"), Span(1, Unit.YEAR)).last_on == date(2029, 2, 28)


def test_an_extension_is_counted_on_from_the_amount():
    assert EVERY.sum(at("2026-01-05"), working(10, extra=7)).last_on == date(2026, 1, 29)  # as 17


def test_plain_days_skip_nothing():
    assert EVERY.sum(at("2026-05-13"), Span(14, Unit.DAY)).last_on == date(2026, 5, 27)


@pytest.mark.parametrize(("amount", "used"), [(10, 7), (5, 3), (3, 2), (2, 1)])
def test_three_quarters_leave_time_to_act(amount, used):
    rings_at = EVERY.part_at(at("2026-01-05"), working(amount), 75)

    assert rings_at == EVERY.due_at(at("2026-01-05"), working(used))


def test_three_quarters_of_one_day_ring_when_that_day_begins():
    assert EVERY.part_at(at("2026-01-05"), working(1), 75) == at("2026-01-06", 0)
    assert EVERY.part_at(at("2026-01-05"), working(1), 100) == at("2026-01-07", 0)


def test_three_quarters_of_hours_are_counted_in_seconds():
    assert EVERY.part_at(at("2026-01-05", 0), Span(72, Unit.HOUR), 75) == at("2026-01-07", 6)


def test_a_sum_that_enters_a_year_without_a_decided_list_is_unsure():
    decided = Calendar(EVERY.holidays, confirmed=frozenset({2026}))

    assert decided.sum(at("2026-12-23"), working(3)).unsure == ()
    assert decided.sum(at("2026-12-23"), working(5)).unsure == (2027,)
    assert decided.sum(at("2026-12-23"), Span(30, Unit.DAY)).unsure == ()


def test_days_left_are_counted_from_tomorrow():
    due_at = EVERY.due_at(at("2026-05-13"), working(3))  # Wednesday 20 May
    assert due_at is not None

    assert EVERY.left(due_at, at("2026-05-13"), Unit.WORKING_DAY) == 3
    assert EVERY.left(due_at, at("2026-05-20", 23), Unit.WORKING_DAY) == 0
    assert EVERY.left(due_at, at("2026-05-22"), Unit.WORKING_DAY) == -2
    assert EVERY.left(due_at, at("2026-05-13")) == 7


def test_a_city_that_works_on_saturday_says_so():
    six_days = Calendar(weekend=frozenset({6}))

    assert six_days.sum(at("2026-01-09"), working(1)).last_on == date(2026, 1, 10)


def test_a_calendar_without_working_days_is_a_bug_and_loud():
    with pytest.raises(Endless):
        Calendar(weekend=frozenset(range(7))).due_at(at("2026-01-05"), working(1))


DAYS = st.dates(date(2025, 1, 1), date(2027, 6, 30))


@given(received=DAYS, amount=st.integers(1, 120), extra=st.integers(0, 30))
def test_whatever_the_day_the_sum_counts_exactly_its_amount(received, amount, extra):
    told = EVERY.sum(datetime.combine(received, datetime.min.time(), WIB), working(amount, extra))

    counted = [line.day for line in told.lines if line.count]
    assert len(counted) == amount + extra
    assert all(EVERY.works(day) for day in counted)
    assert counted[-1] == told.last_on
    assert [line.day for line in told.lines] == [
        received + timedelta(n) for n in range(len(told.lines))
    ]


@given(
    received=DAYS, amount=st.integers(1, 40), begins=st.integers(0, 60), lasts=st.integers(0, 40)
)
def test_a_pause_only_ever_gives_back_the_days_it_took(received, amount, begins, lasts):
    started_at = datetime.combine(received, datetime.min.time(), WIB)
    pause = Pause(received + timedelta(begins), received + timedelta(begins + lasts), "menunggu")

    plain, told = (
        EVERY.sum(started_at, working(amount)),
        EVERY.sum(started_at, working(amount), (pause,)),
    )

    assert plain.due_at is not None
    assert told.due_at is not None
    assert told.due_at >= plain.due_at
    assert sum(1 for line in told.lines if line.count) == amount
    if plain.last_on is not None and pause.from_on > plain.last_on:
        assert told.due_at == plain.due_at
