"""The invented people of the tests, on a fixed afternoon: Wednesday 7 December 2016, 14:24 WIB."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache

from cygos.kernel.people.models import Hat, Person, Unit
from cygos.kernel.people.roles import Role

AT = datetime(2016, 12, 7, 7, 24, tzinfo=UTC)
TODAY = date(2016, 12, 7)
JANUARY = date(2016, 1, 4)


def person(name, *hats, **facts):
    """Somebody with a hat for each role, worn since January."""
    address = f"{name.split()[0].lower()}@contoh.test"
    found = Person.add(name, address, by=None, at=AT, **facts)
    for hat in hats:
        role, unit = hat if isinstance(hat, tuple) else (hat, None)
        Hat.give(found, role, by=None, at=AT, since=JANUARY, unit=unit)
    return found


@pytest.fixture
def ratna(db):
    return person("Ratna Kusumawati", Role.CITY_ADMIN)


@pytest.fixture
def joko(db):
    return person("Joko Prasetyo")


@pytest.fixture
def bapermas(db):
    return Unit.found(
        "bapermas", "Bapermas Per dan KB", by=None, at=AT, valid_from=date(2008, 12, 1)
    )


@pytest.fixture
def afternoon(db):
    """The fixed moment, for what reads the clock: the web."""
    cache.clear()  # the limits of allauth count by the minute, and here it is always the same one
    with time_machine.travel(AT, tick=True):
        yield AT


@pytest.fixture
def real_city(settings):
    """Not a demo: nobody walks in."""
    settings.IS_DEMO = False


def code_in(mail):
    """The code of a mail, on a line of its own."""
    return re.search(r"^([A-Z0-9]{3,}(-[A-Z0-9]+)*|[A-Z0-9]{6,})$", mail.body, re.M)[0]


def ask_for_code(client, address):
    return client.post("/akun/masuk/", {"login": address})


def sign_in(client, somebody, mailoutbox):
    """By the code of a real mail, as people do."""
    ask_for_code(client, somebody.email)
    return client.post("/akun/masuk/kode/", {"code": code_in(mailoutbox[-1])})


def enrol_app(client):
    """An authenticator app for whoever is signed in; returns its secret."""
    secret = client.get("/akun/pengaman/aplikasi/").context["form"].secret
    answer = client.post("/akun/pengaman/aplikasi/", {"code": app_code(secret)})
    assert answer.status_code == 302, answer.content
    return secret


def app_code(secret):
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
