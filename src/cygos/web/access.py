"""Who may open what. Every view says so itself, or it opens for nobody.

    @open_to(EVERYONE)            def home(request): …
    @open_to(SIGNED_IN)           def my_account(request): …
    @open_to(Role.CITY_ADMIN)     def units(request): …

Guests (packages that bring views of their own) are named in `GUESTS`, by the module their views live in.
The tests walk every address as every role (tests/access/): one without a row there fails.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotSignedIn, NotYours
from cygos.web import clock

View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True)
class Access:
    """To whom a door opens: to everyone, to whoever has signed in, or to the wearers of some hats."""

    signed_in: bool = False
    roles: tuple[Role, ...] = field(default=())

    def refuse(self, request: HttpRequest) -> None:
        """Raise NotSignedIn or NotYours unless this request may pass."""
        if not self.signed_in:
            return
        if not request.user.is_authenticated:
            raise NotSignedIn
        if self.roles and not request.user.wears(*self.roles, on=clock.today()):
            raise NotYours(role=" / ".join(str(role.label) for role in self.roles))


EVERYONE = Access()
SIGNED_IN = Access(signed_in=True)
EDITORS = Access(signed_in=True, roles=(Role.PORTAL_EDITOR, Role.UNIT_EDITOR))

GUESTS: dict[str, Access] = {
    "wagtail.admin": EDITORS,
    "wagtail.images": EDITORS,
    "wagtail.documents": EDITORS,
    "wagtail.snippets": EDITORS,
    "wagtail.users": EDITORS,
    "wagtail.embeds": EDITORS,
    "wagtail.views": EVERYONE,
    "wagtail.documents.views.serve": EVERYONE,
    "django.views.static": EVERYONE,
    "django.contrib.staticfiles": EVERYONE,
}


def open_to(*who: Access | Role) -> Callable[[View], View]:
    """Say beside a view who may open it: one Access, or the roles whose wearers may."""
    first = who[0]
    access = first if isinstance(first, Access) else Access(signed_in=True, roles=who)  # type: ignore[arg-type]

    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


def access_of(view: Callable[..., Any]) -> Access | None:
    """What a view, or the guest it belongs to, says of itself; None means nobody thought of it."""
    declared: Access | None = getattr(view, "access", None)
    if declared:
        return declared
    module = getattr(view, "__module__", "")
    while module:
        if module in GUESTS:
            return GUESTS[module]
        module = module.rpartition(".")[0]
    return None


class DefaultDeny:
    """Middleware: asks the view who may open it before it runs. A view that does not say is our bug, loudly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: object) -> None:
        access = access_of(view)
        if access is None:
            raise LookupError(f"{view.__module__}.{view.__qualname__} does not say who may open it")
        access.refuse(request)
