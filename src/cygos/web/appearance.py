"""Light, dark, or as the reader's device has it: kept in a cookie, set by a plain form; no script, no account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cygos.web.access import EVERYONE, open_to

COOKIE = "tampilan"
WAYS = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 60 * 60  # seconds


def appearance(request: HttpRequest) -> str:
    """The way that this reader chose, else "auto": the device decides."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in WAYS else "auto"


@open_to(EVERYONE)
@csrf_exempt  # it changes nothing but the colours, and a token here would keep every page out of the cache
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = redirect(back)
    chosen = request.POST.get("tampilan", "auto")
    response.set_cookie(
        COOKIE,
        chosen if chosen in WAYS else "auto",
        max_age=A_YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response
