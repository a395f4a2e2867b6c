"""The guards of tests/guards.py: each is seen to stop what it is there to stop."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from cygos.kernel.places.models import Area, Level
from cygos.web.access import EVERYONE, open_to
from tests.guards import ReadThatWrites, Undefined, Unordered


@open_to(EVERYONE)
def writes(request):
    Area.objects.create(code="33", name="Jawa Tengah", level=Level.PROVINCE)
    return HttpResponse("done")


urlpatterns = [path("", writes), path("en/", writes)]


@pytest.fixture
def areas(db):
    for code in ("33", "34"):
        Area.objects.create(code=code, name=code, level=Level.PROVINCE)
    return Area.objects


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_page_that_writes_when_it_is_read_fails(client):
    with pytest.raises(ReadThatWrites, match="places_area"):
        client.get("/")


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_post_may_write(client):
    assert client.post("/").content == b"done"


def test_rows_without_an_order_cannot_be_cut(areas):
    with pytest.raises(Unordered, match="Area"):
        areas.order_by()[:1]


def test_rows_without_an_order_come_backwards(areas):
    assert [area.code for area in areas.order_by()] == ["34", "33"]


def test_rows_in_order_come_in_it_and_can_be_cut(areas):
    assert [area.code for area in areas.order_by("code")[:2]] == ["33", "34"]


def test_a_template_of_ours_that_names_what_it_was_not_given_fails():
    page = engines["django"].get_template("refusal.html")

    with pytest.raises(Undefined, match=r"\.html names “\w+”, which it was not given"):
        page.render({"status": "", "advice": ""})


def test_a_template_of_a_guest_may_name_anything():
    page = engines["django"].from_string("Selamat {{ greeting }}")

    assert page.render({}) == "Selamat "
