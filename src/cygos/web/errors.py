"""The pages for what goes wrong outside any view: what happened, why, and what to do next. Never a trace.

The page for our own fault (500) asks nothing of the database, which may be what failed.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language_from_path, gettext_lazy, override

from cygos.web.alerts import remembered
from cygos.web.refusals import say

TOO_LARGE = "cygos.too_large"  # in the environment of a request whose body the door did not take
LARGEST = 100 * 1024 * 1024  # bytes of what is sent
SOON = 5  # seconds: what a restart of the database takes at most
AWAY = ("08", "53", "57P")  # PostgreSQL: connection lost, no room, going down or coming up


@dataclass(frozen=True)
class Fault:
    """What a page says of one status."""

    code: str
    sentence: str | Promise
    advice: str | Promise


FAULTS = {
    400: Fault(
        "bad-request",
        gettext_lazy("Permintaan ini tidak dapat dibaca."),
        gettext_lazy(
            "Alamat atau isiannya rusak dalam perjalanan. Kembali ke halaman sebelumnya, lalu coba lagi."
        ),
    ),
    403: Fault(
        "not-yours",
        gettext_lazy("Halaman ini bukan untuk akun Anda."),
        gettext_lazy(
            "Masuk dengan akun yang berhak membukanya, atau minta haknya kepada admin kota."
        ),
    ),
    404: Fault(
        "not-found",
        gettext_lazy("Halaman ini tidak ada."),
        gettext_lazy(
            "Alamatnya mungkin salah ketik, atau halamannya sudah dipindahkan. Periksa kembali alamatnya, "
            "atau mulai dari beranda."
        ),
    ),
    405: Fault(
        "not-that-way",
        gettext_lazy("Halaman ini tidak dapat dibuka dengan cara itu."),
        gettext_lazy(
            "Halaman ini hanya menerima isian dari formulirnya, atau hanya dapat dibaca. Buka dari menu, "
            "lalu ulangi dari sana."
        ),
    ),
    413: Fault(
        "too-large",
        gettext_lazy("Kiriman Anda terlalu besar."),
        gettext_lazy(
            "Perkecil berkas atau ringkas tulisannya, lalu kirim lagi. Yang sudah Anda ketik masih ada "
            "di halaman sebelumnya."
        ),
    ),
}
STALE_FORM = Fault(
    "stale-form",
    gettext_lazy("Formulir ini sudah kedaluwarsa, jadi kirimannya belum kami terima."),
    gettext_lazy(
        "Kembali ke formulirnya, muat ulang, lalu kirim lagi. Jika terus terjadi, izinkan cookie "
        "untuk situs ini di peramban Anda."
    ),
)

BEYOND = Fault(
    "beyond",
    gettext_lazy("Kiriman Anda lebih besar dari 100 MiB, jadi tidak kami terima."),
    gettext_lazy(
        "Batas itu menjaga tempat dan waktu untuk semua orang. Perkecil berkasnya atau bagi menjadi beberapa "
        "kiriman, lalu kirim lagi. Yang sudah Anda ketik masih ada di halaman sebelumnya."
    ),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when what was sent is larger than we take."""
    return _page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: another site's, or a page that stood open too long."""
    return _page(request, 403, STALE_FORM)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our bug; or 503 while the database is away, and when to come again.

    Uses nothing but a template, the catalogue, and the alerts seen last.
    """
    status = 503 if _is_away(sys.exc_info()[1]) else 500
    with override(get_language_from_path(request.path_info) or "id"):
        page = render_to_string(f"{status}.html", {"alerts": remembered()})
    answer = HttpResponse(page, status=status)
    if status == 503:
        answer.headers["Retry-After"] = str(SOON)
    return answer


def away(request: HttpRequest) -> HttpResponse:
    """503, said by the door of the city where the program behind it has just ended and is begun again."""
    with override(get_language_from_path(request.path_info) or "id"):
        page = render_to_string("503.html", {"alerts": remembered()})
    return HttpResponse(page, status=503, headers={"Retry-After": str(SOON)})


class Errors:
    """Middleware: a view that only says "not that way" (405, or another bare refusal) gets its page too.

    What is too large for the door is refused here, so that the refusal is a page in the reader's language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if TOO_LARGE in request.META:
            return _page(request, 413, BEYOND)
        response = self.get_response(request)
        if response.status_code not in FAULTS or not _is_bare(response):
            return response
        page = _page(request, response.status_code)
        if "Allow" in response.headers:
            page.headers["Allow"] = response.headers["Allow"]
        return page


def _is_away(error: BaseException | None) -> bool:
    """Whether this came of a database that cannot be reached, is starting or stopping, or takes nobody more."""
    if not isinstance(error, InterfaceError | OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)  # none when nobody answered at all
    return state is None or state.startswith(AWAY)


def _is_bare(response: HttpResponseBase) -> bool:
    return isinstance(response, HttpResponse) and not response.content


def _page(request: HttpRequest, status: int, fault: Fault | None = None) -> HttpResponse:
    fault = fault or FAULTS[status]
    with override(get_language_from_path(request.path_info) or "id"):
        return say(
            request,
            status=status,
            code=fault.code,
            sentence=str(fault.sentence),
            advice=str(fault.advice),
        )
