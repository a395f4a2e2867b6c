"""What publishes and withdraws itself: asked every few seconds while the city runs, by every node, done by one of them.

Each page is taken for itself: one that is refused waits for nobody and holds up no other.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision

from cygos.information.publishing.letters import editors_of, tell
from cygos.information.publishing.models import Letter, Publication
from cygos.kernel.acts.models import record
from cygos.kernel.refusals import Conflict, Refusal
from cygos.kernel.turns import one_at_a_time
from cygos.web import times
from cygos.web.workspace.editing import prose

MOST = 100  # of each at once; the rest a few seconds later
log = logging.getLogger("django.cygos.timetable")


def keep(*, at: datetime) -> int:
    """Do what is due, and say how much that was."""
    expired = Page.objects.filter(live=True, expire_at__lte=at).order_by("expire_at", "pk")
    due = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk")
    done = 0
    for key in expired.values_list("pk", flat=True)[:MOST]:
        done += _alone(lambda key=key: _expire(key, at=at))  # type: ignore[misc]
    for key in due.values_list("pk", flat=True)[:MOST]:
        done += _alone(lambda key=key: _publish(key, at=at))  # type: ignore[misc]
    return done


def _alone(deed: Callable[[], bool]) -> bool:
    try:
        with transaction.atomic():
            return deed()
    except Conflict:
        return False  # another node was first
    except Exception:
        log.exception("a page could not be published or withdrawn at its time")
        return False


def _expire(key: int, *, at: datetime) -> bool:
    page = Page.objects.get(pk=key).specific
    if not isinstance(page, Publication):
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        return True
    with override("id"):
        ends = times.day_in_words(page.expire_at)
        reason = _("Masa berlakunya berakhir pada %(day)s.") % {"day": ends}
    page.withdraw(page.expiry_kind, reason=reason, by=None, at=at)
    return True


def _publish(key: int, *, at: datetime) -> bool:
    revision = Revision.objects.filter(pk=key).first()
    if revision is None:
        return False
    with one_at_a_time(f"page {revision.object_id}"):
        still_due = Revision.objects.filter(pk=key, approved_go_live_at__lte=at)
        if not still_due.exists():
            return False
        try:
            with transaction.atomic():
                action = PublishPageRevisionAction(revision, log_action="wagtail.publish.scheduled")
                action.object.go_live_at = None  # the time has come, by the city's clock
                action.execute(skip_permission_checks=True)
        except Refusal as reason:
            _keep_back(revision, reason, at=at)
    return True


def _keep_back(revision: Revision, reason: Refusal, *, at: datetime) -> None:
    """What may not be published is not tried again, and whoever writes it hears why."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    page = revision.content_object
    record("publication.kept-back", page, by=None, at=at, details={"reason": reason.code})
    with override("id"):
        tell(Letter.Matter.KEPT_BACK, page, editors_of(page), note=prose(reason))
