"""What a view is: each line of the public rule, tried on the same article in December 2016."""

from datetime import datetime

import pytest
import time_machine

from cygos.kernel.people.models import Hat, Person
from cygos.kernel.people.roles import Role
from cygos.web.counting.models import ViewsOn
from cygos.web.times import WIB

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
THAT_MOMENT = datetime(2016, 12, 7, 14, 24, tzinfo=WIB)
ADDRESS = "/berita/rakor-hari-ini/"


@pytest.fixture
def article(write):
    return write("Rakor hari ini", view_count=405)


@pytest.fixture
def clock():
    with time_machine.travel(THAT_MOMENT, tick=False) as moved:
        yield moved


@pytest.fixture
def read(client, counter, article, clock):
    """Ask for the article as a browser does; returns the answer."""

    def one(method="get", address=ADDRESS, **headers):
        return getattr(client, method)(address, headers={"user-agent": BROWSER} | headers)

    one.views = lambda: (counter.hand_over(), ViewsOn.objects.of(f"page-{article.pk}").total())[1]
    return one


def test_a_reader_is_counted(read):
    assert read().status_code == 200
    assert read.views() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-purpose": "prefetch"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": ""},
        {"range": "bytes=0-99"},
    ],
    ids=lambda headers: " ".join(headers.values()) or "nameless",
)
def test_whoever_is_no_reader_is_not(read, headers):
    assert read(**headers).status_code == 200
    assert read.views() == 0


def test_only_the_head_is_not(read):
    assert read("head").status_code == 200
    assert read.views() == 0


def test_what_is_not_there_is_not(read):
    assert read(address="/berita/tidak-ada/").status_code == 404
    assert read.views() == 0


def test_an_officer_is_not_and_a_citizen_who_signed_in_is(read, client):
    sari = Person.add("Sari", "sari@contoh.invalid", by=None, at=THAT_MOMENT)
    client.force_login(sari, backend="allauth.account.auth_backends.AuthenticationBackend")
    read()
    assert read.views() == 1

    Hat.give(sari, Role.CITY_ADMIN, by=None, at=THAT_MOMENT, since=THAT_MOMENT.date())
    read()
    assert read.views() == 1


def test_a_reload_within_half_an_hour_is_the_same_reader(read, clock):
    tag = read().headers["ETag"]

    clock.shift(29 * 60)
    again = read(**{"if-none-match": tag})
    assert again.status_code == 304
    assert again.headers["ETag"] == tag  # the half hour goes on from the first time
    assert read.views() == 1

    clock.shift(60)
    later = read(**{"if-none-match": tag})
    assert later.status_code == 200
    assert later.headers["ETag"] != tag
    assert read.views() == 2


def test_a_reload_of_a_page_that_has_changed_is_answered_whole_and_not_counted(read, article):
    tag = read().headers["ETag"]
    article.title = "Rakor kemarin"
    article.save_revision().publish()

    again = read(**{"if-none-match": tag})

    assert again.status_code == 200
    assert "Rakor kemarin" in again.text
    assert read.views() == 1


def test_a_tag_of_the_future_is_nobodys(read, clock):
    tag = read().headers["ETag"]
    clock.shift(-3600)

    assert read(**{"if-none-match": tag}).status_code == 200
    assert read.views() == 2


def test_all_readers_of_a_minute_are_given_the_same_tag(read, clock):
    first = read().headers["ETag"]
    clock.shift(20)
    same_minute = read().headers["ETag"]
    clock.shift(60)

    assert first == same_minute
    assert first.rpartition("-")[0] == read().headers["ETag"].rpartition("-")[0]


def test_the_number_on_the_page_is_what_was_counted_before_and_since(read):
    for _ in range(3):
        read()

    assert "Dilihat: 408 kali" in read().text


def test_the_day_is_the_citys(read, clock):
    clock.move_to(datetime(2016, 12, 7, 23, 59, tzinfo=WIB))
    read()
    clock.move_to(datetime(2016, 12, 8, 0, 1, tzinfo=WIB))
    read()
    read.views()

    days = [str(day) for day in ViewsOn.objects.by_day().values_list("day", flat=True)]
    assert days == ["2016-12-07", "2016-12-08"]
