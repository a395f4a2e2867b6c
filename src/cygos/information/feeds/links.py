"""How a reader's program finds the feeds from any page: links in its head (a context processor)."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cygos.information.feeds.formats import KINDS

CATEGORY = re.compile(r"/berita/kategori/([-a-zA-Z0-9_]+)/$")


@dataclass(frozen=True)
class Link:
    """One feed, as `<link rel="alternate">` says it."""

    kind: str
    title: str
    address: str


def of_all(request: HttpRequest) -> dict[str, Any]:
    """The feed of everything, in each of its forms, and of the category that is being read."""
    return {"feeds": SimpleLazyObject(lambda: list(_links(request)))}


def _links(request: HttpRequest) -> "list[Link]":
    links = [
        Link(kind, _("Berita Kota") + f" ({form.upper()})", reverse("feed", args=[form]))
        for form, kind in KINDS.items()
    ]
    if found := CATEGORY.search(request.path):
        slug = found[1]
        links += [
            Link(kind, f"{slug} ({form.upper()})", reverse("feed_of_category", args=[slug, form]))
            for form, kind in KINDS.items()
        ]
    return links
