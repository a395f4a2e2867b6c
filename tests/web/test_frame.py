"""The frame of every page: who speaks, where one can go, how it is shown."""

import pytest

from cygos.config import packs
from cygos.kernel.city.models import City
from tests.pack.conftest import AT

pytestmark = pytest.mark.django_db
DEMO, OFFICIAL = "Contoh: bukan situs resmi", "Situs resmi"
PAGE = "/tidak-ada/"  # the frame is the same on every page


@pytest.fixture
def lembayung(db):
    pack = packs.read(packs.where("tiga-kelurahan"))
    seen = packs.plan(pack, packs.EVERYTHING, take=())
    packs.apply(pack, packs.EVERYTHING, seen=seen, take=(), at=AT)
    return City.objects.here()


@pytest.fixture
def served(settings):
    """As a real city serves it."""
    settings.IS_DEMO, settings.DOMAIN = False, "lembayung.example"
    settings.ALLOWED_HOSTS = ["lembayung.example", "127.0.0.1"]


def test_a_demo_says_so_and_never_that_it_is_official(client, lembayung, settings):
    settings.DOMAIN, settings.ALLOWED_HOSTS = "lembayung.example", ["lembayung.example"]
    page = client.get(PAGE, headers={"host": "lembayung.example"}).text

    assert DEMO in page
    assert OFFICIAL not in page


def test_the_official_line_stands_at_the_official_address(client, lembayung, served):
    page = client.get(PAGE, headers={"host": "lembayung.example"}).text

    assert "Situs resmi Pemerintah Kota Lembayung" in page
    assert "<strong>lembayung.example</strong>" in page
    assert DEMO not in page


def test_and_at_no_other(client, lembayung, served):
    page = client.get(PAGE, headers={"host": "127.0.0.1"}).text

    assert OFFICIAL not in page


def test_whom_to_call_stands_on_every_page(client, lembayung):
    page = client.get(PAGE).text

    assert 'href="tel:112"' in page
    assert 'href="tel:129"' in page
    assert "Jl. Senja No. 3" in page


def test_the_city_has_its_own_theme_kept_by_browsers_for_a_year(client, lembayung):
    address = f"/tema/{digest(lembayung.theme_css)}.css"
    assert f'href="{address}"' in client.get(PAGE).text

    theme = client.get(address)

    assert theme.text == lembayung.theme_css
    assert theme.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert theme.headers["Content-Type"].startswith("text/css")
    assert client.get("/tema/000000000000.css").status_code == 404


def test_a_city_without_one_has_the_built_theme(client, db):
    assert "cygos/theme.css" in client.get(PAGE).text


@pytest.mark.parametrize(("sent", "kept"), [("dark", "dark"), ("light", "light"), ("x", "auto")])
def test_dark_or_light_is_kept(client, sent, kept):
    answer = client.post("/tampilan/", {"tampilan": sent, "next": "/berita/"})

    assert answer.headers["Location"] == "/berita/"
    assert f'data-color-scheme="{kept}"' in client.get(PAGE).text


def test_nobody_is_led_elsewhere(client):
    answer = client.post("/tampilan/", {"tampilan": "dark", "next": "https://penipu.example/"})

    assert answer.headers["Location"] == "/"


def test_the_other_language_leads_to_the_same_page(client):
    assert 'href="/en/tidak-ada/?q=1"' in client.get("/tidak-ada/?q=1").text
    assert 'href="/tidak-ada/?q=1"' in client.get("/en/tidak-ada/?q=1").text


def test_only_open_rooms_are_in_the_navigation(client, lembayung):
    page = client.get(PAGE).text

    assert 'href="/lapor/"' not in page


def digest(text):
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:12]
