"""One's own name, changed by oneself."""

import pytest

from cygos.kernel.acts.models import Act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def joko_in(client, joko):
    client.force_login(joko, backend=BACKEND)
    return client


def test_somebody_writes_their_name_anew_and_it_is_recorded(joko_in, joko):
    answer = joko_in.post("/akun/nama/", {"name": "Joko P. Nugroho"}, follow=True)

    assert "Joko P. Nugroho" in answer.text
    act = Act.objects.about(joko).get(verb="person.amended")
    assert act.actor == joko


def test_a_name_that_is_too_long_stays_to_be_shortened(joko_in, joko):
    answer = joko_in.post("/akun/nama/", {"name": "Joko " * 50})

    assert answer.status_code == 422
    assert "Joko Joko Joko" in answer.text
    joko.refresh_from_db()
    assert joko.name == "Joko Prasetyo"


def test_nobody_is_left_without_a_name(joko_in):
    assert "Isi nama Anda" in joko_in.post("/akun/nama/", {"name": " "}).text
