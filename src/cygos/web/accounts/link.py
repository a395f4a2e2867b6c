"""A sign-in link that works once, for half an hour: how the first city administrator gets in (`cygos user add`)."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cygos.kernel.people.models import Person
from cygos.kernel.refusals import Refusal
from cygos.web.access import EVERYONE, open_to
from cygos.web.accounts.addresses import take_as_proven

SALT = "cygos.sign-in-link"
MINUTES = 30


class LinkIsOver(Refusal):
    """Used, too old, or not one of ours: the three look alike."""

    code, status = "link-is-over", 410
    sentence = "Tautan masuk ini sudah dipakai atau sudah lewat waktunya."
    advice = "Masuk dengan kode surel, atau minta tautan baru kepada pengelola server."


def link_for(person: Person) -> str:
    """The address, without the host. Whoever has it can sign in as this person, once."""
    token = signing.dumps([str(person.code), _state(person)], salt=SALT)
    return reverse("sign_in_link", args=[token])


@open_to(EVERYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, token: str) -> HttpResponseBase:
    """A page with one button, so that a program which only looks at the link does not use it up."""
    person = _person(token)
    if request.method != "POST":
        return render(request, "accounts/link.html", {"person": person})
    take_as_proven(person)
    record_authentication(request, person, method="link")
    answer: HttpResponse = perform_login(request, Login(user=person, email=person.email))
    return answer


def _person(token: str) -> Person:
    try:
        code, state = signing.loads(token, salt=SALT, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError) as error:
        raise LinkIsOver from error
    person: Person | None = Person.objects.filter(code=code, is_active=True).first()
    if person is None or _state(person) != state:
        raise LinkIsOver
    return person


def _state(person: Person) -> str:
    """Changes with every sign-in and every new address: then the link is over."""
    return f"{person.last_login.isoformat() if person.last_login else ''} {person.email}"
