"""What stands in a feed: running alerts first, then important notices, then the newest articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from cygos.information.feeds.base import whole
from cygos.information.news.models import ArticleQuerySet
from cygos.information.notices.models import Notice, Rank

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML cannot hold them
MOST_ARTICLES = 30
MOST_NOTICES = 20


@dataclass(frozen=True)
class Entry:
    """One thing that was said, as a machine reads it."""

    title: str
    address: str
    key: str  # stays the same when the address or the words change
    text: str
    by: str
    published_at: datetime
    changed_at: datetime
    about: tuple[str, ...] = ()


def entries(
    request: HttpRequest, articles: ArticleQuerySet, *, at: datetime, by: str
) -> list[Entry]:
    """In the order of a feed. `by` speaks where nobody is named."""
    return [*_urgent(request, at=at, by=by), *_newest(request, articles)]


def _urgent(request: HttpRequest, *, at: datetime, by: str) -> Iterator[Entry]:
    running = Notice.objects.running(at=at).exclude(rank=Rank.RUNNING).shown()
    for notice in running[:MOST_NOTICES]:
        label = f"{notice.get_rank_display()}: " if notice.is_alert else ""
        where = f" ({notice.where})" if notice.where else ""
        address = whole(request, notice.address)
        began = notice.starts_at or at
        yield Entry(
            title=_clean(f"{label}{notice.text}{where}"), address=address, key=address,
            text=_clean(notice.detail or notice.text), by=by, published_at=began, changed_at=began,
            about=(str(notice.get_rank_display()),),
        )  # fmt: skip


def _newest(request: HttpRequest, articles: ArticleQuerySet) -> Iterator[Entry]:
    for article in articles.select_related("category")[:MOST_ARTICLES]:
        yield Entry(
            title=_clean(article.title), address=whole(request, article.get_url(request)),
            key=f"urn:uuid:{article.translation_key}", text=_clean(article.teaser), by=_clean(article.byline),
            published_at=article.published_at,
            changed_at=max(article.published_at, article.last_published_at or article.published_at),
            about=(article.category.name,),
        )  # fmt: skip


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("", text)
