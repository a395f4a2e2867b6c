"""How often a published page was viewed, day by day: chart, table, CSV. For editors and readers alike."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cygos.information.publishing.models import Publication
from cygos.kernel.refusals import NotFound
from cygos.web.access import EVERYONE, open_to
from cygos.web.counting import totals
from cygos.web.counting.chart import chart
from cygos.web.counting.models import ViewsOn
from cygos.web.workspace.lists import paged


@open_to(EVERYONE)
@require_safe
def days(request: HttpRequest, pk: int) -> HttpResponse:
    """The last days drawn, all of them in a table, the newest first."""
    page = _published(pk)
    found = totals.by_day(f"page-{pk}")
    before = getattr(page, "view_count", 0)
    facts = {
        "subject": page,
        "before": before,
        "chart": chart(found),
        "page": paged(request, ViewsOn.objects.of(f"page-{pk}").newest_first()),
        "total": before + sum(count for _, count in found),
        "trail": [(page.title, page.get_url(request))],
    }
    return render(request, "portal/viewed.html", facts)


@open_to(EVERYONE)
@require_safe
def as_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Day and count, as a file; what was counted before stands in a line without a day."""
    page = _published(pk)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="dilihat-{pk}.csv"'
    lines = csv.writer(answer)
    lines.writerow(["day", "count"])
    lines.writerow(["", getattr(page, "view_count", 0)])
    lines.writerows((day.isoformat(), count) for day, count in totals.by_day(f"page-{pk}"))
    return answer


def _published(pk: int) -> Page:
    """One that is read: it is published, or was withdrawn and can be read on. Raises NotFound, or Gone."""
    page = Page.objects.public().filter(pk=pk).specific().first()
    if isinstance(page, Publication):
        return page.as_read()
    if page is None or not page.live:
        raise NotFound(what=gettext_noop("Halaman ini"))
    return page
