"""The map of the site, about it, and how accessible it is."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cygos.information.news.models import Category, NewsIndex
from cygos.information.portal.changes import PAGES
from cygos.information.portal.models import HomePage
from cygos.web.access import READERS, open_to
from cygos.web.addresses import ROOMS
from cygos.web.cache.marking import keep

MOST = 200  # pages of one level of the map
CHECKED_ON = date(2026, 11, 24)  # when the accessibility of every page was last measured


@open_to(READERS)
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Everything one can read, in order: rooms, pages, news; and what is still to come."""
    home = HomePage.objects.first()
    pages = home.get_children().live().order_by("path")[:MOST] if home else []
    context = {
        "trail": [],
        "pages": pages,
        "news": NewsIndex.objects.live().first(),
        "categories": Category.objects.all()[:MOST],
        "coming": [room for room in ROOMS if not room.is_open],
    }
    return keep(render(request, "portal/site_map.html", context), PAGES)


@open_to(READERS)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who speaks here, and what the portal is made of."""
    return keep(render(request, "portal/about.html", {"trail": []}), PAGES)


@open_to(READERS)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was promised, how it was measured, what is still missing, and whom to tell."""
    context = {"trail": [], "checked_on": CHECKED_ON}
    return keep(render(request, "portal/accessibility.html", context), PAGES)
