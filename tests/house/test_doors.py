"""Every address leads to a view that says who may open it, the guests' too."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, path
from django.urls.resolvers import URLResolver

from cygos.web.access import EVERYONE, access_of, open_to


def doors(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address below these patterns, and the view it leads to."""
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from doors(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def silent(patterns: list[Any]) -> list[str]:
    return [route for route, view in doors(patterns) if access_of(view) is None]


def test_every_door_says_to_whom_it_opens():
    assert not silent(get_resolver().url_patterns)


def test_a_door_that_says_nothing_is_found():
    def view(request):
        return HttpResponse()

    @open_to(EVERYONE)
    def open_view(request):
        return HttpResponse()

    assert silent([path("lapor/", view), path("berita/", open_view)]) == ["lapor/"]
