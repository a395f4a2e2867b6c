"""A city with a domain speaks https alone; one without it is somebody's own machine."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(settings):
    settings.DOMAIN = "kota.contoh.test"
    settings.ALLOWED_HOSTS = [settings.DOMAIN]


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("address", ["/akun/masuk/", "/tiada/", "/static/cygos/tiada.css"])
def test_browsers_are_told_to_come_by_https(client, address):
    answer = client.get(address, headers={"host": "kota.contoh.test", "x-forwarded-proto": "https"})

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.usefixtures("served")
def test_who_comes_by_http_is_sent_on_to_the_same_page(client):
    answer = client.get(
        "/berita/?halaman=2", headers={"host": "kota.contoh.test", "x-forwarded-proto": "http"}
    )

    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://kota.contoh.test/berita/?halaman=2"
    assert "Content-Security-Policy" in answer.headers


def test_without_a_domain_nobody_is_sent_anywhere(client):
    answer = client.get("/akun/masuk/", headers={"x-forwarded-proto": "http"})

    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers
