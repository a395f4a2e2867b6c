"""For the city: how many want to hear of what, and how much was sent. Counts only; nobody sees an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cygos.information.subscriptions.models import (
    About,
    Asking,
    Counted,
    Item,
    Subscriber,
    Subscription,
    Tally,
)
from cygos.kernel.people.roles import Role
from cygos.web import clock
from cygos.web.access import open_to

MOST_DAYS = 31
MOST_CRITERIA = 500


@open_to(Role.PORTAL_EDITOR, Role.CITY_ADMIN)
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """By wish and rhythm, and by day."""
    at = clock.now()
    rows = [
        row | {"kind": About(row["about"]).label, "name": _name(row)}
        for row in Subscription.objects.by_criterion()[:MOST_CRITERIA]
    ]
    days = Tally.objects.by_day(most=MOST_DAYS)
    page = {
        "rows": rows,
        "days": [(on, list(counted.values())) for on, counted in days],
        "titles": Counted.labels,
        "subscribers": Subscriber.objects.count(),
        "askings": Asking.objects.open(at=at).count(),
        "waiting": Item.objects.count(),
    }
    return render(request, "subscriptions/desk.html", page)


def _name(row: dict[str, str | None]) -> str:
    return row["category__name"] or row["topic__name"] or row["unit__name"] or ""
