"""The clock of a demo city can be moved; no other can, and none asks more than once a request."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from cygos.web import clock
from cygos.web.models import MovedClock

MOMENT = datetime(2016, 12, 7, 7, 24, tzinfo=UTC)  # Wednesday 14:24 WIB

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment():
    with time_machine.travel(MOMENT, tick=False):
        yield


def test_it_says_the_time():
    assert clock.now() == MOMENT
    assert clock.today().isoformat() == "2016-12-07"


def test_a_demo_city_can_be_three_days_on():
    clock.move_to(MOMENT + timedelta(days=3))

    assert clock.now() == MOMENT + timedelta(days=3)
    assert clock.today().isoformat() == "2016-12-10"
    assert clock.unmoved() == MOMENT
    assert clock.move_on(timedelta(days=1)) == MOMENT + timedelta(days=4)


def test_it_can_be_put_back():
    clock.move_to(MOMENT + timedelta(days=3))

    assert clock.move_back() == clock.now() == MOMENT


def test_a_real_city_is_refused_and_asks_nothing(settings, django_assert_num_queries):
    MovedClock.objects.store(timedelta(days=3))
    settings.IS_DEMO = False

    with django_assert_num_queries(0):
        assert clock.now() == MOMENT
    with pytest.raises(clock.NotADemo):
        clock.move_to(MOMENT)
    with pytest.raises(clock.NotADemo):
        clock.move_back()


def test_it_does_not_go_farther_than_ten_years():
    with pytest.raises(clock.TooFar):
        clock.move_to(MOMENT + timedelta(days=4000))


def test_a_request_asks_once(django_assert_num_queries):
    clock.move_to(MOMENT + timedelta(days=1))

    def page(request):
        return [clock.now(), clock.today(), clock.now()]

    with django_assert_num_queries(1):
        assert clock.OneMoment(page)(None)[0] == MOMENT + timedelta(days=1)


def test_two_requests_see_a_move_between_them():
    middleware = clock.OneMoment(lambda request: clock.now())
    middleware(None)
    clock.move_to(MOMENT + timedelta(days=1))

    assert middleware(None) == MOMENT + timedelta(days=1)


def test_the_command_moves_shows_and_puts_back(city):
    moved = json.loads(city("demo", "tick", "--days", 3, "--json").stdout)
    shown = json.loads(city("demo", "tick", "--show", "--json").stdout)
    to = json.loads(city("demo", "tick", "--to", "2020-12-07T14:24", "--json").stdout)
    back = json.loads(city("demo", "tick", "--reset", "--json").stdout)

    assert moved["offset_seconds"] == shown["offset_seconds"] == 3 * 24 * 60 * 60
    assert to["now"] == "2020-12-07T14:24:00+07:00"
    assert back["offset_seconds"] == 0


def test_the_command_refuses_outside_a_demo_city(city):
    refused = city("demo", "tick", "--days", 3, domain="kota.go.id")

    assert refused.returncode == 1
    assert "hanya dapat dimajukan di kota contoh" in refused.stderr
