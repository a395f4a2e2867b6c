"""robots.txt and security.txt: whom we let in, and whom to tell of a hole."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.feeds.base import whole
from cygos.kernel.city.models import City
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import READERS, open_to
from cygos.web.times import WIB

VALID = timedelta(days=180)
KEPT_OUT = (
    "/kerja/", "/en/kerja/", "/akun/", "/en/akun/", "/cari/", "/en/cari/", "/langganan/benar/",
    "/langganan/atur/", "/langganan/berhenti/",
)  # fmt: skip


@open_to(READERS)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everybody may read a city; nobody is to find an example of one and take it for official."""
    if settings.IS_DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_OUT)]
        lines += ["", f"Sitemap: {whole(request, '/sitemap.xml')}"]
    return _text(lines)


@open_to(READERS)
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Raises NotFound while the city has no address to write to."""
    city = City.objects.first()
    if city is None or not city.email:
        raise NotFound(what=gettext_noop("Alamat untuk melaporkan celah keamanan"))
    until = datetime.combine(clock.today() + VALID, time(), tzinfo=WIB)
    return _text(
        [
            f"Contact: mailto:{city.email}",
            f"Expires: {until.isoformat()}",
            "Preferred-Languages: id, en",
            f"Canonical: {whole(request, '/.well-known/security.txt')}",
        ]
    )


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
