"""Who may open what. Every view says so itself, or it opens for nobody.

    @open_to(EVERYONE)            def home(request): …
    @open_to(SIGNED_IN)           def my_account(request): …
    @open_to(WORKSPACE)           def desk(request): …
    @open_to(Role.CITY_ADMIN)     def units(request): …

Whoever wears a hat shows a second factor before any page of the workspace opens. Guests (packages that bring
views of their own) are named in `GUESTS`, by the module their views live in, each with the methods it answers.
The tests walk every address as every role (tests/access/): one without a row there fails.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound, NotSignedIn, NotYours, Refusal
from cygos.web import clock, factors
from cygos.web.refusals import answer, wants_page

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
READ = ("GET", "HEAD")
FORM = (*READ, "POST")
EVERY_METHOD = (*FORM, "PUT", "PATCH", "DELETE", "OPTIONS")


class SecondFactorNeeded(Refusal):
    """An officer who has shown one factor only."""

    code, status = "second-factor-needed", 403
    sentence = "Petugas memerlukan pengaman kedua sebelum membuka ruang kerja."
    advice = "Pasang kunci sandi (passkey) atau aplikasi autentikator di halaman akun Anda."


@dataclass(frozen=True)
class Access:
    """To whom a door opens: to everyone, to whoever has signed in, or to the wearers of some hats."""

    signed_in: bool = False
    roles: tuple[Role, ...] = ()
    second_factor: bool = False
    closed: bool = False
    methods: tuple[str, ...] = FORM

    def refuse(self, request: HttpRequest) -> None:
        """Raise NotFound, NotSignedIn, NotYours or SecondFactorNeeded unless this request may pass."""
        if self.closed:
            raise NotFound(what="Halaman ini")
        if not self.signed_in:
            return
        person = request.user
        if not isinstance(person, Person) or not person.is_authenticated:
            raise NotSignedIn
        today = clock.today()
        if self.roles and not person.wears(*self.roles, on=today):
            raise NotYours(role=" / ".join(str(role.label) for role in self.roles))
        if self.second_factor and person.is_officer(on=today) and not factors.is_shown(request):
            raise SecondFactorNeeded


EVERYONE = Access()
SIGNED_IN = Access(signed_in=True)
WORKSPACE = Access(signed_in=True, second_factor=True)
EDITORS = replace(WORKSPACE, roles=(Role.PORTAL_EDITOR, Role.UNIT_EDITOR))
READERS = replace(EVERYONE, methods=READ)
ANY_WAY = replace(EVERYONE, methods=EVERY_METHOD)  # a door that says the same to whatever knocks
NOBODY = Access(closed=True)

GUESTS: dict[str, Access] = {
    "wagtail": EDITORS,
    "wagtail.users": NOBODY,  # people and hats are ours (web/workspace/), and groups follow the hats
    "wagtail.views": READERS,
    # A password shared by many, guessed at without limit: we offer none (settings), and these would ask for it.
    "wagtail.views.authenticate_with_password": NOBODY,
    "wagtail.documents.views.serve.authenticate_with_password": NOBODY,
    "wagtail.admin.views.home.error_test": NOBODY,  # fails on purpose
    "django.contrib.auth.views": NOBODY,
    "django.views.generic": NOBODY,  # a view without a name of its own says nothing about itself
    "wagtail.documents.views.serve": READERS,
    "wagtail.images.views.serve": READERS,
    "django.views.static": READERS,
    "django.contrib.staticfiles": READERS,
    "django.views.i18n": READERS,
}


def open_to(*who: Access | Role) -> Callable[[View], View]:
    """Say beside a view who may open it: one Access, or the roles whose wearers may."""
    first = who[0]
    access = first if isinstance(first, Access) else replace(WORKSPACE, roles=who)  # type: ignore[arg-type]

    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


def me(request: HttpRequest) -> Person:
    """Whoever sits at the desk. Only behind a door that lets nobody else in."""
    assert isinstance(request.user, Person)  # noqa: S101  the door has seen to it
    return request.user


def access_of(view: Callable[..., Any]) -> Access | None:
    """What a view, or the guest it belongs to, says of itself; None means nobody thought of it."""
    declared: Access | None = getattr(view, "access", None)
    if declared:
        return declared
    name = f"{view.__module__}.{getattr(view, '__qualname__', '')}"
    while name:
        if name in GUESTS:
            return GUESTS[name]
        name = name.rpartition(".")[0]
    return None


class DefaultDeny:
    """Middleware: asks the view who may open it before it runs. A view that does not say is our bug, loudly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponseBase | None:
        access = access_of(view)
        if access is None:
            raise LookupError(f"{view.__module__}.{view.__qualname__} does not say who may open it")
        if request.method not in access.methods:
            return HttpResponseNotAllowed(access.methods)
        try:
            access.refuse(request)
        except SecondFactorNeeded as reason:
            return _to_enrolment(request) if _may_turn(request) else answer(request, reason)
        except Refusal as reason:
            return answer(request, reason)
        return None


def _may_turn(request: HttpRequest) -> bool:
    return request.method in READ and wants_page(request)


def _to_enrolment(request: HttpRequest) -> HttpResponse:
    """To one's own account, which says what to do; from there back to where one wanted to go."""
    wish = urlencode({"wajib": "ya", "next": request.get_full_path()})
    return redirect(f"{reverse('account')}?{wish}")
