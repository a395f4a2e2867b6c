"""Leads readers on from addresses that are gone: by the city's own table, by where an article stood, by its title.

Only what would have been “not found” is looked up, so no redirect ever hides a page; and the front page where it is
asked for by a number of WordPress. The former portal had two forms
of address, /berita/read/<category>/<slug>/<article>/<slug> and /p/<article>/<slug>; where neither leads to an article,
the reader is offered a search for the words of the slug.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language_from_path

from cygos.information.news.models import Article
from cygos.information.redirects.models import FormerNumber, Redirect
from cygos.web import clock
from cygos.web.access import READ
from cygos.web.addresses import open_rooms
from cygos.web.navigation import in_language, plain
from cygos.web.refusals import wants_page

FORMER = re.compile(r"^/(?:berita/read/\d+/[^/]+/\d+|p/\d+)/(?P<slug>[^/]+?)(?:\.html?)?/?$")
NUMBERED = ("p", "page_id")
NUMBER = re.compile(r"[1-9]\d{0,17}")
MOST_ALIKE = 20
PREFIX = 60  # letters; an article's slug may be cut off after 80
MOST_WORDS = 12


class OldAddresses:
    """Middleware, just inside the pages for what goes wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.GET and (numbered := _by_number(request)):
            return numbered
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in READ:
            return response
        return lead_on(request) or response


def lead_on(request: HttpRequest) -> HttpResponse | None:
    """Where an address leads that is none any more; nothing if nobody knows it."""
    address = plain(request.path)
    known = Redirect.objects.leading_from(address, on=clock.today())
    if known:
        target = in_language(known.new, get_language_from_path(request.path) or "id")
        return redirect(target, permanent=known.until is None)
    former = FORMER.match(address)
    article = Article.objects.published().once_at(address).first()
    if article is None and former:
        article = _titled(former["slug"])
    if article:
        return HttpResponsePermanentRedirect(article.get_url(request))
    return _astray(request, former["slug"]) if former and wants_page(request) else None


def _by_number(request: HttpRequest) -> HttpResponse | None:
    """The front page never had a query of its own: WordPress's `/?p=123` is led on where the number is known."""
    if plain(request.path) != "/" or request.method not in READ:
        return None
    number = next((request.GET[name] for name in NUMBERED if name in request.GET), "")
    if not NUMBER.fullmatch(number):
        return None
    page = FormerNumber.objects.leading_to(int(number))
    return HttpResponsePermanentRedirect(page.get_url(request)) if page else None


def _titled(slug: str) -> Article | None:
    """The one article whose title makes this slug. Where there are several, none: a search shows them all."""
    wanted = slugify(slug)
    if not wanted:
        return None
    alike = Article.objects.published().filter(slug__startswith=wanted[:PREFIX].rstrip("-"))
    found = [article for article in alike[:MOST_ALIKE] if slugify(article.title) == wanted]
    return found[0] if len(found) == 1 else None


def _astray(request: HttpRequest, slug: str) -> HttpResponse:
    words = " ".join(slugify(slug).split("-")[:MOST_WORDS])
    has_search = any(room.path == "cari" for room in open_rooms())
    page = {"words": words, "has_search": has_search}
    return render(request, "redirects/astray.html", page, status=404)
