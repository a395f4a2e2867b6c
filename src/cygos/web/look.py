"""The look of this city: its theme and its crest, as files whose address says what is in them.

A city whose pack brings neither has the theme and the mark that are built at set-up.
"""

import hashlib
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from cygos.kernel.city.models import City
from cygos.kernel.refusals import NotFound
from cygos.web.access import EVERYONE, open_to

FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Look:
    """Where the theme and the crest of the city are."""

    theme: str
    crest: str


def look(city: City) -> Look:
    """The addresses of the city's own theme and crest, else of the built ones."""
    return Look(
        theme=_address("city-theme", city.theme_css) or static("cygos/theme.css"),
        crest=_address("city-crest", city.crest) or static("cygos/mark.svg"),
    )


@open_to(EVERYONE)
@require_safe
def theme(request: HttpRequest, digest: str) -> HttpResponse:
    """The city's own colours and motif."""
    return _file("theme_css", digest, "text/css; charset=utf-8")


@open_to(EVERYONE)
@require_safe
def crest(request: HttpRequest, digest: str) -> HttpResponse:
    """The city's crest."""
    return _file("crest", digest, "image/svg+xml")


def _file(name: str, digest: str, kind: str) -> HttpResponse:
    content = City.objects.values_list(name, flat=True).first()
    if content is None or digest != _digest(content):
        raise NotFound(what="Berkas ini")
    response = HttpResponse(content, content_type=kind)
    response.headers["Cache-Control"] = FOREVER
    return response


def _address(name: str, content: str) -> str:
    return reverse(name, args=[_digest(content)]) if content else ""


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:12]
