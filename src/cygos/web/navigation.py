"""Where one can go from a page: the open rooms of the city, and the same page in the other language."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, get_language_from_path
from wagtail.models import Page, Site

from cygos.web.addresses import not_open_yet
from cygos.web.models import NavigationEntry

PAGES = "wagtail_serve"  # the address of every page of the CMS: whether one is there, only its table knows


@dataclass(frozen=True)
class Room:
    """One entry of the navigation."""

    label: str
    address: str
    is_here: bool  # this very page
    is_around: bool  # this page or one inside it


@dataclass(frozen=True)
class Language:
    """One way to read this page."""

    code: str
    name: str
    address: str
    is_current: bool


def rooms(request: HttpRequest) -> list[Room]:
    """The rooms that are open now, in the reader's language."""
    path = plain(request.path)
    is_english = get_language() == "en"
    return [
        Room(
            label=(is_english and entry.label_en) or entry.label,
            address=in_language(entry.address, get_language() or settings.LANGUAGE_CODE),
            is_here=path == entry.address,
            is_around=path == entry.address
            or (entry.address != "/" and path.startswith(entry.address)),
        )
        for entry in _open(list(NavigationEntry.objects.all()))
    ]


def languages(request: HttpRequest) -> list[Language]:
    """Every language, each with the address of this same page in it."""
    here = request.get_full_path()
    return [
        Language(
            code=code,
            name=name,
            address=in_language(plain(here), code),
            is_current=code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]


def plain(path: str) -> str:
    """The path without its language."""
    code = get_language_from_path(path)
    return path[len(f"/{code}") :] or "/" if code else path


def in_language(path: str, code: str) -> str:
    """The path in a language; Bahasa has no prefix."""
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"


def _open(entries: list[NavigationEntry]) -> list[NavigationEntry]:
    """Leave out the rooms that nobody can enter yet, with one question to the database."""
    matches = {entry.address: _view_name(entry.address) for entry in entries}
    pages = _pages([address for address, name in matches.items() if name == PAGES])
    return [
        entry
        for entry in entries
        if entry.address in pages or matches[entry.address] not in {None, PAGES}
    ]


def _view_name(address: str) -> str | None:
    try:
        match = resolve(in_language(address, get_language() or settings.LANGUAGE_CODE))
    except Resolver404:
        return None
    return None if match.func is not_open_yet else match.view_name or "nameless"


def _pages(addresses: list[str]) -> set[str]:
    site = next(iter(Site.get_site_root_paths()), None)  # Wagtail remembers them
    if not addresses or not site:
        return set()
    root = site.root_path.rstrip("/")
    live = Page.objects.live().filter(url_path__in=[root + address for address in addresses])
    return {path.removeprefix(root) for path in live.values_list("url_path", flat=True)}
