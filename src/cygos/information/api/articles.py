"""Articles: the same that readers read, by the same question."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.http.response import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Schema
from pydantic import BeforeValidator, Field

from cygos.information.api import shapes
from cygos.information.api.frame import ROOT, resource
from cygos.information.feeds.base import whole
from cygos.information.news import citing
from cygos.information.news.models import Article, ArticleQuerySet, Category, Topic
from cygos.information.pieces import wording
from cygos.kernel.people.models import Unit
from cygos.kernel.refusals import NotFound
from cygos.web.counting import totals
from cygos.web.times import WIB

MOST, USUAL = 100, 20
MOST_DAYS = 3_660
LARGEST = 2**31 - 1
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)


def _iso(value: object) -> object:
    if not isinstance(value, str) or len(value) != 10 or not value.isascii():
        raise ValueError("YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Slug = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[-a-zA-Z0-9_]+$")]


class Asked(Schema):
    """What narrows a list; everything may be left out."""

    size: int = Field(USUAL, ge=1, le=MOST)
    after: int | None = Field(
        None, ge=1, le=LARGEST, description="id berita terakhir yang sudah dibaca"
    )
    category: Slug | None = None
    topic: Slug | None = None
    unit: Slug | None = None
    since: Day | None = None
    until: Day | None = None


@resource(
    "/articles/", shapes.Articles, operation_id="listArticles", tags=["articles"],
    summary="Berita, terbaru dahulu / News, newest first",
)  # fmt: skip
def articles(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> Any:
    """One part of the list. The next part begins after the last article of this one. Raises NotFound."""
    found = _narrowed(asked)
    if asked.after is not None:
        found = found.older_than(_published(asked.after))
    rows = list(found.select_related("category", "unit").defer("body")[: asked.size + 1])
    shown, following = rows[: asked.size], None
    if len(rows) > asked.size:
        query = request.GET.copy()
        query["after"] = str(shown[-1].pk)
        following = whole(request, f"{ROOT}/articles/?{query.urlencode()}")
        response.headers["Link"] = f'<{following}>; rel="next"'
    return {"items": [_line(request, article) for article in shown], "next": following}


@resource(
    "/articles/{int:id}/", shapes.Article, operation_id="readArticle", tags=["articles"],
    summary="Satu berita dengan edisi dan sidik jarinya / One article with editions and fingerprint",
)  # fmt: skip
def article(request: HttpRequest, response: HttpResponse, id: int) -> Any:  # noqa: A002  its name in the address
    """Raises NotFound."""
    found = _published(id)
    url = whole(request, found.get_url())
    response.headers["Link"] = f'<{url}>; rel="alternate"; type="text/html"'
    return _line(request, found) | {
        "lead": found.lead,
        "paragraphs": [part for part in wording.paragraphs(found.body.raw_data) if part],
        "topics": [topic.slug for topic in found.topics.all()],
        "changed_at": found.last_published_at,
        "text_url": f"{url}teks/",
        "fingerprint": citing.fingerprint(citing.text_of(found)),
        "editions": [
            {"kind": one.kind, "note": one.note, "at": one.at} for one in found.corrections()
        ],
        "views": whole(request, f"{ROOT}/articles/{found.pk}/views/"),
    }


@resource(
    "/articles/{int:id}/views/", shapes.Views, operation_id="readViews", tags=["articles"],
    summary="Dilihat per hari / Views by day",
)  # fmt: skip
def views(request: HttpRequest, response: HttpResponse, id: int) -> Any:  # noqa: A002  its name in the address
    """Raises NotFound."""
    found = _published(id)
    days = totals.by_day(found.views_key)
    response.headers["Cache-Control"] = "no-cache"
    return {
        "before": found.view_count,
        "total": found.view_count + sum(count for _day, count in days),
        "days": [{"day": day, "count": count} for day, count in days[-MOST_DAYS:]],
    }


def _published(pk: int) -> Article:
    found: Article | None = (
        Article.objects.published()
        .public()
        .filter(pk=pk)
        .select_related("category", "unit")
        .first()
    )
    if found is None:
        raise NotFound(what=gettext_noop("Berita ini"))
    return found


def _narrowed(asked: Asked) -> ArticleQuerySet:
    found: ArticleQuerySet = Article.objects.published().public()
    if asked.category:
        category = _there(Category, slug=asked.category, what=gettext_noop("Kategori berita ini"))
        found = found.filter(category=category)
    if asked.topic:
        found = found.about(_there(Topic, slug=asked.topic, what=gettext_noop("Topik ini")))
    if asked.unit:
        unit = _there(Unit, code=asked.unit, what=gettext_noop("Perangkat daerah ini"))
        found = found.filter(unit=unit)
    if asked.since or asked.until:
        first, last = max(asked.since or FIRST, FIRST), min(asked.until or LAST, LAST)
        found = found.between(_midnight(first), _midnight(last) + timedelta(days=1))
    return found


def _there(model: Any, *, what: str, **key: str) -> Any:
    found = model.objects.filter(**key).order_by("pk").first()
    if found is None:
        raise NotFound(what=what)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=WIB)


def _line(request: HttpRequest, article: Article) -> dict[str, Any]:
    return {
        "id": article.pk, "title": article.title, "teaser": article.lead or "",
        "url": whole(request, article.get_url()), "self": whole(request, f"{ROOT}/articles/{article.pk}/"),
        "category": article.category.slug, "unit": article.unit.code if article.unit else None,
        "byline": article.byline, "published_at": article.published_at, "is_time_known": article.is_time_known,
    }  # fmt: skip
