"""The officials who have a public page: who holds a post today, who held one, and each by themselves."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.pieces import pictures
from cygos.information.portal.changes import PAGES
from cygos.information.profiles.as_data import official_as_data
from cygos.information.profiles.models import PublicProfile
from cygos.information.profiles.terms_of_office import published_under
from cygos.kernel.people.models import Hat
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import READERS, open_to
from cygos.web.cache.marking import keep
from cygos.web.workspace.lists import paged

MOST = 100


@open_to(READERS)
@require_safe
def officials(request: HttpRequest) -> HttpResponse:
    """Who holds a post today, with the post; below, who held one."""
    today = clock.today()
    page = paged(request, PublicProfile.objects.in_office(on=today))
    pictures.fetch_sizes([one.portrait for one in page if one.portrait])
    hats = Hat.objects.with_post().worn(on=today).filter(person__in=[one.person_id for one in page])
    terms: dict[int, list[Hat]] = {}
    for hat in hats.select_related("post__unit").newest_first():
        terms.setdefault(hat.person_id, []).append(hat)
    context = {
        "trail": [],
        "page": page,
        "officials": [(one, terms.get(one.person_id, [])) for one in page],
        "former": PublicProfile.objects.out_of_office(on=today)[:MOST],
    }
    return keep(render(request, "profiles/officials.html", context), PAGES)


@open_to(READERS)
@require_safe
def official(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them: the terms, a few words, and what was published meanwhile. Raises NotFound."""
    found = PublicProfile.objects.open().filter(slug=slug).select_related("portrait").first()
    if found is None:
        raise NotFound(what=gettext_noop("Pejabat ini"))
    context = _facts(request, found)
    return keep(render(request, "profiles/official.html", context), PAGES)


def _facts(request: HttpRequest, found: PublicProfile) -> dict[str, Any]:
    today = clock.today()
    pictures.fetch_sizes([found.portrait] if found.portrait else [])
    terms = list(Hat.objects.terms_of(found.person_id, on=today)[:MOST])
    now = [hat for hat in terms if hat.is_worn(on=today)]
    return {
        "trail": [(_("Pejabat"), reverse("officials"))],
        "official": found,
        "now": now,
        "before": [hat for hat in terms if hat not in now],
        "articles": paged(request, published_under(terms)),
        "linked_data": official_as_data(found, now, request=request),
    }
