"""Middleware: what no page can read is refused at the door, in a sentence, before it reaches the database.

PostgreSQL keeps no NUL in a text, so an address, a query or a cookie that holds one would end as a fault of ours
wherever it is looked up. An address longer than any of ours is refused as well.
"""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

LONGEST = 4_096  # letters of path and query together; the longest of ours have a few hundred


class Readable:
    """Stands before whatever asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        words = [request.path, *request.COOKIES.values()]
        if any("\0" in word for word in words) or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL")
        if len(request.get_full_path()) > LONGEST:
            raise BadRequest("an address that is too long")
        return self.get_response(request)
