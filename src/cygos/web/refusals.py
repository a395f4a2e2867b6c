"""Turns a refusal into a page, or a problem document (RFC 9457) for a machine, in the reader's language."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from cygos.kernel.refusals import NotSignedIn, Refusal


class Refusals:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, reason: Exception) -> HttpResponse | None:
        return answer(request, reason) if isinstance(reason, Refusal) else None


def answer(request: HttpRequest, reason: Refusal) -> HttpResponse:
    """The refusal as a page for people, as a problem for machines; not signed in becomes a way to sign in."""
    facts = {
        name: gettext(value) if isinstance(value, str) else value
        for name, value in reason.facts.items()
    }
    sentence = gettext(reason.sentence).format(**facts)
    advice = gettext(reason.advice).format(**facts)
    if not request.accepts("text/html"):
        problem = {
            "type": f"/refusals/{reason.code}",
            "title": sentence,
            "status": reason.status,
            "detail": advice,
        }
        return JsonResponse(problem, status=reason.status, content_type="application/problem+json")
    if isinstance(reason, NotSignedIn) and request.method == "GET":
        here = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_login')}?{here}")
    page = {"sentence": sentence, "advice": advice, "status": HTTPStatus(reason.status)}
    return render(request, "refusal.html", page, status=reason.status)
