"""Times and counts, as the city writes them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from cygos.web import times

MOMENT = datetime(2016, 12, 7, 7, 24, tzinfo=UTC)


def test_a_moment_is_told_in_wib_wherever_it_comes_from():
    assert times.moment(MOMENT) == "07-12-2016 14:24 WIB"
    assert times.moment(MOMENT.astimezone(ZoneInfo("Asia/Jayapura"))) == "07-12-2016 14:24 WIB"
    assert times.moment_iso(MOMENT) == "2016-12-07T14:24+07:00"


def test_the_last_hours_of_a_day_in_utc_are_the_next_day_here():
    assert times.day(datetime(2019, 11, 3, 17, 0, tzinfo=UTC)) == "04-11-2019"
    assert times.day_iso(datetime(2019, 11, 3, 17, 0, tzinfo=UTC)) == "2019-11-04"


def test_a_moment_in_words():
    with override("id"):
        assert times.moment_in_words(MOMENT) == "Rabu, 7 Desember 2016, pukul 14.24 WIB"
    with override("en"):
        assert times.moment_in_words(MOMENT) == "Wednesday, 7 December 2016, 14:24 WIB"


@pytest.mark.parametrize(
    ("month", "bahasa", "english"),
    [
        (1, "Januari", "January"), (2, "Februari", "February"), (3, "Maret", "March"),
        (4, "April", "April"), (5, "Mei", "May"), (6, "Juni", "June"), (7, "Juli", "July"),
        (8, "Agustus", "August"), (9, "September", "September"), (10, "Oktober", "October"),
        (11, "November", "November"), (12, "Desember", "December"),
    ],
)  # fmt: skip
def test_every_month_has_its_name(month, bahasa, english):
    moment = datetime(2016, month, 2, 12, tzinfo=UTC)
    with override("id"):
        assert times.day_in_words(moment).endswith(f", 2 {bahasa} 2016")
    with override("en"):
        assert times.day_in_words(moment).endswith(f", 2 {english} 2016")


@pytest.mark.parametrize(
    ("day", "bahasa", "english"),
    [
        (5, "Senin", "Monday"), (6, "Selasa", "Tuesday"), (7, "Rabu", "Wednesday"),
        (8, "Kamis", "Thursday"), (9, "Jumat", "Friday"), (10, "Sabtu", "Saturday"),
        (11, "Minggu", "Sunday"),
    ],
)  # fmt: skip
def test_every_day_has_its_name(day, bahasa, english):
    moment = datetime(2016, 12, day, 5, tzinfo=UTC)
    with override("id"):
        assert times.day_in_words(moment).startswith(f"{bahasa}, ")
    with override("en"):
        assert times.day_in_words(moment).startswith(f"{english}, ")


@pytest.mark.parametrize(
    ("number", "bahasa", "english"),
    [
        (0, "0", "0"),
        (405, "405", "405"),
        (1234, "1.234", "1,234"),
        (1234567, "1.234.567", "1,234,567"),
    ],
)
def test_thousands(number, bahasa, english):
    with override("id"):
        assert times.thousands(number) == bahasa
    with override("en"):
        assert times.thousands(number) == english
