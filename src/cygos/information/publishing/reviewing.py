"""Reviews: pages whose day has come, listed for whoever answers for them, and said once by mail."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cygos.information.publishing.letters import editors_of, tell
from cygos.information.publishing.models import Letter, Publication, Reminder
from cygos.information.publishing.reach import EVERYWHERE, reach
from cygos.kernel.turns import one_at_a_time
from cygos.web import clock
from cygos.web.access import EDITORS, open_to
from cygos.web.workspace.lists import paged

SHOWN = ("title", "draft_title", "path", "depth", "live", "unit", "review_on", "last_published_at")
MOST = 500  # of one kind; who has looked at those sees the next


@open_to(EDITORS)
@require_safe
def to_review(request: HttpRequest) -> HttpResponse:
    """What this person has to look at again, the longest overdue first."""
    today = clock.today()
    rows = sorted(_due(reach(request.user), on=today), key=lambda row: (row.review_on, row.pk))
    return render(
        request, "publishing/reviews.html", {"page": paged(request, rows), "today": today}
    )


def remind(*, at: datetime) -> int:
    """Write once for each day that has come, and say how many pages that were."""
    with one_at_a_time("reviews"):
        today, said = clock.today(), 0
        for page in _unsaid(on=today):
            Reminder.objects.create(page_id=page.pk, review_on=page.review_on or today, at=at)
            tell(Letter.Matter.REVIEW, page, editors_of(page))
            said += 1
        return said


def _due(units: frozenset[int] | None, *, on: date) -> list[Publication]:
    """Published pages within reach whose review day has come."""
    return [page for kind in Publication.kinds() for page in _of(kind, units, on=on)[:MOST]]


def _unsaid(*, on: date) -> list[Publication]:
    """Those of which nobody has been told."""
    told = Reminder.objects.filter(page=OuterRef("pk"), review_on=OuterRef("review_on"))
    kinds = [_of(kind, EVERYWHERE, on=on).exclude(Exists(told)) for kind in Publication.kinds()]
    return [page for rows in kinds for page in rows[:MOST]]


def _of(kind: type[Publication], units: frozenset[int] | None, *, on: date) -> Any:
    rows = kind._base_manager.filter(live=True, review_on__lte=on).select_related("unit")
    within = rows if units is EVERYWHERE else rows.filter(unit__in=units)
    return within.only(
        "title",
        "draft_title",
        "path",
        "depth",
        "numchild",
        "live",
        "unit",
        "review_on",
        "last_published_at",
    ).order_by("review_on", "pk")
