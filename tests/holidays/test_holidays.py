"""Holidays: declared, corrected, withdrawn, each with its act; years that are decided; days that are numbered."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from cygos.kernel.acts.models import Act
from cygos.kernel.calendar import WIB, Span, Unit
from cygos.kernel.holidays.models import Day, Holiday, Kind, Year
from cygos.kernel.refusals import Impossible, Stale

AT = datetime(2016, 12, 7, 14, 24, tzinfo=WIB)
MAULID = date(2016, 12, 12)


@pytest.fixture
def maulid(db):
    return Holiday.declare(MAULID, "Maulid Nabi Muhammad", by=None, at=AT)


def test_a_declared_day_is_not_worked_and_leaves_an_act(maulid):
    calendar = Holiday.objects.calendar()

    assert not calendar.works(MAULID)
    assert calendar.holidays[MAULID].name == "Maulid Nabi Muhammad"
    assert [act.verb for act in Act.objects.about(maulid)] == ["holiday.declared"]


def test_a_day_is_a_holiday_once(maulid):
    with pytest.raises(Impossible, match="sudah tercatat sebagai hari libur"):
        Holiday.declare(MAULID, "Lain", by=None, at=AT)


def test_a_withdrawn_day_is_worked_again(maulid):
    maulid.withdraw(by=None, at=AT, revision=0)

    assert Holiday.objects.calendar().works(MAULID)
    assert (
        Act.objects.filter(verb="holiday.withdrawn").get().details["before"]["day"] == "2016-12-12"
    )


def test_nobody_overwrites_what_they_have_not_seen(maulid):
    maulid.amend(by=None, at=AT, revision=0, name="Maulid Nabi")

    with pytest.raises(Stale):
        maulid.amend(by=None, at=AT, revision=0, name="Hari Maulid")


def test_joint_leave_counts_as_work_where_a_term_says_so(maulid):
    Holiday.declare(date(2016, 12, 26), "Cuti Bersama Natal", kind=Kind.JOINT_LEAVE, by=None, at=AT)
    strict, with_leave = (
        Holiday.objects.calendar(),
        Holiday.objects.calendar(works_in_joint_leave=True),
    )

    assert not strict.works(date(2016, 12, 26))
    assert with_leave.works(date(2016, 12, 26))
    assert not with_leave.works(MAULID)


def test_a_sum_is_unsure_until_its_year_is_decided(maulid):
    received = datetime(2016, 12, 23, 9, tzinfo=WIB)
    ten = Span(10, Unit.WORKING_DAY)
    Year.decide(2016, "Daftar contoh", by=None, at=AT)
    assert Holiday.objects.calendar().sum(received, ten).unsure == (2017,)

    Year.decide(2017, "Daftar contoh", by=None, at=AT)

    assert Holiday.objects.calendar().sum(received, ten).unsure == ()


def test_a_year_is_decided_once_and_names_its_basis(db):
    Year.decide(2016, "Daftar contoh", by=None, at=AT)

    with pytest.raises(Impossible, match="sudah ditetapkan"):
        Year.decide(2016, "Lain", by=None, at=AT)
    with pytest.raises(Impossible, match="Sebutkan keputusan"):
        Year.decide(2017, "", by=None, at=AT)


def test_the_calendar_asks_two_questions(maulid, django_assert_num_queries):
    with django_assert_num_queries(2):
        Holiday.objects.calendar()


def test_the_database_counts_as_the_calendar_does(maulid):
    Holiday.declare(date(2016, 12, 26), "Cuti Bersama Natal", kind=Kind.JOINT_LEAVE, by=None, at=AT)
    calendars = {
        "number": Holiday.objects.calendar(),
        "number_with_leave": Holiday.objects.calendar(works_in_joint_leave=True),
    }
    for amount in (1, 3, 10, 60):
        for offset in range(40):
            begun = date(2016, 11, 20) + timedelta(offset)
            for column, calendar in calendars.items():
                works = column.replace("number", "works")
                start = Day.objects.values_list(column, flat=True).get(day=begun)
                last = Day.objects.get(**{works: True, column: start + amount}).day
                told = calendar.sum(
                    datetime.combine(begun, datetime.min.time(), WIB),
                    Span(amount, Unit.WORKING_DAY),
                )
                assert last == told.last_on


def test_numbering_anew_writes_only_what_changed(maulid):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE before ON COMMIT DROP AS SELECT day, xmin::text AS mark FROM holidays_day"
        )
        Day.number_anew()
        cursor.execute(
            "SELECT count(*) FROM before JOIN holidays_day d USING (day) WHERE d.xmin::text <> mark"
        )
        assert cursor.fetchone()[0] == 0
