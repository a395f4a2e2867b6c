"""Lays what was published before whoever wants to hear of it.

It is read from what the publishing itself wrote in its transaction (`Edition`), so nothing that was published is
missed and nothing that was undone is told. Each edition is gathered in one transaction with the row that says so;
two nodes take turns. An import leaves no edition: old news is nobody's mail.
"""

from datetime import datetime, timedelta

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from wagtail.models import Page

from cygos.information.news.models import Article
from cygos.information.notices.models import Notice
from cygos.information.publishing.models import Edition, Publication
from cygos.information.subscriptions.models import About, Gathered, Item, Subscription
from cygos.kernel.search import wording
from cygos.kernel.search.models import Spelling
from cygos.kernel.turns import one_at_a_time

MEMORY = timedelta(days=2)  # what nobody gathered for so long stays ungathered
A_ROUND = 50
TURN = "subscriptions gathering"


def gather(*, at: datetime) -> int:
    """Everything that was published or announced since the last time; how many items wait more than before."""
    laid = 0
    for edition in _fresh(at=at):
        with one_at_a_time(TURN):
            if not Gathered.objects.filter(edition=edition).exists():
                Gathered.objects.create(edition=edition, at=at)
                laid += _lay_edition(edition)
    for alert in _alerts(at=at):
        with one_at_a_time(TURN):
            if not Gathered.objects.filter(notice=alert).exists():
                Gathered.objects.create(notice=alert, at=at)
                laid += _lay_alert(alert, at=at)
    return laid


def _fresh(*, at: datetime) -> list[Edition]:
    new = Edition.objects.filter(gathered__isnull=True, at__gt=at - MEMORY, at__lte=at)
    return list(new.order_by("pk")[:A_ROUND])


def _alerts(*, at: datetime) -> list[Notice]:
    running = Notice.objects.running(at=at).alerts()
    return list(running.filter(gathered__isnull=True, starts_at__gt=at - MEMORY)[:A_ROUND])


def _lay_edition(edition: Edition) -> int:
    """What was withdrawn is told to nobody, nor what was said of it before and still waits."""
    if edition.kind in {Edition.Kind.WITHDRAWN, Edition.Kind.ERASED}:
        Item.objects.filter(edition__page_id=edition.page_id).delete()
        return 0
    page = Page.objects.live().public().filter(pk=edition.page_id).specific().first()
    if page is None:
        return 0
    wanting = wanting_to_hear_of(page).filter(since__lte=edition.at)
    return Item.objects.lay_before(wanting, at=edition.at, edition=edition)


def _lay_alert(alert: Notice, *, at: datetime) -> int:
    wanting = Subscription.objects.filter(about=About.ALERTS)
    return Item.objects.lay_before(wanting, at=at, notice=alert)


def wanting_to_hear_of(page: Publication) -> "models.QuerySet[Subscription]":
    """The wishes that this page answers, of whatever kind it is; words are those the city's search would find it by."""
    wish = models.Q(about=About.ALL) | models.Q(about=About.UNIT, unit=page.unit_id)
    if page.found_category:
        wish |= models.Q(about=About.CATEGORY, category__slug=page.found_category)
    if isinstance(page, Article):
        wish |= models.Q(about=About.TOPIC, topic__items__content_object=page)
    words = wording.of_text(f"{page.title}\n{page.found_text}", Spelling.objects.in_force())
    said = SearchVector(models.Value(words), config="indonesian")
    asked = SearchQuery(models.F("question"), config="indonesian", search_type="websearch")
    with_words = Subscription.objects.filter(about=About.WORDS).alias(said=said).filter(said=asked)
    wish |= models.Q(pk__in=with_words.values("pk"))
    return Subscription.objects.filter(wish).distinct()
