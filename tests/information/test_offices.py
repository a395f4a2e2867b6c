"""The page of an office: its hours, its services, how to reach it; kept by the office itself, and by the city."""

import json
import re
from datetime import date, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cygos.config import packs
from cygos.information.profiles import hours
from cygos.information.profiles.models import Office, Service, SpecialDay
from cygos.kernel.acts.models import Act
from cygos.kernel.holidays.models import Holiday
from cygos.kernel.pack import exporting
from cygos.kernel.people.models import Unit
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.test_changes import said
from tests.pack.conftest import Folder
from tests.people.conftest import person

PAGE = "/perangkat-daerah/disdukcapil/"
DESK = "/kerja/unit/disdukcapil/"
WEEK = {
    "monday": "08.00-12.00, 13.00-15.30", "tuesday": "08.00-15.30", "wednesday": "", "thursday": "",
    "friday": "08.00-11.00", "saturday": "", "sunday": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _that_wednesday(portal):
    with time_machine.travel(THAT_WEDNESDAY, tick=False):
        yield


@pytest.fixture
def disdukcapil():
    return Unit.found(
        "disdukcapil", "Dinas Kependudukan", by=None, at=THAT_WEDNESDAY, address="Jl. Kanguru 3"
    )


@pytest.fixture
def dinkes():
    return Unit.found("dinkes", "Dinas Kesehatan", by=None, at=THAT_WEDNESDAY)


def desk(name, *hats):
    somebody = person(name, *hats, is_demo=True)
    client = Client()
    client.post(f"/akun/masuk/sebagai/{somebody.code}/")
    return client


@pytest.fixture
def nur(disdukcapil):
    """Editor of the registry office, at her desk."""
    return desk("Nur Azizah", (Role.UNIT_EDITOR, disdukcapil))


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.text.split())


def facts(**more):
    told = {"about": "KTP dan akta.", "about_en": "Identity cards.", "phones": "", "revision": -1}
    return told | WEEK | more


# Hours


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8.00-12.00,13.00 - 15.30", "08.00-12.00, 13.00-15.30"),
        ("08:00–16:00", "08.00-16.00"),
        ("", ""),
    ],
)
def test_hours_are_kept_in_one_way_however_they_are_typed(typed, kept):
    assert hours.write(hours.read(typed)) == kept


def test_a_break_lies_between_two_spans():
    morning, afternoon = hours.read("08.00-12.00, 13.00-15.30")

    assert morning == (time(8), time(12))
    assert afternoon == (time(13), time(15, 30))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("pagi", "bukan jam"),
        ("08.00-25.00", "bukan jam"),
        ("12.00-08.00", "sesudah jam sebelumnya"),
        ("08.00-12.00, 11.00-15.00", "sesudah jam sebelumnya"),
        ("07.00-08.00, 09.00-10.00, 11.00-12.00, 13.00-14.00", "Paling banyak 3"),
    ],
)
def test_what_are_no_hours_is_said_in_a_sentence(typed, why):
    with pytest.raises(ValidationError, match=why):
        hours.read(typed)


def test_the_database_keeps_nothing_but_hours(disdukcapil):
    with pytest.raises(IntegrityError, match="on_friday_it_is_open"), transaction.atomic():
        Office.objects.create(unit=disdukcapil, friday="pagi sampai siang")
    with pytest.raises(IntegrityError, match="special_days_end_after"), transaction.atomic():
        SpecialDay.objects.create(title="Natal", since=date(2016, 12, 25), until=date(2016, 12, 24))


# What readers see


def test_an_office_says_when_it_is_open_and_never_that_it_is_open_now(client, disdukcapil):
    Office.describe(disdukcapil, by=None, at=THAT_WEDNESDAY, revision=None, **WEEK)

    page = read(client, PAGE)

    assert (
        '<th scope="row">Senin</th><td><span>08.00–12.00</span> <span>13.00–15.30</span> </td>'
        in page
    )
    assert '<th scope="row">Rabu</th><td><span class="subtle">tutup</span></td>' in page
    assert "uka sekarang" not in page  # a kept page could not keep that promise
    assert (
        '<th scope="row">Monday</th><td><span>08:00–12:00</span> <span>13:00–15:30</span> </td>'
        in read(client, f"/en{PAGE}")
    )


def test_an_office_that_wrote_no_hours_says_nothing_of_hours(client, disdukcapil):
    Office.describe(disdukcapil, by=None, at=THAT_WEDNESDAY, revision=None, about="KTP.")

    assert "Jam buka" not in read(client, PAGE)


def test_special_days_of_all_offices_and_of_this_one_stand_beside_the_week(
    client, disdukcapil, dinkes
):
    at = THAT_WEDNESDAY
    Office.describe(disdukcapil, by=None, at=at, revision=None, **WEEK)
    christmas = date(2016, 12, 25)
    SpecialDay.add(
        by=None, at=at, title="Natal", title_en="Christmas", since=christmas, until=christmas
    )
    for unit, title in ((disdukcapil, "Perawatan jaringan"), (dinkes, "Vaksinasi")):
        SpecialDay.add(
            by=None, at=at, unit=unit, title=title, since=date(2016, 12, 8), until=date(2016, 12, 9),
            hours="08.00-11.00",
        )  # fmt: skip
    SpecialDay.add(
        by=None, at=at, title="Kemarin", since=date(2016, 12, 6), until=date(2016, 12, 6)
    )

    page = read(client, PAGE)

    assert page.index("Perawatan jaringan") < page.rindex("08.00–11.00") < page.index("Natal")
    assert "Vaksinasi" not in page
    assert "Kemarin" not in page
    assert "Christmas" in read(client, f"/en{PAGE}")


def test_on_a_holiday_of_the_city_it_is_closed_unless_it_says_otherwise(
    client, disdukcapil, dinkes
):
    at, christmas, new_year = THAT_WEDNESDAY, date(2016, 12, 25), date(2017, 1, 1)
    for unit in (disdukcapil, dinkes):
        Office.describe(unit, by=None, at=at, revision=None, **WEEK)
    Holiday.declare(christmas, "Hari Raya Natal", by=None, at=at)
    Holiday.declare(new_year, "Tahun Baru", by=None, at=at)
    SpecialDay.add(
        by=None, at=at, unit=dinkes, title="Posko Natal", since=christmas, until=christmas,
        hours="08.00-20.00",
    )  # fmt: skip

    registry, health = (
        read(client, f"/perangkat-daerah/{one}/") for one in ("disdukcapil", "dinkes")
    )

    assert registry.index("Hari Raya Natal") < registry.index("Tahun Baru")
    assert "Hari Raya Natal" not in health
    assert health.index("Posko Natal") < health.index("08.00–20.00") < health.index("Tahun Baru")


def test_machines_read_a_government_office(client, disdukcapil):
    Office.describe(disdukcapil, by=None, at=THAT_WEDNESDAY, revision=None, about="KTP.", **WEEK)
    SpecialDay.add(
        by=None,
        at=THAT_WEDNESDAY,
        title="Natal",
        since=date(2016, 12, 25),
        until=date(2016, 12, 25),
    )

    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(PAGE).text)
    (data,) = [one for one in map(json.loads, found) if one["@type"] == "GovernmentOffice"]

    assert data["name"] == "Dinas Kependudukan"
    assert data["address"]["streetAddress"] == "Jl. Kanguru 3"
    assert data["openingHoursSpecification"][1] == {
        "@type": "OpeningHoursSpecification", "dayOfWeek": "https://schema.org/Monday",
        "opens": "13:00", "closes": "15:30",
    }  # fmt: skip
    (special,) = data["specialOpeningHoursSpecification"]
    assert (special["validFrom"], special["opens"], special["closes"]) == (
        "2016-12-25",
        "00:00",
        "00:00",
    )
    assert "telephone" not in data


def test_services_stand_on_the_office_and_in_the_list_of_the_city(client, disdukcapil):
    Service.offer(
        disdukcapil, by=None, at=THAT_WEDNESDAY, title="KTP elektronik", title_en="Identity card",
        where="Loket 1", link="/berita/",
    )  # fmt: skip

    for address in (PAGE, "/layanan/", "/layanan/?q=ktp+kependudukan"):
        page = read(client, address)
        assert '<strong> <a href="/berita/">KTP elektronik</a></strong>' in page
        assert "Loket 1" in page
    assert "Identity card" in read(client, "/en/layanan/")
    assert "Tidak ada layanan yang cocok." in read(client, "/layanan/?q=zzz")


def test_an_office_that_is_gone_offers_nothing(client, disdukcapil):
    Service.offer(disdukcapil, by=None, at=THAT_WEDNESDAY, title="KTP elektronik")
    disdukcapil.close(last_day=date(2016, 12, 6), by=None, at=THAT_WEDNESDAY)

    assert "KTP elektronik" not in read(client, "/layanan/")


@pytest.mark.parametrize("many", [1, 10, 50])
def test_an_office_with_fifty_services_asks_as_often_as_one_with_one(client, disdukcapil, many):
    at = THAT_WEDNESDAY
    Office.describe(disdukcapil, by=None, at=at, revision=None, **WEEK)
    for number in range(many):
        Service.offer(disdukcapil, by=None, at=at, title=f"Layanan {number}")
        day = date(2016, 12, 8)
        SpecialDay.add(
            by=None, at=at, unit=disdukcapil, title=f"Hari {number}", since=day, until=day
        )

    for address, questions in ((PAGE, 14), ("/layanan/", 6)):
        read(client, address)
        with CaptureQueriesContext(connection) as asked:
            read(client, address)
        assert len(asked) == questions, [one["sql"][:100] for one in asked]


# Who keeps it


def test_an_office_keeps_its_own_page_and_the_act_says_so(client, nur, disdukcapil):
    with said() as heard:
        answer = nur.post(f"{DESK}ubah/", facts(phones="129 | SAPA | SAPA line"), follow=True)

    assert "Perubahan disimpan." in answer.text
    assert heard.tags == {"*"}
    page = read(client, PAGE)
    assert "KTP dan akta." in page
    assert '<a href="tel:129">129</a> SAPA' in page
    act = Act.objects.about(Office.objects.of(disdukcapil)).get()
    assert (act.verb, act.actor.name) == ("office.described", "Nur Azizah")

    nur.post(f"{DESK}ubah/", facts(revision=0, monday="09.00-15.00"))
    act = Act.objects.about(Office.objects.of(disdukcapil)).first()
    assert act.details["before"]["monday"] == "08.00-12.00, 13.00-15.30"
    assert act.details["after"]["monday"] == "09.00-15.00"


def test_hours_that_are_none_are_refused_beside_their_field_and_kept(nur):
    answer = nur.post(f"{DESK}ubah/", facts(friday="pagi"))

    assert answer.status_code == 422
    assert "“pagi” bukan jam" in answer.text
    assert 'value="pagi"' in answer.text


def test_who_wrote_meanwhile_is_not_overwritten(nur):
    nur.post(f"{DESK}ubah/", facts(about="KTP."))

    answer = nur.post(f"{DESK}ubah/", facts(about="Akta."))

    assert answer.status_code == 409
    assert Office.objects.get().about == "KTP."


def test_services_and_special_days_come_change_and_go(nur, disdukcapil):
    nur.post(f"{DESK}layanan/tambah/", {"title": "KTP", "order": 10})
    service = Service.objects.get()
    nur.post(f"{DESK}layanan/{service.pk}/ubah/", {"title": "KTP-el", "order": 10, "revision": 0})
    assert Service.objects.get().title == "KTP-el"
    nur.post(f"{DESK}layanan/{service.pk}/hapus/", {"revision": 1})
    assert not Service.objects.exists()

    typed = {"title": "Libur", "since": "2016-12-26", "until": "2016-12-27", "hours": ""}
    nur.post(f"{DESK}hari/tambah/", typed)
    day = SpecialDay.objects.get()
    assert day.unit == disdukcapil
    nur.post(f"{DESK}hari/{day.pk}/ubah/", typed | {"hours": "8.00-10.00", "revision": 0})
    assert SpecialDay.objects.get().hours == "08.00-10.00"
    nur.post(f"{DESK}hari/{day.pk}/hapus/", {"revision": 1})
    assert not SpecialDay.objects.exists()

    verbs = set(Act.objects.values_list("verb", flat=True))
    assert verbs >= {"service.removed", "special-day.removed", "service.amended"}


def test_another_offices_page_is_not_there_for_her(nur, dinkes):
    theirs = Service.offer(dinkes, by=None, at=THAT_WEDNESDAY, title="Imunisasi")
    day = date(2016, 12, 26)
    holiday = SpecialDay.add(by=None, at=THAT_WEDNESDAY, title="Libur", since=day, until=day)

    for address in (
        "/kerja/unit/dinkes/", "/kerja/unit/dinkes/ubah/", "/kerja/unit/dinkes/layanan/tambah/",
        f"/kerja/unit/dinkes/layanan/{theirs.pk}/ubah/", f"{DESK}layanan/{theirs.pk}/ubah/",
        f"{DESK}layanan/{theirs.pk}/hapus/", f"{DESK}hari/{holiday.pk}/hapus/",
    ):  # fmt: skip
        assert nur.get(address).status_code == 404, address
        assert nur.post(address).status_code in {404, 405}, address
    assert "Dinas Kesehatan" not in nur.get("/kerja/unit/").text
    assert nur.get("/kerja/kota/hari-khusus/").status_code == 403


def test_the_city_keeps_every_page_and_the_days_of_all(dinkes):
    ratna = desk("Ratna Kusumawati", Role.CITY_ADMIN)

    assert "Dinas Kesehatan" in ratna.get("/kerja/unit/").text
    typed = {"title": "Natal", "since": "2016-12-25", "until": "2016-12-25", "hours": ""}
    ratna.post("/kerja/kota/hari-khusus/tambah/", typed)
    day = SpecialDay.objects.get()
    assert day.unit is None
    assert "Natal" in ratna.get("/kerja/kota/hari-khusus/").text
    ratna.post(
        f"/kerja/kota/hari-khusus/{day.pk}/ubah/", typed | {"title": "Natal 2016", "revision": 0}
    )
    assert SpecialDay.objects.get().title == "Natal 2016"


# In a pack


def test_offices_go_out_with_the_pack_and_come_in_again(tmp_path, disdukcapil):
    Office.describe(
        disdukcapil, by=None, at=THAT_WEDNESDAY, revision=None, about="KTP, akta.", **WEEK,
        phones=[{"number": "129", "label": "SAPA", "label_en": "SAPA line"}],
    )  # fmt: skip
    Service.offer(disdukcapil, by=None, at=THAT_WEDNESDAY, title="KTP")
    day = date(2016, 12, 25)
    SpecialDay.add(by=None, at=THAT_WEDNESDAY, title="Natal", since=day, until=day)

    exporting.write(tmp_path / "out", packs.EVERYTHING)

    rows = {name: Folder(tmp_path / "out").rows(f"{name}.csv") for name in ("offices", "services")}
    assert rows["offices"][0]["phones"] == "129 | SAPA | SAPA line"
    assert rows["offices"][0]["monday"] == "08.00-12.00, 13.00-15.30"
    assert rows["services"][0]["title"] == "KTP"
    assert Folder(tmp_path / "out").rows("special_days.csv")[0]["unit"] == ""
