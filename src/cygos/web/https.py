"""A city with a domain speaks https alone.

Its browsers are told so for a year (RFC 6797), without its subdomains: those of a city are often other machines,
not ours to speak for. Whoever comes by http is sent on, once the proxy in front says that they did: without its word
a redirect could go round in circles.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

A_YEAR = 365 * 24 * 60 * 60


class Https:
    """Middleware below the headers, so that a redirect carries them too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.DOMAIN:
            return self.get_response(request)
        if request.META.get("HTTP_X_FORWARDED_PROTO") == "http":
            here = request.get_full_path()
            answer: HttpResponse = HttpResponsePermanentRedirect(f"https://{settings.DOMAIN}{here}")
        else:
            answer = self.get_response(request)
        answer.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
        return answer
