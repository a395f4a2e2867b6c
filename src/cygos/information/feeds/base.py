"""Where machines find this site: its whole address, as every feed and map of it needs."""

from django.conf import settings
from django.http import HttpRequest


def whole(request: HttpRequest, path: str) -> str:
    """The path with the site's own address before it: the official one where the city has one."""
    if settings.DOMAIN and not settings.IS_DEMO:
        return f"https://{settings.DOMAIN}{path}"
    return request.build_absolute_uri(path)
