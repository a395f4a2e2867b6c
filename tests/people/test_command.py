"""cygos user: people and roles from the server, and the first administrator's way in."""

import json
import re
from contextlib import nullcontext
from datetime import timedelta

import pytest
import time_machine

from cygos.config.commands import city, run
from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from tests.people.conftest import AT, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


@pytest.fixture
def cygos(monkeypatch, capsys):
    """The command, in the tests' own database."""
    monkeypatch.setattr(city, "the_city", nullcontext)

    def call(*words):
        code = run(["user", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return call


FIRST = (
    "add",
    "--name",
    "Ratna Kusumawati",
    "--email",
    "ratna@contoh.test",
    "--role",
    "city-admin",
)


def link_in(text):
    return re.search(r"https?://[^/]+(/akun/\S+)", text)[1]


def test_the_first_administrator_gets_in_by_a_link(cygos, client, real_city):
    code, said = cygos(*FIRST)
    assert code == 0
    link = link_in(said)

    assert "Masuk sebagai Ratna Kusumawati?" in client.get(link).text
    answer = client.post(link)

    assert answer.headers["Location"] == "/kerja/"
    assert (
        client.get("/kerja/", follow=True).request["PATH_INFO"] == "/akun/"
    )  # the second factor comes next
    assert Person.objects.get().wears(Role.CITY_ADMIN, on=TODAY)


def test_the_link_works_once(cygos, client):
    link = link_in(cygos(*FIRST)[1])
    client.post(link)
    client.post("/akun/keluar/")

    answer = client.post(link)

    assert answer.status_code == 410
    assert "sudah dipakai" in answer.text


def test_the_link_works_for_half_an_hour(cygos, client):
    link = link_in(cygos(*FIRST)[1])

    with time_machine.travel(AT + timedelta(minutes=31)):
        assert client.get(link).status_code == 410


def test_looking_at_the_link_does_not_use_it_up(cygos, client):
    link = link_in(cygos(*FIRST)[1])
    client.get(link)
    client.head(link)

    assert client.post(link).status_code == 302


def test_a_link_somebody_wrote_opens_nothing(client):
    assert client.post("/akun/masuk/tautan/abc:def:ghi/").status_code == 410


def test_the_same_word_twice_changes_nothing(cygos):
    cygos(*FIRST)
    code, said = cygos(*FIRST)

    assert code == 0
    assert "sudah dikenal" in said
    assert Person.objects.get().hats.count() == 1


def test_a_machine_gets_one_object(cygos):
    cygos(*FIRST)
    code, said = cygos("list", "--json")

    assert code == 0
    assert json.loads(said)["people"] == [
        {
            "name": "Ratna Kusumawati",
            "email": "ratna@contoh.test",
            "active": True,
            "roles": ["city-admin"],
        }
    ]


def test_a_role_is_given_and_ended(cygos, joko, bapermas):
    assert cygos("give", "--email", joko.email, "--role", "officer", "--unit", "bapermas")[0] == 0
    assert joko.hats.get().unit == bapermas

    cygos("end", "--email", joko.email, "--role", "officer", "--unit", "bapermas")
    assert joko.hats.get().until == TODAY


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("give", "--email", "siapa@contoh.test", "--role", "officer"), "Tidak ada orang dengan surel"),
        (("give", "--email", "joko@contoh.test", "--role", "raja"), "Peran raja tidak ada"),
        (("give", "--email", "joko@contoh.test", "--role", "officer", "--unit", "x"), "kode x"),
        (("give", "--email", "joko@contoh.test", "--role", "officer", "--since", "besok"), "bukan tanggal"),
        (("end", "--email", "joko@contoh.test", "--role", "officer"), "tidak memegang peran"),
        (("add", "--name", "", "--email", "bukan alamat"), "Nama"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence_and_code_1(cygos, joko, words, sentence):
    code, said = cygos(*words)

    assert code == 1
    assert sentence.lower() in said.lower()


def test_the_last_administrator_keeps_the_hat_here_too(cygos):
    cygos(*FIRST)

    code, said = cygos("end", "--email", "ratna@contoh.test", "--role", "city-admin")

    assert code == 1
    assert "tidak akan ada lagi admin kota" in said
