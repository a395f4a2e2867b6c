"""Turns a refusal into a page, or a problem document (RFC 9457) for a machine, in the reader's language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from cygos.kernel.refusals import NotSignedIn, Refusal

PROGRAMS = "/api/v"


class Refusals:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, reason: Exception) -> HttpResponse | None:
        return answer(request, reason) if isinstance(reason, Refusal) else None


def answer(request: HttpRequest, reason: Refusal) -> HttpResponse:
    """The refusal as a page for people, as a problem for machines; not signed in becomes a way to sign in."""
    if isinstance(reason, NotSignedIn) and request.method == "GET" and wants_page(request):
        here = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_login')}?{here}")
    facts = {
        name: gettext(value) if isinstance(value, str) else value
        for name, value in reason.facts.items()
    }
    return say(
        request,
        status=reason.status,
        code=reason.code,
        sentence=gettext(reason.sentence).format(**facts),
        advice=gettext(reason.advice).format(**facts),
    )


def say(
    request: HttpRequest, *, status: int, code: str, sentence: str, advice: str
) -> HttpResponse:
    """What happened and what to do next, for a person or for a machine."""
    if not wants_page(request):
        problem = {
            "type": f"/refusals/{code}",
            "title": sentence,
            "status": status,
            "detail": advice,
        }
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    page = {"sentence": sentence, "advice": advice, "status": status}
    return render(request, "refusal.html", page, status=status)


def wants_page(request: HttpRequest) -> bool:
    """Whether the one who asks is a person with a browser; below /api/v1/ there are only programs."""
    return not request.path.startswith(PROGRAMS) and request.accepts("text/html")
