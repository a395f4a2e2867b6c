"""Guessing codes is slow, and hurts nobody but the guesser (SEC-7)."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import cache
from django.db import connection
from django.test import Client

from cygos.kernel.people.models import Person
from cygos.web.accounts import guesses
from cygos.web.accounts.guesses import LONG_CODE, SHORT
from tests.people.conftest import AT, app_code, ask_for_code, code_in, enrol_app, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


def guess(client, code="SALAH1", address="203.0.113.9"):
    return client.post("/akun/masuk/kode/", {"code": code}, REMOTE_ADDR=address)


def suffer(somebody, times, step="first"):
    """Wrong guesses from everywhere, as they are written down."""
    for number in range(times):
        AccessFailureLog.objects.create(
            username=f"{somebody.code} {step}", ip_address=f"198.51.100.{number % 250}", attempt_time=AT,
        )  # fmt: skip
    AccessFailureLog.objects.update(attempt_time=AT)


def test_one_code_takes_three_guesses(client, joko, mailoutbox):
    ask_for_code(client, joko.email)
    for _ in range(3):
        guess(client)

    answer = guess(client, code_in(mailoutbox[-1]))

    assert answer.headers["Location"].startswith("/akun/masuk/")
    assert client.get("/akun/").status_code == 302


def test_an_address_takes_ten_guesses_a_minute(joko, mailoutbox):
    statuses = []
    for number in range(14):
        client = Client()
        client.post("/akun/masuk/", {"login": joko.email}, REMOTE_ADDR=f"198.51.100.{number}")
        statuses.append(guess(client).status_code)

    assert statuses == [200] * 10 + [429] * 4


def test_the_refusal_says_when_to_come_back(joko):
    test_an_address_takes_ten_guesses_a_minute(joko, None)
    client = Client()
    ask_for_code(client, joko.email)

    assert "Tunggu satu menit" in guess(client).text


def test_after_a_minute_the_address_may_try_again(joko, mailoutbox):
    test_an_address_takes_ten_guesses_a_minute(joko, mailoutbox)

    with time_machine.travel(AT + timedelta(minutes=2)):
        cache.clear()
        client = Client()
        ask_for_code(client, joko.email)
        assert guess(client, code_in(mailoutbox[-1])).headers["Location"] == "/akun/"


def test_an_attacker_does_not_keep_the_owner_out(joko, mailoutbox):
    test_an_address_takes_ten_guesses_a_minute(joko, mailoutbox)

    owner = Client()
    ask_for_code(owner, joko.email)

    assert (
        guess(owner, code_in(mailoutbox[-1]), address="192.0.2.7").headers["Location"] == "/akun/"
    )


def test_under_attack_from_everywhere_the_owner_still_gets_in_with_a_long_code(joko, mailoutbox):
    suffer(joko, SHORT)
    owner = Client()
    ask_for_code(owner, joko.email)

    code = code_in(mailoutbox[-1])

    assert len(code) == LONG_CODE
    assert guess(owner, code).headers["Location"] == "/akun/"


def test_a_short_code_from_before_the_attack_is_guessed_at_no_more(client, joko, mailoutbox):
    ask_for_code(client, joko.email)
    suffer(joko, SHORT)

    answer = guess(client, code_in(mailoutbox[-1]))

    assert answer.headers["Location"] == "/akun/masuk/"
    assert "Minta kode baru" in client.get("/akun/masuk/").text


def test_an_account_suffers_no_more_than_a_hundred_guesses(joko, mailoutbox):
    """From a new address each time, with as many codes as one likes."""
    for number in range(60):
        client = Client()
        client.post("/akun/masuk/", {"login": joko.email}, REMOTE_ADDR=f"198.51.{number}.1")
        if len(code_in(mailoutbox[-1])) == LONG_CODE:
            break
        for _ in range(3):
            guess(client, address=f"198.51.{number}.1")

    assert SHORT <= guesses.wrong_guesses(joko, step="first", at=AT + timedelta(hours=1)) <= 100


def test_an_unknown_address_costs_the_guesser_as_much(client):
    statuses = []
    for number in range(12):
        client = Client()
        client.post(
            "/akun/masuk/", {"login": "siapa@contoh.test"}, REMOTE_ADDR=f"198.51.100.{number}"
        )
        statuses.append(guess(client).status_code)

    assert statuses == [200] * 10 + [429] * 2


def test_codes_of_the_app_are_limited_too(client, ratna, mailoutbox, real_city):
    sign_in(client, ratna, mailoutbox)
    secret = enrol_app(client)
    client.post("/akun/keluar/")
    sign_in(client, ratna, mailoutbox)
    suffer(ratna, guesses.SECOND, step="second")

    answer = client.post("/akun/masuk/pengaman/", {"code": app_code(secret)})

    assert answer.status_code == 429
    assert "kunci sandi" in answer.text


def test_nothing_that_was_typed_is_kept(client, joko, mailoutbox):
    ask_for_code(client, joko.email)
    guess(client, "RAHASIAKU")

    kept = str(list(AccessAttempt.objects.values())) + str(list(AccessFailureLog.objects.values()))

    assert "RAHASIAKU" not in kept
    assert joko.email not in kept


def test_only_a_proxy_on_this_machine_is_believed(rf):
    from cygos.web.accounts.address import client_address

    said = {"HTTP_X_FORWARDED_FOR": "1.2.3.4, 203.0.113.9"}

    assert client_address(rf.get("/", REMOTE_ADDR="127.0.0.1", **said)) == "203.0.113.9"
    assert client_address(rf.get("/", REMOTE_ADDR="198.51.100.7", **said)) == "198.51.100.7"
    assert client_address(rf.get("/", REMOTE_ADDR="2001:db8::1:2:3:4")) == "2001:db8::"


@pytest.mark.django_db(transaction=True)
def test_a_hundred_guesses_at_once_are_no_more_than_three(mailoutbox):
    answers, wrong = guesses_at_once(12)

    assert answers.count(200) == 2  # the third one ends the code
    assert wrong == 3


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_they_would_be_more(mailoutbox, monkeypatch):
    """The control of the test above: it can fail."""
    met = threading.Barrier(12, timeout=30)

    @contextmanager
    def nobody_waits(*names):
        if len(names) == 2:  # all of them have come, before any of them is judged
            met.wait()
        yield

    monkeypatch.setattr(guesses, "one_at_a_time", nobody_waits)

    _, wrong = guesses_at_once(12)

    assert wrong > 3


def test_what_one_guess_counted_is_not_overwritten_by_the_one_before(
    client, joko, mailoutbox, monkeypatch
):
    """The second guess comes when the first is answered, but its answer is still on the way out."""
    ask_for_code(client, joko.email)
    other, still_to_come = Client(), ["the second guess"]
    other.cookies["session"] = client.cookies["session"].value
    answer = SessionMiddleware.process_response

    def process_response(self, request, response):
        if still_to_come:
            still_to_come.pop()
            guess(other)
        return answer(self, request, response)

    monkeypatch.setattr(SessionMiddleware, "process_response", process_response)
    guess(client)

    assert guess(client).status_code == 302  # the third one, and the code is gone


def guesses_at_once(number):
    """The answers to so many wrong guesses at one code, sent at the same moment, and how many of them counted."""
    joko = Person.add("Joko Prasetyo", "joko@contoh.test", by=None, at=AT)
    client = Client()
    ask_for_code(client, joko.email)
    cookie, start, answers = client.cookies["session"].value, threading.Barrier(number), []

    def shoot():
        other = Client()
        other.cookies["session"] = cookie
        start.wait()
        answers.append(guess(other).status_code)
        connection.close()

    threads = [threading.Thread(target=shoot) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, guesses.wrong_guesses(joko, step="first", at=AT + timedelta(hours=1))
