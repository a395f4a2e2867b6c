"""A page whose review day has come is on the list of whoever answers for it, and they are told once."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cygos.information.publishing import reviewing
from cygos.information.publishing.models import Letter
from cygos.kernel.people.models import Unit
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY, withdrawn
from tests.people.conftest import person

TODAY, TOMORROW = date(2016, 12, 7), date(2016, 12, 8)


@pytest.fixture
def now(db):
    with time_machine.travel(THAT_WEDNESDAY):
        yield THAT_WEDNESDAY


@pytest.fixture
def dlh(db):
    return Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=THAT_WEDNESDAY)


@pytest.fixture
def dewi(dlh):
    return person("Dewi Anggraini", (Role.UNIT_EDITOR, dlh), is_demo=True)


@pytest.fixture
def ratna(db):
    return person("Ratna Kusumaningtyas", Role.PORTAL_EDITOR, is_demo=True)


def listed(somebody):
    client = Client()
    client.post(reverse("demo_sign_in", args=[somebody.code]))
    return client.get(reverse("reviews")).text


def told():
    return [(letter.to.name, letter.page.title) for letter in Letter.objects.order_by("pk")]


def test_each_is_told_once_of_their_own_when_the_day_has_come(now, write, dlh, dewi, ratna):
    write("Jam layanan", unit=dlh, review_on=TODAY)
    write("Tentang kota", review_on=TODAY)
    write("Besok saja", review_on=TOMORROW)
    withdrawn(write("Sudah ditarik", review_on=TODAY))

    assert reviewing.remind(at=now) == 2
    assert reviewing.remind(at=now) == 0

    assert set(told()) == {
        ("Dewi Anggraini", "Jam layanan"),
        ("Ratna Kusumaningtyas", "Tentang kota"),
    }


def test_another_day_is_another_reminder(now, write, ratna):
    page = write("Tentang kota", review_on=date(2016, 12, 1))
    reviewing.remind(at=now)
    page.review_on = TODAY
    page.save()

    assert reviewing.remind(at=now) == 1


def test_an_office_without_an_editor_is_the_portals_matter(now, write, dlh, ratna):
    write("Jam layanan", unit=dlh, review_on=TODAY)

    reviewing.remind(at=now)

    assert told() == [("Ratna Kusumaningtyas", "Jam layanan")]


def test_the_list_shows_to_each_what_is_theirs(now, write, dlh, dewi, ratna):
    write("Jam layanan", unit=dlh, review_on=TODAY)
    write("Tentang kota", review_on=TODAY)
    write("Besok saja", review_on=TOMORROW)

    assert "Jam layanan" in listed(dewi)
    assert "Tentang kota" not in listed(dewi)
    assert "Tentang kota" in listed(ratna)
    assert "Besok saja" not in listed(ratna)
