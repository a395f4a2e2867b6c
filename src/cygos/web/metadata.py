"""What a page says of itself to machines: its one address, its other languages, its place, as linked data (JSON-LD).

The address is the official one where the city has a domain, whatever address the reader came by; of a query it keeps
the sheet of a list and nothing else.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cygos.kernel.city.models import City
from cygos.web.navigation import in_language, plain

IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
NOT_FOR_LISTS = ("/kerja/", "/akun/")  # nobody finds these by searching the web


def origin(request: HttpRequest) -> str:
    """Scheme and host under which the city's pages are known."""
    if settings.DOMAIN and not settings.IS_DEMO:
        return f"https://{settings.DOMAIN}"
    return f"{request.scheme}://{request.get_host()}"


def canonical(request: HttpRequest) -> str:
    """The one address of this page; empty for what nobody should find by searching the web."""
    if plain(request.path).startswith(NOT_FOR_LISTS):
        return ""
    return origin(request) + request.path + _sheet(request)


def alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """The same page in each language, and for everybody else (x-default) in the city's first."""
    here = plain(request.path) + _sheet(request)
    languages = [
        (code, origin(request) + in_language(here, code)) for code, _name in settings.LANGUAGES
    ]
    return [*languages, ("x-default", origin(request) + here)]


def absolute(request: HttpRequest, address: str) -> str:
    """An address of ours as others must write it."""
    return address if "://" in address else origin(request) + address


def government(request: HttpRequest, city: City, *, logo: str) -> dict[str, Any]:
    """Who publishes here."""
    return {
        "@type": "GovernmentOrganization",
        "name": city.government or "CyGoS",
        "url": origin(request) + "/",
        "logo": {"@type": "ImageObject", "url": absolute(request, logo)},
    }


def breadcrumbs(request: HttpRequest, trail: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The way here as a BreadcrumbList; `trail` as in components/breadcrumbs.html."""
    home = in_language("/", get_language() or settings.LANGUAGE_CODE)
    way = [(_("Beranda"), home), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": str(name),
                "item": absolute(request, address),
            }
            for number, (name, address) in enumerate(way, 1)
        ],
    }


def linked_data(facts: dict[str, Any]) -> SafeString:
    """The facts as a script of data: nothing in it runs, and nothing in it can end it."""
    written = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False)
    safe = mark_safe(written.translate(IN_SCRIPT))  # noqa: S308  what could end a script is escaped
    return format_html('<script type="application/ld+json">{}</script>', safe)


def _sheet(request: HttpRequest) -> str:
    number = request.GET.get("halaman", "")
    return f"?halaman={number}" if number.isdecimal() and number != "1" else ""
