"""An official's page: opened and closed by a decision, with the terms of office and what was published meanwhile."""

import json
import re
from datetime import date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cygos.information.profiles.models import PublicProfile
from cygos.information.profiles.models.public_profile import NoPublicPost
from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Capacity, Hat, Post, Unit
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY, WIB
from tests.information.test_changes import said
from tests.people.conftest import person

LATER = datetime(2021, 3, 1, 9, 0, tzinfo=WIB)
ABOUT = "Lama bekerja di lapangan."


@pytest.fixture(autouse=True)
def _years_later(portal):
    """Monday 1 March 2021."""
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def city():
    """A mayor's post that all others answer to, and the head of public works."""
    setda = Unit.found("setda", "Sekretariat Daerah", by=None, at=LATER)
    dpu = Unit.found("dpu", "Dinas Pekerjaan Umum", by=None, at=LATER)
    mayor = Post.create("wali-kota", "Wali Kota", setda, by=None, at=LATER)
    head = Post.create(
        "kepala-dpu", "Kepala DPU", dpu, by=None, at=LATER, is_head=True, superior=mayor
    )
    return {"dpu": dpu, "setda": setda, "mayor": mayor, "head": head}


def hat(somebody, post, since, until=None, **facts):
    return Hat.give(
        somebody, Role.OFFICER, by=None, at=LATER, unit=post.unit, post=post, since=since, until=until,
        **facts,
    )  # fmt: skip


@pytest.fixture
def hartono(city):
    """Headed public works until June 2018, at first in an acting capacity."""
    hartono = person("Hartono Wibisana")
    hat(hartono, city["head"], date(2016, 1, 4), date(2016, 12, 31), capacity=Capacity.ACTING)
    hat(hartono, city["head"], date(2017, 1, 1), date(2018, 6, 30))
    return hartono


@pytest.fixture
def lestari(city):
    """Heads public works since."""
    lestari = person("Lestari Wulandari")
    hat(lestari, city["head"], date(2018, 7, 1))
    return lestari


def opened(somebody, **facts):
    known = {"slug": somebody.name.split()[0].lower(), "name": somebody.name, "basis": "SK 12/2021"}
    return PublicProfile.open_for(
        somebody, by=None, at=LATER, on=LATER.date(), **(known | {"about": ABOUT} | facts)
    )


def desk(*hats):
    ratna = person("Ratna Kusumawati", *hats, is_demo=True)
    client = Client()
    client.post(f"/akun/masuk/sebagai/{ratna.code}/")
    return client


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.text.split())


# Who is public


def test_nobody_is_public_by_wearing_a_hat(client, hartono, lestari):
    assert "Lestari" not in read(client, "/pejabat/")
    for guess in ("lestari", "lestari-wulandari", "hartono"):
        read(client, f"/pejabat/{guess}/", status=404)


def test_only_who_holds_or_held_a_post_can_be_made_public(city):
    sari = person("Sari Ambarwati")
    Hat.give(sari, Role.OFFICER, by=None, at=LATER, unit=city["dpu"], since=date(2020, 1, 1))

    with pytest.raises(NoPublicPost, match="tidak memegang jabatan"):
        opened(sari)


def test_an_administrator_decides_it_and_the_act_names_no_words_about_the_person(client, lestari):
    ratna = desk(Role.CITY_ADMIN)
    address = f"/kerja/kota/orang/{lestari.code}/profil/"
    assert "tidak ada yang diumumkan" in ratna.get(address).text
    typed = {
        "slug": "lestari-wulandari", "name": "Ir. Lestari Wulandari", "about": ABOUT, "about_en": "",
        "portrait_alt": "", "basis": "SK 12/2021", "revision": -1,
    }  # fmt: skip

    with said() as heard:
        answer = ratna.post(address, typed, follow=True)

    assert "dapat dibaca siapa saja" in answer.text
    assert heard.tags == {"*"}
    page = read(client, "/pejabat/lestari-wulandari/")
    assert "Ir. Lestari Wulandari" in page
    assert ABOUT in page
    assert "SK 12/2021" not in page
    assert "lestari@contoh.test" not in page
    act = Act.objects.about(PublicProfile.objects.get()).get()
    assert (act.verb, act.actor.name) == ("public-profile.opened", "Ratna Kusumawati")
    assert "Lestari" not in json.dumps(act.details)


def test_without_a_basis_nothing_is_decided(lestari):
    ratna = desk(Role.CITY_ADMIN)
    typed = {"slug": "lestari", "name": "Lestari", "basis": "", "revision": -1}

    assert ratna.post(f"/kerja/kota/orang/{lestari.code}/profil/", typed).status_code == 422
    assert not PublicProfile.objects.exists()


def test_what_is_closed_is_gone_at_once_and_may_be_opened_again(client, lestari):
    opened(lestari)
    ratna = desk(Role.CITY_ADMIN)
    desk_of_hers = f"/kerja/kota/orang/{lestari.code}/profil/"

    ratna.post(f"{desk_of_hers}tutup/", {"revision": 0})

    read(client, "/pejabat/lestari/", status=404)
    assert "Lestari" not in read(client, "/pejabat/")
    assert "tertutup" in ratna.get("/kerja/kota/pejabat/").text
    typed = {"slug": "lestari", "name": "Lestari", "basis": "SK 13/2021", "revision": 1}
    ratna.post(desk_of_hers, typed)
    read(client, "/pejabat/lestari/")


def test_a_portal_editor_decides_nothing_about_persons(lestari):
    rina = desk(Role.PORTAL_EDITOR)

    assert rina.get("/kerja/kota/pejabat/").status_code == 403
    assert rina.get(f"/kerja/kota/orang/{lestari.code}/profil/").status_code == 403


# Terms of office


def test_the_page_says_every_term_with_its_days(client, hartono):
    opened(hartono)

    page = read(client, "/pejabat/hartono/")

    assert "Tidak lagi memegang jabatan." in page
    assert page.index("30-06-2018") < page.index("Plt. ") < page.index("31-12-2016")
    assert '<a href="/perangkat-daerah/dpu/" lang="id">Dinas Pekerjaan Umum</a>' in page
    assert "No longer in office." in read(client, "/en/pejabat/hartono/")


def test_the_list_has_who_is_in_office_above_who_was(client, hartono, lestari):
    opened(hartono)
    opened(lestari)

    page = read(client, "/pejabat/")

    assert page.index("Lestari Wulandari") < page.index("Kepala DPU")
    assert page.index("Kepala DPU") < page.index("Pernah menjabat") < page.index("Hartono Wibisana")


def test_an_office_leads_to_its_head_only_where_the_page_is_open(client, hartono, lestari):
    opened(lestari)

    page = read(client, "/perangkat-daerah/dpu/")

    assert 'href="/pejabat/lestari/"' in page
    assert "Hartono Wibisana" in page  # the heads of an office are public with the post…
    assert 'href="/pejabat/hartono/"' not in page  # …but nobody has a page of their own by that


def test_machines_read_a_person_in_a_post(client, lestari):
    opened(lestari)

    found = re.findall(r'ld\+json">(.*?)</script>', client.get("/pejabat/lestari/").text)
    (data,) = [one for one in map(json.loads, found) if one["@type"] == "Person"]

    assert data["jobTitle"] == ["Kepala DPU"]
    assert data["worksFor"] == [{"@type": "GovernmentOffice", "name": "Dinas Pekerjaan Umum"}]


# What was published meanwhile


def test_an_article_names_who_was_in_office_and_is_no_longer(client, write, city, hartono, lestari):
    write("Saluran diperbaiki", unit=city["dpu"], published_at=THAT_WEDNESDAY)
    write("Jalan baru", unit=city["dpu"], published_at=LATER)

    page = read(client, "/berita/saluran-diperbaiki/")

    then = page.partition("Diterbitkan di masa")[2][:300]
    assert "Hartono Wibisana" in then
    assert "Plt." in then
    assert "Kepala DPU" in then
    assert "31-12-2016" in then
    assert "Diterbitkan di masa" not in read(client, "/berita/jalan-baru/")
    assert "Published under" in read(client, "/en/berita/saluran-diperbaiki/")


def test_who_still_holds_the_post_in_another_capacity_is_not_former(client, write, city):
    hartono = person("Hartono Wibisana")
    hat(hartono, city["head"], date(2016, 1, 4), date(2016, 12, 31), capacity=Capacity.ACTING)
    hat(hartono, city["head"], date(2017, 1, 1))
    write("Saluran diperbaiki", unit=city["dpu"], published_at=THAT_WEDNESDAY)

    assert "Diterbitkan di masa" not in read(client, "/berita/saluran-diperbaiki/")


def test_every_article_names_the_former_mayor(client, write, city, hartono):
    bambang = person("Bambang Sutedja")
    hat(bambang, city["mayor"], date(2016, 2, 17), date(2021, 2, 16))
    hat(person("Tukul Riyadi"), city["mayor"], date(2016, 12, 5), date(2016, 12, 9), capacity="plh")
    write("Rakor hari ini", published_at=THAT_WEDNESDAY)
    write("Saluran diperbaiki", unit=city["dpu"], published_at=THAT_WEDNESDAY)

    for address, names in (
        ("/berita/rakor-hari-ini/", ["Bambang Sutedja"]),
        ("/berita/saluran-diperbaiki/", ["Bambang Sutedja", "Hartono Wibisana"]),
    ):
        then = read(client, address).split("Diterbitkan di masa")[1:]
        assert [next(name for name in names if name in one) for one in then] == names
        assert "Tukul" not in "".join(then)


def test_an_official_has_what_their_office_published_in_their_term_and_nothing_else(
    client, write, city, hartono, lestari
):
    opened(hartono)
    write("Hari pertama", unit=city["dpu"], published_at=datetime(2016, 1, 4, 0, 0, tzinfo=WIB))
    write("Hari terakhir", unit=city["dpu"], published_at=datetime(2018, 6, 30, 23, 59, tzinfo=WIB))
    write("Sesudahnya", unit=city["dpu"], published_at=datetime(2018, 7, 1, 0, 0, tzinfo=WIB))
    write("Dari kantor lain", unit=city["setda"], published_at=THAT_WEDNESDAY)

    page = read(client, "/pejabat/hartono/")

    assert "Hari pertama" in page
    assert "Hari terakhir" in page
    assert "Sesudahnya" not in page
    assert "Dari kantor lain" not in page


def test_a_mayor_has_what_the_whole_city_published(client, write, city):
    bambang = person("Bambang Sutedja")
    hat(bambang, city["mayor"], date(2016, 2, 17), date(2021, 2, 16))
    opened(bambang)
    write("Rakor hari ini", published_at=THAT_WEDNESDAY)
    write("Saluran diperbaiki", unit=city["dpu"], published_at=THAT_WEDNESDAY)

    page = read(client, "/pejabat/bambang/")

    assert "Rakor hari ini" in page
    assert "Saluran diperbaiki" in page


@pytest.mark.parametrize("many", [1, 10, 50])
def test_an_official_with_fifty_articles_asks_as_often_as_one_with_one(
    client, write, city, hartono, lestari, many
):
    opened(hartono)
    opened(lestari)
    for number in range(many):
        write(f"Berita {number}", unit=city["dpu"], published_at=THAT_WEDNESDAY)

    for address, questions in (("/pejabat/hartono/", 10), ("/pejabat/", 8)):
        read(client, address)
        with CaptureQueriesContext(connection) as asked:
            read(client, address)
        assert len(asked) == questions, (address, [one["sql"][:100] for one in asked])
