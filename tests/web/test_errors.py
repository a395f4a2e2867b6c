"""What goes wrong is said in the reader's language, with the right status, and what to do next. Never a trace."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path
from django.views.decorators.http import require_POST

from cygos.config import urls
from cygos.config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from cygos.web.access import EVERYONE, open_to


@open_to(EVERYONE)
def breaks(request):
    raise ZeroDivisionError("the secret reason")


@open_to(EVERYONE)
def waits_too_long(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 10; SELECT pg_sleep(5)")


@open_to(EVERYONE)
def forbids(request):
    raise PermissionDenied


@open_to(EVERYONE)
def is_too_large(request):
    raise RequestDataTooBig


@open_to(EVERYONE)
@require_POST
def only_takes(request):
    raise AssertionError("nobody posts here")


BROKEN = [
    path("rusak/", breaks),
    path("macet/", waits_too_long),
    path("terlarang/", forbids),
    path("besar/", is_too_large),
    path("kirim/", only_takes),
]
urlpatterns = [*BROKEN, path("en/", include(BROKEN)), *urls.urlpatterns]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.mark.parametrize(
    ("address", "status", "bahasa", "english"),
    [
        ("/terlarang/", 403, "bukan untuk akun Anda", "not for your account"),
        ("/tidak-ada/", 404, "Halaman ini tidak ada", "This page does not exist"),
        ("/kirim/", 405, "dengan cara itu", "cannot be opened that way"),
        ("/besar/", 413, "terlalu besar", "too large"),
        ("/rusak/", 500, "rusak di pihak kami", "broke on our side"),
    ],
)
def test_every_fault_has_its_page(client, address, status, bahasa, english):
    client.raise_request_exception = False
    in_bahasa, in_english = client.get(address), client.get(f"/en{address}")

    assert (in_bahasa.status_code, in_english.status_code) == (status, status)
    assert bahasa in in_bahasa.text
    assert english in in_english.text
    assert '<html lang="en"' in in_english.text
    for answer in (in_bahasa, in_english):
        assert "Traceback" not in answer.text
        assert "secret" not in answer.text


def test_a_machine_gets_a_problem_document(client):
    answer = client.get("/terlarang/", headers={"accept": "application/json"})

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 403
    assert answer.json()["title"] == "Halaman ini bukan untuk akun Anda."


def test_what_may_be_done_instead_is_still_told(client):
    assert client.get("/kirim/").headers["Allow"] == "POST"


def test_an_address_that_is_not_ours_is_refused_in_words(client):
    answer = client.get("/", headers={"host": "penipu.example"})

    assert answer.status_code == 400
    assert "Permintaan ini tidak dapat dibaca" in answer.text


def test_a_form_without_its_token_is_refused_in_words(db):
    answer = Client(enforce_csrf_checks=True).post("/akun/masuk/", {"login": "sari@contoh.test"})

    assert answer.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in answer.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("address", "sentence"), [("/", "Sebentar"), ("/en/", "One moment")])
def test_while_the_database_is_away_we_say_when_to_come_again(client, address, sentence):
    client.raise_request_exception = False
    name, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], "gone_away"
    connection.close()
    try:
        answer = client.get(address)
    finally:
        connection.settings_dict["NAME"] = name
        connection.close()

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert sentence in answer.text
    assert "112" in answer.text


def test_a_statement_that_fails_by_itself_is_our_fault(client):
    client.raise_request_exception = False

    assert client.get("/macet/").status_code == 500


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_a_post_that_is_too_large_is_called_so(client):
    answer = client.post("/akun/masuk/", {"login": "x" * 100})

    assert answer.status_code == 413
