"""The sitemap: an index of files, each with the pages of one stretch of keys, so that no page moves to another file.

Every live and public page of the tree is in it, whatever kind it is; so is what everybody may read beside the tree.
"""

from datetime import datetime
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.db.models import F, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from cygos.information.feeds.base import whole
from cygos.kernel.refusals import NotFound
from cygos.web.access import READERS, open_to
from cygos.web.cache.marking import keep
from cygos.web.times import WIB

A_FILE = 1_000  # pages: as much as the page cache keeps in one piece, made in a moment; the protocol allows 50,000
BESIDE = ("/pengumuman/",)  # what everybody may read outside the tree
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@open_to(READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The files, each with the moment of its last change."""
    files = (
        _pages(_root())
        .annotate(file=F("pk") / A_FILE)
        .values("file")
        .annotate(changed=Max("last_published_at"))
        .order_by("file")
    )
    base = whole(request, "/sitemap-")
    lines = [_line("sitemap", f"{base}{row['file']}.xml", row["changed"]) for row in files]
    return _xml("sitemapindex", lines)


@open_to(READERS)
@require_safe
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The pages of one file. Raises NotFound for one that has none."""
    root = _root()
    pages = _pages(root)
    rows = pages.filter(pk__gte=number * A_FILE, pk__lt=(number + 1) * A_FILE)
    found = list(rows.order_by("pk").values_list("url_path", "last_published_at"))
    if not found:
        raise NotFound(what=gettext_noop("Bagian peta situs ini"))
    base, skip = whole(request, "/").rstrip("/"), len(root.rstrip("/"))
    lines = [_line("url", base + quote(path[skip:]), changed) for path, changed in found]
    if number == _first(pages):
        lines += [_line("url", base + path, None) for path in BESIDE]
    return _xml("urlset", lines)


def _pages(root: str) -> "QuerySet[Page]":
    pages: QuerySet[Page] = (
        Page.objects.live().public().filter(url_path__startswith=root).order_by()
    )
    return pages


def _first(pages: "QuerySet[Page]") -> int:
    first = pages.order_by("pk").values_list("pk", flat=True).first()
    return (first or 0) // A_FILE


def _root() -> str:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return str(site.root_page.url_path) if site else "/"


def _line(name: str, address: str, changed: datetime | None) -> str:
    when = (
        f"<lastmod>{changed.astimezone(WIB).isoformat(timespec='seconds')}</lastmod>"
        if changed
        else ""
    )
    return f"<{name}><loc>{escape(address)}</loc>{when}</{name}>"


def _xml(name: str, lines: list[str]) -> HttpResponse:
    """Kept until a page changes: whoever reads the map reads it again and again."""
    body = "\n".join([f'{HEAD}<{name} xmlns="{SPACE}">', *lines, f"</{name}>\n"])
    return keep(HttpResponse(body, content_type="application/xml; charset=utf-8"), "page")
