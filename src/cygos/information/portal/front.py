"""The front page: notices, the six areas, the latest, the most read, the agenda; always as many questions.

The page is kept like every page of the CMS. What goes by the clock alone (the seven days, a notice's end) is at most a
minute behind, since a kept page is made anew after a minute.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cygos.information.agenda.models import AgendaItem, AgendaList
from cygos.information.news.models import Article, NewsIndex
from cygos.information.notices.models import Notice
from cygos.information.publishing.models import Publication
from cygos.kernel.search import wording
from cygos.web.areas import AREAS
from cygos.web.counting.models import ViewsOn
from cygos.web.times import WIB

LATEST = 7  # the newest across, six below it
MOST_NOTICES = 5
MOST_READ = 5
NEXT = 4  # of the agenda
WEIGHED = 50  # lists and the front page are viewed too, and are left out
DAYS = 7  # today counts
PAGE = "page-"  # how the views of a page of the CMS are named


@dataclass(frozen=True)
class Read:
    """A page and how often it was viewed in the last days."""

    page: Page
    count: int


def parts(*, at: datetime) -> dict[str, Any]:
    """Everything below the greeting."""
    return {
        "notices": Notice.objects.running(at=at).quiet().shown()[:MOST_NOTICES],
        "areas": AREAS,
        "articles": Article.objects.published().select_related("category")[:LATEST],
        "news": NewsIndex.objects.live().first(),
        "most_read": most_read(on=at.astimezone(WIB).date()),
        "days": DAYS,
        "agenda": AgendaItem.objects.upcoming(at).select_related("area", "area__parent")[:NEXT],
        "agenda_list": AgendaList.objects.live().first(),
        "longest_question": wording.LONGEST,
    }


def most_read(*, on: date) -> list[Read]:
    """The publications viewed most in the seven days that end with this one, by the exact counts."""
    week = ViewsOn.objects.since(on - timedelta(days=DAYS - 1))
    ranked = week.most_viewed(beginning=PAGE, most=WEIGHED)
    counts = {int(key.removeprefix(PAGE)): count for key, count in ranked}
    kinds = ContentType.objects.get_for_models(*Publication.kinds()).values()
    pages = Page.objects.live().filter(content_type__in=kinds).in_bulk(list(counts))
    read = [Read(pages[key], count) for key, count in counts.items() if key in pages]
    return read[:MOST_READ]
