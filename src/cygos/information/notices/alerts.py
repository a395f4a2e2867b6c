"""The alerts that stand on every page now, and what is known of them when the database is away."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cygos.information.notices.models import MOST_ALERTS, Notice
from cygos.web import alerts, clock


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """For the frame of every page (a context processor)."""
    return {"alerts": SimpleLazyObject(_now)}


def _now() -> list[Notice]:
    at = clock.now()
    found = list(Notice.objects.running(at=at).alerts().shown()[:MOST_ALERTS])
    alerts.remember([(alert, alert.ends_at - at) for alert in found if alert.ends_at])
    return found
