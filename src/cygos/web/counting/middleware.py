"""Middleware: counts the pages that Django itself answers, where no cache stands before it or the cache let it pass."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cygos.kernel.people.models import Person
from cygos.web import clock
from cygos.web.counting import counter, issue
from cygos.web.counting.marking import COUNTS, FOR_THE_CACHE, Counted, counted, version_of
from cygos.web.counting.rule import is_view
from cygos.web.times import WIB


class Counting:
    """Stands outside of whatever compresses, and inside of what puts the headers on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if FOR_THE_CACHE in request.META:
            return answer
        subject = counted(str(answer.headers.get(COUNTS, "")))
        if subject is None or answer.status_code != 200 or not isinstance(answer, HttpResponse):
            return answer
        return self._issued(request, answer, subject)

    def _issued(
        self, request: HttpRequest, answer: HttpResponse, subject: Counted
    ) -> HttpResponseBase:
        at = clock.unmoved()
        minute, version = issue.minute_of(at), version_of(answer.content)
        fresh = issue.fresh(request.headers.get("If-None-Match"), minute)
        answer.headers["Cache-Control"] = "no-cache"
        answer.headers["ETag"] = issue.tag(version, minute)
        same = [one for one in fresh if one.version == version]
        if same and request.method in {"GET", "HEAD"}:
            return _not_modified(answer, issue.tag(version, same[0].minute))
        if (
            not fresh
            and is_view(request.headers.get, method=request.method or "")
            and not _officer(request)
        ):
            here = counter.here()
            if here:
                here.add((subject.key, at.astimezone(WIB).date()))
        return answer


def _not_modified(answer: HttpResponse, tag: str) -> HttpResponse:
    nothing = HttpResponse(status=304)
    for name in ("Cache-Control", "Vary"):
        if name in answer.headers:
            nothing.headers[name] = answer.headers[name]
    nothing.headers["ETag"] = tag
    nothing.cookies = answer.cookies
    return nothing


def _officer(request: HttpRequest) -> bool:
    person = getattr(request, "user", None)
    return isinstance(person, Person) and person.is_officer(on=clock.today())
