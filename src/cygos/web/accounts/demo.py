"""“Masuk sebagai …”: in a demo city one walks in as an example person."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cygos.kernel.people.models import Hat, Person
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import EVERYONE, open_to
from cygos.web.factors import note_demo

MOST = 30


def people() -> list[Person]:
    """The example people one may become, with the hats they wear today; nobody in a real city."""
    if not settings.IS_DEMO:
        return []
    hats = Hat.objects.worn(on=clock.today()).select_related("unit")
    found = Person.objects.filter(is_demo=True, is_active=True).by_name()
    return list(found.prefetch_related(Prefetch("hats", hats, to_attr="hats_today"))[:MOST])


@open_to(EVERYONE)
@require_POST
def sign_in(request: HttpRequest, code: UUID) -> HttpResponse:
    """Become an example person. There is no such door in a real city, nor for a real person."""
    person = Person.objects.filter(code=code, is_demo=True, is_active=True).first()
    if not settings.IS_DEMO or person is None:
        raise NotFound(what="Orang contoh ini")
    adapter = get_adapter(request)
    if request.user.is_authenticated:
        adapter.logout(request)
    person.backend = "allauth.account.auth_backends.AuthenticationBackend"
    adapter.login(request, person)
    note_demo(request, person)
    return redirect(adapter.get_login_redirect_url(request))
