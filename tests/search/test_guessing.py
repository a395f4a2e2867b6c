"""A typing mistake is answered with the city's own words: Sari types fast."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cygos.kernel.search.guessing import distance
from tests.information.conftest import withdrawn

pytestmark = pytest.mark.django_db


def body(text):
    return [("paragraph", f"<p>{text}</p>")]


def meant(client, q):
    found = client.get("/cari/", {"q": q}).context["meant"]
    return found and found["words"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("pemberdyaan perempuan", "pemberdayaan perempuan"),  # one letter missing
        ("pemberdayaaan", "pemberdayaan"),  # one too many
        ("pembredayaan", "pemberdayaan"),  # two swapped
        ("prempuan", "perempuan"),
        ("pemberdyan", "pemberdayaan"),  # two vowels missing
        ("Drainasse", "drainase"),
        ("benjir", "banjir"),
    ],
)
def test_a_typing_mistake_is_answered_from_the_citys_words(client, write, typed, wanted):
    write("Rakor pemberdayaan perempuan", body=body("Drainase dan banjir dibahas."))

    assert meant(client, typed) == wanted


def test_the_answer_leads_to_what_was_meant_and_keeps_what_narrows(client, write):
    write("Rakor pemberdayaan perempuan")

    answer = client.get("/cari/?q=pemberdyaan&jenis=berita&halaman=1")

    assert "Mungkin maksud Anda:" in answer.text
    address = answer.context["meant"]["address"]
    assert address == "?q=pemberdayaan&jenis=berita"
    assert len(client.get(f"/cari/{address}").context["answers"]) == 1


def test_a_word_that_is_right_is_left_alone(client, write):
    write("Rakor pemberdayaan perempuan")

    assert meant(client, "pemberdayaan") is None
    assert meant(client, "xyzzyqwk") is None


def test_a_word_that_every_city_knows_is_no_mistake(client, write):
    write("Kali di kota dikeruk")

    assert meant(client, "wali kota") is None


def test_a_mistake_that_stands_in_a_text_is_one_too(client, write):
    write("Pemberdyaan warga", body=body("Satu."))
    for number in range(10):
        write("Pemberdayaan warga", slug=f"warga-{number}", body=body("Satu."))

    assert meant(client, "pemberdyaan") == "pemberdayaan"


def test_words_of_what_nobody_may_read_are_never_offered(client, write):
    withdrawn(write("Rapat rahasia pemberdayaan"))
    write("Pasar malam")

    assert meant(client, "rahasya") is None
    assert meant(client, "pemberdyaan") is None


def test_what_is_offered_is_found_within_what_narrows(client, write):
    write("Rakor pemberdayaan perempuan")

    answer = client.get("/cari/?q=pemberdyaan&sampai=2015-01-01")

    assert answer.context["meant"] is None


def test_long_questions_cost_no_more_questions(client, write):
    write("Rakor pemberdayaan perempuan dan drainase")
    client.get("/cari/?q=drainasse")  # what a process asks once
    with CaptureQueriesContext(connection) as one:
        client.get("/cari/?q=drainasse")
    with CaptureQueriesContext(connection) as many:
        client.get("/cari/?q=drainasse+pemberdyaan+prempuan+rakkor")

    assert len(one) == len(many)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("banjir", "banjir", 0), ("banjir", "bajnir", 1), ("banjir", "bajir", 1),
     ("banjir", "benjer", 2), ("a", "xyz", 3)],
)  # fmt: skip
def test_how_far_two_words_are(one, other, far):
    assert distance(one, other, most=2) == far
