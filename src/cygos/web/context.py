"""What every page knows without being told: the city, who speaks here, where one can go, how it is shown."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cygos.kernel.city.models import City
from cygos.web import card, metadata
from cygos.web.appearance import appearance
from cygos.web.look import look
from cygos.web.navigation import languages, rooms


def city(request: HttpRequest) -> dict[str, Any]:
    """The city's row, whether this is a demo of it or its official address, and the frame of the page."""
    here = cache(lambda: City.objects.first() or City())
    return {
        "city": SimpleLazyObject(here),
        "look": SimpleLazyObject(lambda: look(here())),
        "is_demo": settings.IS_DEMO,
        "is_official": is_official(request),
        "official_domain": settings.DOMAIN,
        "rooms": SimpleLazyObject(lambda: rooms(request)),
        "languages": SimpleLazyObject(lambda: languages(request)),
        "appearance": appearance(request),
        "feeds": (),
        "alerts": (),  # and feeds: a module that has some puts them here after us
        "canonical": SimpleLazyObject(lambda: metadata.canonical(request)),
        "card": SimpleLazyObject(lambda: metadata.absolute(request, card.address_of(here()))),
        "alternates": SimpleLazyObject(lambda: metadata.alternates(request)),
    }


def is_official(request: HttpRequest) -> bool:
    """Whether this page may call itself the city's: never in a demo, and only at the configured address."""
    if settings.IS_DEMO or not settings.DOMAIN:
        return False
    try:
        return request.get_host().partition(":")[0] == settings.DOMAIN
    except DisallowedHost:
        return False
