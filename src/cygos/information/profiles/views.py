"""The offices of the city: which there are, and of each who heads it, where it is, what it was and became."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.news.models import Article
from cygos.information.portal.changes import PAGES
from cygos.information.profiles.as_data import government_office
from cygos.information.profiles.models import Office, PublicProfile, Service, SpecialDay
from cygos.kernel.people.models import Hat, Post, Unit
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import READERS, open_to
from cygos.web.cache.marking import keep
from cygos.web.workspace.lists import paged, words

A_SHEET, MOST, LATEST = 50, 50, 4
NEXT_DAYS = 6  # special days ahead: a year's holidays are no help to whoever wants to come


@open_to(READERS)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Those that exist today, and those that no longer do. Raises NotFound beyond the list's ends."""
    today = clock.today()
    try:
        sheet = Paginator(Unit.objects.existing(on=today).by_name(), A_SHEET).page(
            request.GET.get("halaman", 1)
        )
    except InvalidPage as error:
        raise NotFound(what=gettext_noop("Halaman daftar ini")) from error
    former = Unit.objects.ended(on=today).select_related("successor").by_name()[:MOST]
    context = {"trail": [], "units": sheet, "former": former}
    return keep(render(request, "profiles/units.html", context), PAGES)


@open_to(READERS)
@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One office. Raises NotFound."""
    found = Unit.objects.filter(code=code).select_related("parent", "successor").first()
    if found is None:
        raise NotFound(what=gettext_noop("Perangkat daerah ini"))
    facts = _facts(found)
    data = government_office(found, facts["office"], facts["days"], request=request)
    return keep(render(request, "profiles/unit.html", facts | {"linked_data": data}), PAGES)


@open_to(READERS)
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """What the offices do for people, by name; or what matches the words. Raises NotFound beyond the list's ends."""
    sought = words(request)
    offered = Service.objects.offered(on=clock.today()).matching(sought)
    context = {"trail": [], "services": paged(request, offered), "sought": sought}
    return keep(render(request, "profiles/services.html", context), PAGES)


def _facts(unit: Unit) -> dict[str, Any]:
    """What the page of one office says, whatever is known of it."""
    today = clock.today()
    heads = list(Hat.objects.heading(unit)[:MOST])
    slugs = PublicProfile.objects.slugs_of(hat.person_id for hat in heads)
    pages = {key: reverse("official", args=[slug]) for key, slug in slugs.items()}
    published = Article.objects.published().filter(unit=unit).select_related("category")
    return {
        "trail": [(_("Perangkat daerah"), reverse("unit_profiles"))],
        "unit": unit,
        "is_former": not unit.exists_on(today),
        "office": Office.objects.of(unit),
        "services": Service.objects.of(unit)[:MOST],
        "days": SpecialDay.objects.calendar(unit, on=today, most=NEXT_DAYS),
        "post": Post.objects.filter(unit=unit, is_head=True).first(),
        "now": [(hat, pages.get(hat.person_id)) for hat in heads if hat.is_worn(on=today)],
        "before": [
            (hat, pages.get(hat.person_id)) for hat in heads if hat.until and hat.until < today
        ],
        "predecessors": unit.predecessors.by_name()[:MOST],
        "parts": unit.subunits.existing(on=today).by_name()[:MOST],
        "articles": published[:LATEST],
    }
