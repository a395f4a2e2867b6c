"""What every page knows without being told: the city, and whether this is a demo of it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cygos.kernel.city.models import City


def city(request: HttpRequest) -> dict[str, Any]:
    """The city's row and whether this is a demo, for every template."""
    return {
        "city": SimpleLazyObject(lambda: City.objects.first() or City()),
        "is_demo": settings.IS_DEMO,
    }
