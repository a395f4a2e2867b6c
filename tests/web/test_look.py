"""The city's own theme and crest: files whose address says what is in them."""

import hashlib

import pytest

from cygos.kernel.city.models import City

pytestmark = pytest.mark.django_db
CSS = ":root { --cygos-accent: #0A5C78; }"
DIGEST = hashlib.sha256(CSS.encode()).hexdigest()[:12]


def mekar(**facts):
    return City.objects.create(
        id=1, code="99.01", name="Kota Mekar", government="Pemerintah Kota Mekar", **facts
    )


@pytest.mark.parametrize("kind", ["css", "svg"])
def test_before_a_pack_is_applied_there_is_no_such_file(client, kind):
    assert client.get(f"/tema/{DIGEST}.{kind}").status_code == 404


def test_the_theme_is_read_at_the_address_of_what_is_in_it(client):
    mekar(theme_css=CSS)

    answer = client.get(f"/tema/{DIGEST}.css")

    assert (answer.status_code, answer.text) == (200, CSS)
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_theme_that_was_replaced_is_gone(client):
    mekar(theme_css=CSS + " ")

    assert client.get(f"/tema/{DIGEST}.css").status_code == 404
