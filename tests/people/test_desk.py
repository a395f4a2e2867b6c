"""The screens of the city's administrators: each deed, what is refused, and what stays typed."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Hat, Person, Post, Unit
from cygos.kernel.people.roles import Role
from tests.people.conftest import AT, JANUARY, TODAY, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


@pytest.fixture
def desk(db):
    """Maya Lestari, city administrator of the demo city, at her desk."""
    maya = person("Maya Lestari", Role.CITY_ADMIN, is_demo=True)
    client = Client()
    client.post(f"/akun/masuk/sebagai/{maya.code}/")
    client.maya = maya
    return client


def url(somebody, rest=""):
    return f"/kerja/kota/orang/{somebody.code}/{rest}"


def test_the_desk_says_who_i_am_and_which_hats_i_wear(desk):
    page = desk.get("/kerja/").text

    assert "Anda masuk sebagai Maya Lestari" in page
    assert "Admin kota, seluruh kota" in page


def test_somebody_is_added_and_gets_a_hat(desk, bapermas):
    desk.post("/kerja/kota/orang/tambah/", {"name": "Joko Prasetyo", "email": "Joko@contoh.test"})
    joko = Person.objects.get(email="joko@contoh.test")
    give = {"role": "officer", "unit": bapermas.pk, "capacity": "plt", "since": "2016-12-07"}

    answer = desk.post(url(joko, "peran/"), give, follow=True)

    assert "Peran sudah diberikan" in answer.text
    assert joko.hats.get().capacity == "plt"
    assert [act.actor for act in Act.objects.about(joko)] == [desk.maya]


def test_the_same_hat_twice_is_a_sentence_and_the_form_stays(desk, joko, bapermas):
    give = {"role": "officer", "unit": bapermas.pk, "capacity": "plt", "since": "2016-12-07"}
    desk.post(url(joko, "peran/"), give)

    answer = desk.post(url(joko, "peran/"), give)

    assert answer.status_code == 409
    assert "Joko Prasetyo sudah memegang peran Petugas" in answer.text
    assert 'value="2016-12-07"' in answer.text


def test_a_hat_is_ended(desk, joko):
    hat = Hat.give(joko, Role.OFFICER, by=None, at=AT, since=JANUARY)

    desk.post(
        f"/kerja/kota/peran/{hat.pk}/akhiri/", {"last_day": "07-12-2016", "revision": hat.revision}
    )

    hat.refresh_from_db()
    assert hat.until == TODAY


def test_the_last_administrator_keeps_the_hat(desk):
    hat = desk.maya.hats.get()

    answer = desk.post(
        f"/kerja/kota/peran/{hat.pk}/akhiri/", {"last_day": "2016-12-07", "revision": 0}
    )

    assert answer.status_code == 409
    assert "tidak akan ada lagi admin kota" in answer.text


def test_a_lost_update_is_refused_with_both_values(desk, joko):
    opened = desk.get(url(joko, "ubah/")).context["form"].initial["revision"]
    joko.amend(name="Joko P.", email=joko.email, by=None, at=AT, revision=opened)

    typed = {"name": "Joko Prasetya", "email": joko.email, "revision": opened}
    answer = desk.post(url(joko, "ubah/"), typed)

    assert answer.status_code == 409
    assert "sudah diubah orang lain" in answer.text
    assert "<td>Joko P.</td><td>Joko Prasetya</td>" in answer.text
    assert 'value="Joko Prasetya"' in answer.text
    assert Person.objects.get(pk=joko.pk).name == "Joko P."


def test_after_seeing_both_the_typed_value_may_win(desk, joko):
    joko.amend(name="Joko P.", email=joko.email, by=None, at=AT, revision=0)
    typed = {"name": "Joko Prasetya", "email": joko.email, "revision": 0}
    shown = desk.post(url(joko, "ubah/"), typed).context["form"]

    desk.post(url(joko, "ubah/"), typed | {"revision": shown["revision"].value()})

    assert Person.objects.get(pk=joko.pk).name == "Joko Prasetya"


def test_a_new_address_closes_the_old_mailbox(desk, joko, mailoutbox):
    EmailAddress.objects.create(user=joko, email=joko.email, verified=True, primary=True)
    old = joko.email
    desk.post(url(joko, "ubah/"), {"name": joko.name, "email": "joko.p@contoh.test", "revision": 0})

    Client().post("/akun/masuk/", {"login": old})

    assert "belum ada akun" in mailoutbox[-1].body


def test_an_address_of_somebody_else_is_refused_in_a_sentence(desk, joko):
    answer = desk.post(
        url(joko, "ubah/"), {"name": "Joko", "email": "MAYA@contoh.test", "revision": 0}
    )

    assert answer.status_code == 409
    assert "Alamat surel ini sudah dipakai orang lain" in answer.text


def test_nobody_deactivates_themselves(desk):
    answer = desk.post(url(desk.maya, "nonaktif/"))

    assert answer.status_code == 409
    assert "menonaktifkan akun Anda sendiri" in answer.text


def test_somebody_is_deactivated_and_comes_back(desk, joko):
    desk.post(url(joko, "nonaktif/"))
    assert not Person.objects.get(pk=joko.pk).is_active

    desk.post(url(joko, "aktif/"))
    assert Person.objects.get(pk=joko.pk).is_active


def test_bapermas_is_closed_with_a_successor(desk, bapermas):
    new = {"code": "dp3a", "name": "DP3A", "valid_from": "2017-01-01"}
    desk.post("/kerja/kota/unit/tambah/", new)
    dp3a = Unit.objects.get(code="dp3a")

    desk.post(
        "/kerja/kota/unit/bapermas/tutup/",
        {"last_day": "2016-12-31", "successor": dp3a.pk, "revision": bapermas.revision},
    )

    bapermas.refresh_from_db()
    assert (str(bapermas.valid_until), bapermas.successor) == ("2016-12-31", dp3a)
    assert "DP3A" in desk.get("/kerja/kota/unit/?berlaku=nanti").text


def test_a_unit_and_a_post_are_edited(desk, bapermas):
    desk.post(
        "/kerja/kota/unit/bapermas/ubah/", {"name": "Bapermas", "short_name": "BPM", "revision": 0}
    )
    desk.post(
        "/kerja/kota/jabatan/tambah/",
        {"code": "kepala", "title": "Kepala Bapermas", "unit": bapermas.pk, "is_head": "on"},
    )
    desk.post(
        "/kerja/kota/jabatan/kepala/ubah/",
        {"title": "Kepala Badan", "unit": bapermas.pk, "revision": 0},
    )

    bapermas.refresh_from_db()
    assert (bapermas.name, bapermas.short_name) == ("Bapermas", "BPM")
    assert (Post.objects.get().title, Post.objects.get().is_head) == ("Kepala Badan", False)


def test_the_acts_say_who_did_what_to_whom(desk, joko):
    desk.post(url(joko, "ubah/"), {"name": "Joko P.", "email": joko.email, "revision": 0})

    page = desk.get("/kerja/kota/perbuatan/?jenis=people.person&q=maya").text

    assert "Orang diubah" in page
    assert "Joko P." in page
    assert "Joko Prasetyo" not in page  # an act keeps nothing personal


@pytest.mark.parametrize(
    "address",
    [
        "/kerja/kota/orang/?halaman=abc", "/kerja/kota/orang/?halaman=99999", "/kerja/kota/orang/?halaman=-1",
        "/kerja/kota/unit/?halaman=99999", "/kerja/kota/unit/?berlaku=kapan",
        "/kerja/kota/jabatan/?halaman=x", "/kerja/kota/perbuatan/?halaman=0", "/kerja/kota/perbuatan/?jenis=apa",
        "/kerja/kota/orang/00000000-0000-0000-0000-000000000000/", "/kerja/kota/unit/tidak-ada/ubah/",
        "/kerja/kota/jabatan/tidak-ada/ubah/", "/kerja/kota/peran/999999/akhiri/", "/kerja/kota/csv/apa/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_sentence(desk, address):
    answer = desk.get(address)

    assert answer.status_code == 404
    assert "tidak ditemukan" in answer.text


LISTS = {
    "/kerja/kota/orang/": 14, "/kerja/kota/unit/": 13, "/kerja/kota/jabatan/": 13, "/kerja/kota/perbuatan/": 17,
}  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_a_longer_list_asks_no_more_of_the_database(desk, address, django_assert_max_num_queries):
    for number in range(60):
        somebody = person(f"P{number} Uji")
        unit = Unit.found(f"unit-{number}", f"Unit {number}", by=None, at=AT)
        Hat.give(somebody, Role.OFFICER, by=None, at=AT, unit=unit, since=TODAY - timedelta(1))
        Post.create(f"post-{number}", f"Jabatan {number}", unit, by=None, at=AT)

    with django_assert_max_num_queries(LISTS[address]):
        page = desk.get(address)

    assert "?halaman=2" in page.text
    assert desk.get(f"{address}?halaman=2").status_code == 200
