"""The desk: who am I, which hats do I wear, what may I do; and the acts of the city."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.web import clock
from cygos.web.access import WORKSPACE, open_to
from cygos.web.workspace.acts import KINDS, told
from cygos.web.workspace.lists import choice, paged, words


@open_to(WORKSPACE)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Who I am here and what I may do."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  the door has seen to it
    page = {"person": person, "hats": person.hats_worn(on=clock.today())}
    return render(request, "workspace/desk.html", page)


@open_to(Role.CITY_ADMIN)
@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """Who did what, when: newest first, of one kind or by one person."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  the door has seen to it
    kind, actor = choice(request, "jenis", KINDS), words(request)
    found = person.acts_in_sight(on=clock.today()).of_kind(kind).by_somebody_called(actor)
    rows = paged(request, found.order_by("-at", "-id").select_related("actor"))
    page = {"page": rows, "acts": told(rows), "kinds": KINDS, "kind": kind, "sought": actor}
    return render(request, "workspace/acts.html", page)
