"""The agenda: what is to come, where and when; and the same in everybody's calendar."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from icalendar import Calendar

from cygos.information.agenda.models import AgendaItem, AgendaList
from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Unit
from cygos.kernel.people.roles import Role
from cygos.kernel.places.models import Area, Level
from tests.information.conftest import WIB, withdrawn
from tests.information.kinds import address_to_add, linked_data, piece_form
from tests.information.test_editors import sign_in

__all__ = ["sign_in"]
NOON = datetime(2016, 12, 7, 12, tzinfo=WIB)


@pytest.fixture
def dlh(db):
    return Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=NOON)


@pytest.fixture
def plan(portal):
    """Put something on the agenda: plan("Kerja bakti", starts_at=…)."""

    def one(title="Kerja bakti", **facts):
        facts = {"starts_at": NOON + timedelta(days=3), "place": "Balai Kelurahan Contoh"} | facts
        item = AgendaList.objects.get().add_child(instance=AgendaItem(title=title, **facts))
        item.save_revision().publish()
        return AgendaItem.objects.get(pk=item.pk)

    return one


def events(client, address="/agenda/agenda.ics"):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def titles(rows):
    return [row.title for row in rows]


def test_what_is_to_come_stands_first_to_last_and_what_runs_is_in_it(plan):
    plan("Besok", starts_at=NOON + timedelta(days=1))
    plan(
        "Sedang berlangsung", starts_at=NOON - timedelta(hours=1), ends_at=NOON + timedelta(hours=1)
    )
    plan("Baru saja usai", starts_at=NOON - timedelta(hours=3), ends_at=NOON - timedelta(hours=1))
    plan("Hari ini, entah sampai kapan", starts_at=NOON - timedelta(hours=2))
    plan("Kemarin", starts_at=NOON - timedelta(days=1))

    assert titles(AgendaItem.objects.upcoming(NOON)) == [
        "Hari ini, entah sampai kapan", "Sedang berlangsung", "Besok",
    ]  # fmt: skip
    assert titles(AgendaItem.objects.over(NOON)) == ["Baru saja usai", "Kemarin"]


def test_a_whole_day_is_over_when_its_last_day_is(plan):
    monday = datetime(2016, 12, 5, 9, tzinfo=WIB)
    plan("Pekan produk", starts_at=monday, ends_at=monday + timedelta(days=2), is_whole_day=True)

    assert AgendaItem.objects.upcoming(datetime(2016, 12, 7, 23, 59, tzinfo=WIB)).exists()
    assert not AgendaItem.objects.upcoming(datetime(2016, 12, 8, tzinfo=WIB)).exists()


def test_a_draft_is_on_nobodys_agenda(client, plan):
    withdrawn(plan("Rapat tertutup"))

    assert not AgendaItem.objects.upcoming(NOON).exists()
    assert events(client) == []


def test_it_cannot_end_before_it_starts(plan):
    with pytest.raises(ValidationError, match="Selesainya tidak boleh sebelum mulainya"):
        plan(ends_at=NOON)


@time_machine.travel(NOON, tick=False)
def test_the_list_says_when_where_and_what_was_cancelled(client, plan):
    area = Area.objects.create(code="33", level=Level.PROVINCE, name="Provinsi Contoh")
    plan(ends_at=NOON + timedelta(days=3, hours=2), area=area)
    plan("Senam pagi", cancelled_because="Hujan lebat.")
    plan("Yang lampau", starts_at=NOON - timedelta(days=9))

    page = client.get("/agenda/").text

    assert "Sabtu, 10 Desember 2016, pukul 12.00–14.00 WIB" in page
    assert "Balai Kelurahan Contoh, Provinsi Provinsi Contoh" in page
    assert "Dibatalkan" in page
    assert "Yang lampau</a></h2>" not in page
    assert "Yang lampau</a></h2>" in client.get("/agenda/lampau/").text
    assert "webcal://testserver/agenda/agenda.ics" in page
    assert "Agenda November 2016" in client.get("/agenda/2016/11/").text
    assert "/agenda/2016/12/" in client.get("/agenda/arsip/").text


def test_the_list_asks_as_often_for_many_as_for_one(client, plan, dlh, django_assert_num_queries):
    plan(unit=dlh)
    client.get("/agenda/")
    with time_machine.travel(NOON, tick=False):
        with django_assert_num_queries(QUERIES):
            client.get("/agenda/")
        for number in range(12):
            plan(f"Acara {number}", unit=dlh)
        with django_assert_num_queries(QUERIES):
            client.get("/agenda/")


QUERIES = 13


@time_machine.travel(NOON, tick=False)
def test_its_page_says_it_to_people_and_machines(client, plan, dlh):
    plan(unit=dlh, ends_at=NOON + timedelta(days=3, hours=2), link="https://contoh.test/daftar")

    page = client.get("/agenda/kerja-bakti/").text
    event = linked_data(page)["Event"]

    assert event["startDate"] == "2016-12-10T12:00+07:00"
    assert event["endDate"] == "2016-12-10T14:00+07:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"]["name"] == "Balai Kelurahan Contoh"
    assert event["organizer"]["name"] == "Dinas Lingkungan Hidup"
    assert "https://contoh.test/daftar" in page
    assert "/agenda/kerja-bakti.ics" in page


@time_machine.travel(NOON, tick=False)
def test_a_cancelled_one_says_why_and_asks_nobody_to_come(client, plan):
    plan(cancelled_because="Hujan lebat.", link="https://contoh.test/daftar")

    page = client.get("/agenda/kerja-bakti/").text

    assert "Hujan lebat." in page
    assert "https://contoh.test/daftar" not in page
    assert linked_data(page)["Event"]["eventStatus"] == "https://schema.org/EventCancelled"


@time_machine.travel(NOON, tick=False)
def test_a_calendar_reads_it_in_the_citys_own_time(client, plan, dlh):
    plan(ends_at=NOON + timedelta(days=3, hours=2), unit=dlh, lead="Bawa sarung tangan.")

    calendar = Calendar.from_ical(client.get("/agenda/agenda.ics").content)
    (event,) = calendar.walk("VEVENT")

    assert str(event["dtstart"].dt.tzinfo) == "Asia/Jakarta"
    assert event["dtstart"].dt == NOON + timedelta(days=3)
    assert event["dtend"].dt == NOON + timedelta(days=3, hours=2)
    assert event["dtstamp"].dt == NOON
    assert event["status"] == "CONFIRMED"
    assert event["url"] == "http://testserver/agenda/kerja-bakti/"
    assert event["contact"] == "Dinas Lingkungan Hidup"
    assert "Bawa sarung tangan." in event["description"]
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Jakarta"]


def test_a_whole_day_has_no_hours_and_ends_the_day_after(client, plan):
    plan(
        starts_at=datetime(2036, 12, 7, tzinfo=WIB), ends_at=datetime(2036, 12, 9, tzinfo=WIB),
        is_whole_day=True,
    )  # fmt: skip

    (event,) = events(client)

    assert event["dtstart"].dt == date(2036, 12, 7)
    assert event["dtend"].dt == date(2036, 12, 10)


def test_a_change_keeps_its_name_and_counts_up(client, plan):
    item = plan(starts_at=datetime(2036, 12, 7, 9, tzinfo=WIB))
    (first,) = events(client)

    item.title, item.slug, item.cancelled_because = "Kerja bakti batal", "batal", "Banjir."
    item.change_note = "Dibatalkan karena banjir."
    item.save_revision().publish()
    (second,) = events(client)

    assert second["uid"] == first["uid"] == str(item.translation_key)
    assert second["sequence"] > first["sequence"]
    assert second["status"] == "CANCELLED"
    assert "DIBATALKAN: Banjir." in second["description"]


def test_each_office_and_each_item_has_a_calendar_of_its_own(client, plan, dlh):
    plan("Kerja bakti", unit=dlh, starts_at=datetime(2036, 12, 7, 9, tzinfo=WIB))
    plan("Senam", starts_at=datetime(2036, 12, 7, 9, tzinfo=WIB))

    assert len(events(client)) == 2
    assert [str(one["summary"]) for one in events(client, "/agenda/unit/dlh.ics")] == [
        "Kerja bakti"
    ]
    assert [str(one["summary"]) for one in events(client, "/agenda/senam.ics")] == ["Senam"]
    assert "Kerja bakti" in client.get("/agenda/unit/dlh/").text
    for address in (
        "/agenda/unit/tidak-ada/",
        "/agenda/unit/tidak-ada.ics",
        "/agenda/tidak-ada.ics",
    ):
        assert client.get(address).status_code == 404


def test_it_is_found_by_its_place(client, plan):
    plan(place="Pendopo Mekar")

    assert "Kerja bakti" in client.get("/cari/?q=pendopo").text


def test_an_editor_writes_it_on_a_form_that_says_what_is_wrong(client, portal, sign_in):
    rina = sign_in(Role.PORTAL_EDITOR)
    add = address_to_add(AgendaItem, AgendaList)
    form = piece_form(
        "Kerja bakti", starts_at="2016-12-10 09:00", ends_at="2016-12-10 08:00", place="Balai"
    )

    refused = client.post(add, form)
    assert "Selesainya tidak boleh sebelum mulainya." in refused.text

    client.post(add, form | {"ends_at": "2016-12-10 11:00"})
    item = AgendaItem.objects.get()
    assert item.starts_at == datetime(2016, 12, 10, 9, tzinfo=WIB)
    assert Act.objects.about(item).get(verb="publication.published").actor == rina
