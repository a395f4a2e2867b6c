"""Signing in: by a code from a mail, without a password; and out again, at once."""

import pytest
import time_machine
from django.test import Client

from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from tests.people.conftest import AT, app_code, ask_for_code, code_in, enrol_app, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


def test_a_citizen_signs_in_with_the_code_from_a_mail(client, joko, mailoutbox):
    answer = sign_in(client, joko, mailoutbox)

    assert answer.headers["Location"] == "/akun/"
    assert "Joko Prasetyo" in client.get("/akun/").text


def test_the_mail_says_that_the_city_is_an_example(client, joko, mailoutbox):
    ask_for_code(client, joko.email)

    (mail,) = mailoutbox
    assert mail.subject.startswith("Contoh: bukan situs resmi")
    assert "Contoh: bukan situs resmi" in mail.body
    assert "Berlaku sepuluh menit" in mail.body


def test_the_mail_of_a_real_city_does_not(client, joko, mailoutbox, real_city):
    ask_for_code(client, joko.email)

    assert "Contoh" not in mailoutbox[0].subject + mailoutbox[0].body


def test_a_demo_city_without_a_mail_server_says_where_its_mail_lies(client, joko, settings):
    answer = client.post("/akun/masuk/", {"login": joko.email}, follow=True)

    assert settings.EMAIL_FILE_PATH in answer.text


def test_an_unknown_address_is_told_so_by_mail_and_nowhere_else(client, joko, mailoutbox):
    known = ask_for_code(client, joko.email)
    unknown = ask_for_code(Client(), "siapa@contoh.test")

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert "belum ada akunnya" in mailoutbox[1].body


def test_a_wrong_code_is_refused_and_stays_to_be_corrected(client, joko, mailoutbox):
    ask_for_code(client, joko.email)

    answer = client.post("/akun/masuk/kode/", {"code": "SALAH1"})

    assert "Kode itu salah" in answer.text
    assert 'value="SALAH1"' in answer.text


def test_the_session_is_a_new_one_after_sign_in(client, joko, mailoutbox):
    ask_for_code(client, joko.email)
    before = client.session.session_key

    client.post("/akun/masuk/kode/", {"code": code_in(mailoutbox[-1])})

    assert client.session.session_key != before


def test_a_session_is_dead_with_the_next_request_after_sign_out(client, joko, mailoutbox):
    sign_in(client, joko, mailoutbox)
    stolen = client.cookies["session"].value

    client.post("/akun/keluar/")
    client.cookies["session"] = stolen

    assert client.get("/akun/").status_code == 302


def test_who_is_deactivated_is_out_with_the_next_request(
    client, joko, ratna, mailoutbox, afternoon
):
    sign_in(client, joko, mailoutbox)

    joko.deactivate(by=ratna, at=afternoon, on=afternoon.date())

    assert client.get("/akun/").status_code == 302


def test_who_is_deactivated_gets_no_code(client, joko, ratna, mailoutbox, afternoon):
    joko.deactivate(by=ratna, at=afternoon, on=afternoon.date())

    ask_for_code(client, joko.email)

    assert "Kode masuk" not in mailoutbox[-1].subject


def test_nobody_is_asked_for_a_password(client):
    assert 'type="password"' not in client.get("/akun/masuk/").text


def test_a_citizen_registers_with_one_name_and_proves_the_address(client, mailoutbox):
    client.post("/akun/daftar/", {"name": "Suwarni", "email": "Suwarni@contoh.test"})
    answer = client.post("/akun/daftar/kode/", {"code": code_in(mailoutbox[-1])})

    suwarni = Person.objects.get(email="suwarni@contoh.test")
    assert answer.headers["Location"] == "/akun/"
    assert [act.verb for act in Act.objects.about(suwarni)] == ["person.added"]
    assert not suwarni.hats.exists()


def test_registering_a_known_address_tells_only_its_owner(client, joko, mailoutbox):
    answer = client.post("/akun/daftar/", {"name": "Bukan Joko", "email": joko.email})

    assert answer.headers["Location"] == "/akun/daftar/kode/"
    assert "akunnya sudah ada" in mailoutbox[-1].body
    assert Person.objects.count() == 1


# The second factor of officers


def test_an_officer_is_led_to_enrol_before_the_workspace_opens(
    client, ratna, mailoutbox, real_city
):
    assert sign_in(client, ratna, mailoutbox).headers["Location"] == "/kerja/"

    answer = client.get("/kerja/", follow=True)

    assert answer.request["PATH_INFO"] == "/akun/"
    assert "petugas memasang pengaman kedua" in answer.text


def test_an_officer_who_enrolled_an_app_opens_the_workspace(client, ratna, mailoutbox, real_city):
    sign_in(client, ratna, mailoutbox)
    enrol_app(client)

    assert client.get("/kerja/").status_code == 200


def test_at_the_next_sign_in_the_app_is_asked_for(client, ratna, mailoutbox, real_city):
    sign_in(client, ratna, mailoutbox)
    secret = enrol_app(client)
    client.post("/akun/keluar/")

    answer = sign_in(client, ratna, mailoutbox)
    assert answer.headers["Location"] == "/akun/masuk/pengaman/"
    assert client.get("/kerja/").status_code == 302

    with at_a_later_code():
        answer = client.post("/akun/masuk/pengaman/", {"code": app_code(secret)})

    assert answer.headers["Location"] == "/kerja/"
    assert client.get("/kerja/").status_code == 200


def test_a_recovery_code_works_once(client, ratna, mailoutbox, real_city):
    sign_in(client, ratna, mailoutbox)
    enrol_app(client)
    code = client.get("/akun/pengaman/cadangan/").context["unused_codes"][0]

    for answer_to_second_try in (302, 200):
        client.post("/akun/keluar/")
        sign_in(client, ratna, mailoutbox)
        answer = client.post("/akun/masuk/pengaman/", {"code": code})
        assert answer.status_code == answer_to_second_try


def test_a_session_from_before_the_enrolment_stays_outside(client, ratna, mailoutbox, real_city):
    reader_of_her_mail = Client()
    sign_in(reader_of_her_mail, ratna, mailoutbox)
    sign_in(client, ratna, mailoutbox)
    enrol_app(client)

    assert reader_of_her_mail.get("/kerja/").status_code == 302


def test_a_citizen_needs_no_second_factor(client, joko, mailoutbox, real_city):
    sign_in(client, joko, mailoutbox)

    assert client.get("/kerja/").status_code == 200


# The door of a demo city


def test_in_a_demo_city_one_walks_in_as_an_example_person(client):
    maya = person("Maya Lestari", Role.CITY_ADMIN, is_demo=True)
    page = client.get("/akun/masuk/").text
    assert "Masuk sebagai Maya Lestari" in page
    assert "Admin kota, seluruh kota" in page

    answer = client.post(f"/akun/masuk/sebagai/{maya.code}/")

    assert answer.headers["Location"] == "/kerja/"
    assert client.get("/kerja/kota/orang/").status_code == 200


def test_a_real_city_has_no_such_door(client, real_city):
    maya = person("Maya Lestari", Role.CITY_ADMIN, is_demo=True)

    assert "Maya" not in client.get("/akun/masuk/").text
    assert client.post(f"/akun/masuk/sebagai/{maya.code}/").status_code == 404


def test_nobody_walks_in_as_a_real_person(client, joko):
    assert "Joko" not in client.get("/akun/masuk/").text
    assert client.post(f"/akun/masuk/sebagai/{joko.code}/").status_code == 404


def test_the_door_of_a_demo_opens_by_post_only(client):
    maya = person("Maya Lestari", is_demo=True)

    assert client.get(f"/akun/masuk/sebagai/{maya.code}/").status_code == 405


def test_a_demo_session_is_worth_nothing_once_the_city_is_real(client, settings):
    maya = person("Maya Lestari", Role.CITY_ADMIN, is_demo=True)
    client.post(f"/akun/masuk/sebagai/{maya.code}/")

    settings.IS_DEMO = False

    assert client.get("/kerja/kota/orang/").status_code == 302


def at_a_later_code():
    return time_machine.travel(AT.replace(minute=26), tick=True)
