"""Where on this site one can lead a reader: what lies at an address, if everybody may read it."""

import re
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from wagtail.models import Page, Site

from cygos.web.access import access_of
from cygos.web.addresses import not_open_yet
from cygos.web.navigation import PAGES, plain

A_PATH = re.compile(r"/([^/\\\s?#][^\\\s?#]*)?")


@dataclass(frozen=True)
class Destination:
    """An address of ours, and the page of the tree that lies there, if it is one."""

    address: str
    page: Page | None


def at_address(address: str) -> Destination | None:
    """What everybody can read there; nothing where they cannot. A page of the tree must be published."""
    if not A_PATH.fullmatch(address):
        return None
    path = plain(address)
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name == PAGES:
        page = _page(path)
        return Destination(path, page) if page else None
    access = access_of(match.func)
    is_open = access and not access.signed_in and not access.closed
    return Destination(path, None) if is_open and match.func is not not_open_yet else None


def _page(path: str) -> Page | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    url_path = f"{site.root_page.url_path.rstrip('/')}{path.rstrip('/')}/"
    found: Page | None = Page.objects.live().public().filter(url_path=url_path).first()
    return found
