"""The feeds: of all news, of a category, a topic, an office. Each in three forms, and in Bahasa, as it was written."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django.views.decorators.http import require_safe

from cygos.information.feeds.base import whole
from cygos.information.feeds.entries import entries
from cygos.information.feeds.formats import FORMATS
from cygos.information.news.models import Article, ArticleQuerySet, Category, Topic
from cygos.kernel.city.models import City
from cygos.kernel.people.models import Unit
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import READERS, open_to
from cygos.web.cache.marking import keep
from cygos.web.times import WIB


@open_to(READERS)
@require_safe
def of_all(request: HttpRequest, form: str) -> HttpResponse:
    """Everything the city publishes."""
    return _feed(request, form, Article.objects.published(), of=_("Berita Kota"), page="/berita/")


@open_to(READERS)
@require_safe
def of_category(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """One category. Raises NotFound."""
    category = Category.objects.filter(slug=slug).first()
    if category is None:
        raise NotFound(what=gettext_noop("Kategori berita ini"))
    articles = Article.objects.published().filter(category=category)
    page = f"/berita/kategori/{category.slug}/"
    return _feed(request, form, articles, of=category.name, page=page)


@open_to(READERS)
@require_safe
def of_topic(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """One topic. Raises NotFound."""
    topic = Topic.objects.filter(slug=slug).order_by("pk").first()
    if topic is None:
        raise NotFound(what=gettext_noop("Topik ini"))
    articles = Article.objects.published().about(topic)
    return _feed(request, form, articles, of=topic.name, page=f"/berita/topik/{topic.slug}/")


@open_to(READERS)
@require_safe
def of_unit(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """What one office publishes. Raises NotFound."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(what=gettext_noop("Perangkat daerah ini"))
    articles = Article.objects.published().filter(unit=unit)
    return _feed(request, form, articles, of=unit.name, page="/berita/")


def _feed(
    request: HttpRequest, form: str, articles: ArticleQuerySet, *, of: str, page: str
) -> HttpResponse:
    city = City.objects.first() or City()
    with override("id"):
        feed = FORMATS[form](
            title=f"{of} – {city.name}" if city.name else of,
            link=whole(request, page), feed_url=whole(request, request.path), language="id",
            description=_("Berita, pengumuman, dan siaga dari %(government)s.")
            % {"government": city.government or _("pemerintah kota")},
            author_name=city.government or city.name,
        )  # fmt: skip
        for entry in entries(request, articles, at=clock.now(), by=city.government):
            feed.add_item(
                title=entry.title, link=entry.address, description=entry.text,
                unique_id=entry.key, unique_id_is_permalink=False, author_name=entry.by,
                pubdate=entry.published_at.astimezone(WIB),
                updateddate=entry.changed_at.astimezone(WIB), categories=entry.about,
            )  # fmt: skip
    answer = HttpResponse(content_type=feed.content_type)  # type: ignore[attr-defined]
    feed.write(answer, "utf-8")
    return keep(answer, "page")
