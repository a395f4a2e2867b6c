"""The public addresses: promised from the start, and never anything else than what was promised."""

import pytest
from django.core.exceptions import ValidationError

from cygos.web import addresses

PROMISED = [
    "/berita/", "/pengumuman/", "/cari/", "/tanya/", "/lapor/", "/lacak/", "/peta/", "/informasi/", "/aman/", "/rapat/",
    "/janji/", "/periksa/", "/perizinan/", "/rencana/", "/pasar/", "/data/", "/kerja/", "/api/",
    "/open311/v2/", "/ledger/",
]  # fmt: skip
CLOSED = [room for room in addresses.ROOMS if not room.is_open]


def test_every_promised_address_is_a_room():
    assert [room.address for room in addresses.ROOMS] == PROMISED


@pytest.mark.django_db
@pytest.mark.parametrize("room", CLOSED, ids=lambda room: room.path)
@pytest.mark.parametrize("rest", ["", "apa/saja", "x.json"])
def test_a_room_that_is_not_open_says_what_will_be_there(client, room, rest):
    answer = client.get(room.address + rest)

    assert answer.status_code == 404
    page = answer.content.decode()
    assert f"{room.title} belum dibuka." in page
    assert str(room.purpose) in page


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "head", "options"])
def test_a_room_that_is_not_open_answers_every_method_alike(client, method):
    client.handler.enforce_csrf_checks = True
    assert getattr(client, method)("/lapor/").status_code == 404


@pytest.mark.django_db
def test_a_program_is_told_so_in_its_own_form(client):
    answer = client.get("/open311/v2/requests.json", headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Open311 belum dibuka."


@pytest.mark.django_db
def test_an_english_reader_is_told_so_in_english(client):
    answer = client.get("/en/peta/")

    assert answer.status_code == 404
    assert "Map is not open yet." in answer.content.decode()


@pytest.mark.parametrize("slug", ["lapor", "open311", "kerja", "en", "static", "media"])
def test_a_page_cannot_take_a_promised_address(slug):
    with pytest.raises(ValidationError, match=f"/{slug}/"):
        addresses.keep_free(slug)


def test_a_page_can_take_a_free_address_and_its_own():
    addresses.keep_free("tentang-kota")
    addresses.keep_free("berita", own="berita")
