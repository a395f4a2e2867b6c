"""The agenda for calendars (.ics): all of it, an office's, or one item. The same in every language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop, override
from django.views.decorators.http import require_safe

from cygos.information.agenda import calendars
from cygos.information.agenda.models import AgendaItem
from cygos.kernel.people.models import Unit
from cygos.kernel.refusals import NotFound
from cygos.web import clock, metadata
from cygos.web.access import READERS, open_to
from cygos.web.cache.marking import keep

MOST = 1_000
PAGES = "page"  # a kept calendar is renewed when any page changes, as the lists are


@open_to(READERS)
@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """The whole agenda, for calendars that ask again and again."""
    return _file(request, AgendaItem.objects, name="agenda")


@open_to(READERS)
@require_safe
def of_unit(request: HttpRequest, code: str) -> HttpResponse:
    """What one office plans. Raises NotFound."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(what=gettext_noop("Perangkat daerah ini"))
    return _file(request, AgendaItem.objects.of_unit(unit), name=f"agenda-{code}", title=unit.name)


@open_to(READERS)
@require_safe
def of_item(request: HttpRequest, slug: str) -> HttpResponse:
    """One item, also when it is over. Raises NotFound."""
    items = AgendaItem.objects.filter(slug=slug)
    if not items.live().exists():
        raise NotFound(what=gettext_noop("Agenda ini"))
    return _file(request, items, name=slug)


def _file(request: HttpRequest, items: Any, *, name: str, title: str = "") -> HttpResponse:
    found = list(items.for_calendars(clock.now())[:MOST])
    with override("id"):
        content = calendars.calendar(
            found, title=title, address=lambda item: metadata.absolute(request, item.get_url(request))
        )  # fmt: skip
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return keep(answer, PAGES)
