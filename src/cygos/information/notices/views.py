"""The notices that everybody reads: those that run now, those that ran, and each by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.announcements.models import Announcement, AnnouncementList
from cygos.information.notices.models import Notice
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import READERS, open_to
from cygos.web.workspace.lists import paged

MOST_RUNNING = 100
MOST_ANNOUNCED = 6


@open_to(READERS)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What runs now, above what is over; the past in pages."""
    at = clock.now()
    announced = Announcement.objects.published().in_force(on=clock.today())
    page = {
        "announced": announced[:MOST_ANNOUNCED],
        "announcements": AnnouncementList.objects.live().first(),
        "running": Notice.objects.running(at=at).shown()[:MOST_RUNNING],
        "past": paged(request, Notice.objects.over(at=at).shown()),
    }
    return render(request, "notices/list.html", page)


@open_to(READERS)
@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice with its detail, also after its end. One that has not begun is nobody's to read."""
    at = clock.now()
    found = Notice.objects.shown().filter(pk=pk).first()
    if found is None or not found.was_said(at=at):
        raise NotFound(what=gettext_noop("Pengumuman ini"))
    page = {
        "notice": found, "is_over": found.is_over(at=at),
        "trail": [(_("Pengumuman"), reverse("notices"))],
    }  # fmt: skip
    return render(request, "notices/notice.html", page)
