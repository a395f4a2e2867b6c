"""Guessing codes is slow, and hurts nobody but the guesser.

Three walls, each against another way of guessing:

* one code takes three wrong guesses, then it is gone (allauth);
* one network address takes ten wrong guesses a minute, then rests for a minute (axes);
* one account takes `SHORT` wrong guesses in `MEMORY` from all addresses together. After that its codes are
  `LONG_CODE` letters long, which nobody guesses: the owner copies it from the mail and is never locked out.

Guesses of one address, one session and one account are taken one after the other, or a hundred sent at the same
moment would each find that none had been wrong before.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessFailureLog
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cygos.kernel.people.models import Person
from cygos.kernel.refusals import Refusal
from cygos.kernel.turns import one_at_a_time
from cygos.web.accounts.address import client_address
from cygos.web.refusals import answer

SHORT = 30  # wrong guesses before codes grow long
SECOND = 60  # wrong codes of the second factor before only a passkey opens; they come after the first one
MEMORY = timedelta(days=30)
LONG_CODE = 24
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


class TooManyGuesses(Refusal):
    """This network address guessed too often; it may try again in a minute."""

    code, status = "too-many-guesses", 429
    sentence = "Terlalu banyak kode yang salah dari jaringan ini."
    advice = "Tunggu satu menit, lalu coba lagi. Kunci sandi (passkey) Anda tetap dapat dipakai."


class TooOften(Refusal):
    """This network address asks for pages or mail faster than people do (allauth's limits)."""

    code, status = "too-often", 429
    sentence = "Permintaan dari jaringan Anda terlalu banyak."
    advice = "Tunggu satu menit, lalu coba lagi."


def too_often(request: HttpRequest) -> HttpResponse:
    """429: what allauth calls when one of its limits is reached."""
    return answer(request, TooOften())


def wrong_guesses(person: Person, *, step: str, at: datetime) -> int:
    """How many wrong guesses this account has suffered in that step, from everywhere."""
    since = at - MEMORY
    count: int = AccessFailureLog.objects.filter(
        username=_name(person, step), attempt_time__gt=since
    ).count()
    return count


def is_under_attack(person: Person, *, at: datetime) -> bool:
    """Whether its codes must be long ones."""
    return wrong_guesses(person, step="first", at=at) >= SHORT


def long_code() -> str:
    """A code nobody guesses: 24 letters of 30, some 117 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LONG_CODE))


def note_wrong(request: HttpRequest, person: Person | None, *, step: str) -> None:
    """Tell axes of a wrong guess; an account that does not exist costs the address just as much."""
    user_login_failed.send(
        sender="cygos", request=request, credentials={"email": _name(person, step)}
    )


def refuse_hasty(request: HttpRequest) -> None:
    """Raise TooManyGuesses while this address rests."""
    if not AxesProxyHandler.is_allowed(request, {"email": None}):
        raise TooManyGuesses


class Guessed:
    """Mixin of a view that takes a code: its POSTs go through the walls above."""

    step = "first"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        through: Callable[..., HttpResponseBase] = super().dispatch  # type: ignore[misc]
        if request.method != "POST":
            return through(request, *args, **kwargs)
        session_key = request.session.session_key
        with one_at_a_time(_wall(client_address(request)), _wall(session_key or "")):
            _read_session_again(request)
            refuse_hasty(request)
            person = self.guessed_person(request)
            with one_at_a_time(_wall(f"account {person.pk}" if person else "nobody")):
                response = self.refuse_short(request, person) or through(request, *args, **kwargs)
            request.session.save()
        if request.session.session_key == session_key:
            # Or the middleware would write it once more, over what the next guess has counted meanwhile.
            request.session.modified = False
        return response

    def guessed_person(self, request: HttpRequest) -> Person | None:
        """Whose account is at stake; None for an address that nobody here has."""
        return None

    def refuse_short(self, request: HttpRequest, person: Person | None) -> HttpResponse | None:
        """A way out when this account may not be guessed at any more with a short code."""
        return None

    def form_invalid(self, form: Any) -> HttpResponse:
        note_wrong(self.request, self.guessed_person(self.request), step=self.step)  # type: ignore[attr-defined]
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        return answer


def _read_session_again(request: HttpRequest) -> None:
    """What another request of the same session wrote while we waited."""
    session = request.session
    if session.session_key and hasattr(session, "_session_cache"):
        del session._session_cache


def _name(person: Person | None, step: str) -> str:
    """How axes knows an account: by its code, so that its tables hold no address."""
    return f"{person.code if person else 'nobody'} {step}"


def _wall(name: str) -> str:
    return f"guess {name}"
