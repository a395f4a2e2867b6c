"""What an editor may do in the CMS follows the hats of the day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Page

from cygos.information.publishing.reach import reach
from cygos.kernel.people.models import Hat
from cygos.kernel.people.refusals import UnitNotNamed
from cygos.kernel.people.roles import Role
from cygos.web.workspace.forms import GiveHat
from tests.people.conftest import AT, TODAY, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]
ROOMS = "/kerja/redaksi/"


def at_the_desk(somebody):
    client = Client()
    client.post(f"/akun/masuk/sebagai/{somebody.code}/")
    return client


@pytest.fixture
def rina():
    return person("Rina Melati", Role.PORTAL_EDITOR, is_demo=True)


@pytest.fixture
def dewi(bapermas):
    return person("Dewi Anggraini", (Role.UNIT_EDITOR, bapermas), is_demo=True)


def rights(somebody):
    page = (
        Page.objects.filter(depth=2)
        .first()
        .permissions_for_user(type(somebody).objects.get(pk=somebody.pk))
    )
    return {"edit": page.can_edit(), "publish": page.can_publish()}


def test_the_portals_editor_may_publish(rina):
    assert at_the_desk(rina).get(ROOMS).status_code == 200

    assert rights(rina) == {"edit": True, "publish": True}


def test_a_units_editor_comes_in_and_touches_nothing_of_the_whole_city(dewi):
    assert at_the_desk(dewi).get(ROOMS).status_code == 200

    assert rights(dewi) == {"edit": False, "publish": False}


def test_a_hat_that_ended_yesterday_takes_its_rights_along(rina, bapermas):
    client = at_the_desk(rina)
    client.get(ROOMS)
    Hat.give(rina, Role.UNIT_EDITOR, by=None, at=AT, since=TODAY, unit=bapermas)
    Hat.objects.filter(role=Role.PORTAL_EDITOR).update(until=TODAY - timedelta(1))

    assert client.get(ROOMS).status_code == 200
    assert rights(rina) == {"edit": False, "publish": False}  # the front page is no unit's


def test_without_an_editors_hat_the_rooms_are_closed(rina):
    client = at_the_desk(rina)
    client.get(ROOMS)
    Hat.objects.update(until=TODAY - timedelta(1))

    assert client.get(ROOMS).status_code == 403


def test_the_rooms_send_a_stranger_to_our_own_sign_in(client):
    for address in (ROOMS, f"{ROOMS}login/", f"{ROOMS}password_reset/"):
        assert client.get(address).headers["Location"].startswith("/akun/masuk/?next=")


def test_the_cms_manages_no_people(rina):
    client = at_the_desk(rina)

    assert client.get(f"{ROOMS}users/").status_code == 404
    assert client.get(f"{ROOMS}groups/").status_code == 404
    assert "password" not in client.get(f"{ROOMS}account/").text.lower()


def test_nobody_edits_for_a_unit_that_is_not_named(bapermas):
    joko = person("Joko Prasetyo")

    with pytest.raises(UnitNotNamed, match="belum disebut yang mana"):
        Hat.give(joko, Role.UNIT_EDITOR, by=None, at=AT, since=TODAY)
    with pytest.raises(IntegrityError, match="a_units_editor_names_the_unit"), transaction.atomic():
        Hat.objects.create(person=joko, role=Role.UNIT_EDITOR, since=TODAY)

    Hat.give(joko, Role.UNIT_EDITOR, by=None, at=AT, since=TODAY, unit=bapermas)
    assert reach(joko) == {bapermas.pk}


def test_an_editors_hat_without_a_unit_reaches_nothing_however_it_came_there():
    joko = person("Joko Prasetyo")
    joko.__dict__["_worn"] = {TODAY: [Hat(pk=1, role=Role.UNIT_EDITOR, unit=None)]}

    assert reach(joko) == frozenset()


def test_the_form_asks_for_the_unit_of_a_units_editor():
    form = GiveHat(
        {"role": Role.UNIT_EDITOR, "capacity": "definitif", "since": "2016-12-07"}, on=TODAY
    )

    assert form.errors == {"unit": ["Pilih perangkat daerah yang akan disunting orang ini."]}
