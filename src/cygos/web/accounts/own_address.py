"""Another address for one's own account: it counts once the code that was sent there is typed back.

Whether an address already belongs to somebody is told to its mailbox alone, never to whoever asks here.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView

from cygos.kernel.people.models import Person
from cygos.web import clock
from cygos.web.access import SIGNED_IN, open_to
from cygos.web.accounts.addresses import move_address, take_as_proven
from cygos.web.accounts.forms import OwnAddress, OwnAddressCode
from cygos.web.accounts.guesses import Guessed, TooOften

KEPT = "wanted_address"  # in the session: the address, the code's digest, until when, and wrong guesses
LIFETIME = timedelta(minutes=10)
GUESSES = 3


@open_to(SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def ask(request: HttpRequest) -> HttpResponse:
    """Which address it shall be. Raises TooOften."""
    person: Person = request.user  # type: ignore[assignment]
    form = OwnAddress(request.POST if request.method == "POST" else None, person=person)
    page = {"form": form, "person": person}
    if request.method != "POST":
        return render(request, "accounts/own_address.html", page)
    if not form.is_valid():
        return render(request, "accounts/own_address.html", page, status=422)
    if not ratelimit.consume(request, action="request_login_code"):
        raise TooOften
    _send_code(request, form.cleaned_data["email"], at=clock.now())
    return HttpResponseRedirect(reverse("account_email_code"))


@method_decorator(never_cache, name="dispatch")
class Confirm(Guessed, FormView):  # type: ignore[type-arg]
    """The code from the new mailbox. Three wrong ones, or ten minutes, and it is gone."""

    form_class = OwnAddressCode
    template_name = "accounts/own_address_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if KEPT not in request.session:
            return HttpResponseRedirect(reverse("account_email"))
        return super().dispatch(request, *args, **kwargs)

    def refuse_short(self, request: HttpRequest, person: Person | None) -> HttpResponse | None:
        """Asked under the lock of the session, so that guesses sent at once are counted one by one."""
        wanted = request.session.get(KEPT)
        if wanted and clock.now() < datetime.fromisoformat(wanted["until"]):
            return None
        return _start_again(request, gettext("Kode itu sudah tidak berlaku. Minta kode baru."))

    def form_valid(self, form: OwnAddressCode) -> HttpResponse:
        wanted = self.request.session[KEPT]
        typed = _digest(form.cleaned_data["code"], wanted["email"])
        if not constant_time_compare(typed, wanted["digest"]):
            form.add_error(
                "code", gettext("Kode itu salah. Periksa lagi surel terakhir dari kami.")
            )
            return self.form_invalid(form)
        _move(self.request, wanted["email"], at=clock.now())
        return HttpResponseRedirect(reverse("account"))

    def form_invalid(self, form: OwnAddressCode) -> HttpResponse:
        answer = super().form_invalid(form)
        answer.status_code = 422
        wanted = self.request.session[KEPT]
        wanted["wrong"] += 1
        self.request.session.modified = True
        if wanted["wrong"] < GUESSES:
            return answer
        return _start_again(
            self.request,
            gettext("Kode sudah tidak berlaku karena beberapa kali salah. Minta kode baru."),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(email=self.request.session[KEPT]["email"], **kwargs)


def _send_code(request: HttpRequest, email: str, *, at: datetime) -> None:
    """Mail a code there; to a mailbox that has an account already, mail only that."""
    mail = get_adapter()
    code = str(mail.generate_email_verification_code())
    if Person.objects.filter(email__iexact=email).exists():
        code = secrets.token_urlsafe(32)  # nobody gets it, so nobody can type it
        mail.send_mail("account/email/own_address_taken", email, {})
    else:
        mail.send_mail("account/email/own_address", email, {"code": code})
    request.session[KEPT] = {
        "email": email, "digest": _digest(code, email), "until": (at + LIFETIME).isoformat(),
        "wrong": 0,
    }  # fmt: skip


def _move(request: HttpRequest, email: str, *, at: datetime) -> None:
    """Take the address up, and tell the old mailbox. Raises Impossible if somebody was faster."""
    person: Person = request.user  # type: ignore[assignment]
    before = person.email
    with transaction.atomic():
        person.move(email, by=person, at=at)
        move_address(person)
        take_as_proven(person)
    del request.session[KEPT]
    get_adapter().send_mail("account/email/own_address_moved", before, {})
    messages.success(request, gettext("Alamat surel Anda disimpan."))


def _start_again(request: HttpRequest, why: str) -> HttpResponse:
    request.session.pop(KEPT, None)
    messages.warning(request, why)
    return HttpResponseRedirect(reverse("account_email"))


def _digest(code: str, email: str) -> str:
    return salted_hmac("cygos own address", f"{normalize_user_code(code)} {email}").hexdigest()
