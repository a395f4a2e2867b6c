"""The list of news (/berita/): all of it, by category, by topic, by year and month, and the archive."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as Sheet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Page

from cygos.information.news import citing
from cygos.information.news.models.article import Article, ArticleQuerySet
from cygos.information.news.models.category import Category
from cygos.information.news.models.topic import Topic
from cygos.kernel.refusals import NotFound
from cygos.web import addresses
from cygos.web.times import WIB

A_SHEET = 20
MOST_TOPICS = 500


class NewsIndex(RoutablePageMixin, Page):
    """The list of all news, by category, by year and by month."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["news.Article"]
    template = "news/index.html"
    own_address = "berita"

    class Meta:
        verbose_name = _("daftar berita")

    def clean(self) -> None:
        super().clean()
        addresses.keep_free(self.slug, own=self.own_address)

    @path("")
    def all(self, request: HttpRequest) -> HttpResponse:
        return self._list(request, Article.objects.published(), heading=_("Berita Kota"))

    @path("kategori/<slug:slug>/")
    def of_category(self, request: HttpRequest, slug: str) -> HttpResponse:
        category = Category.objects.filter(slug=slug).first()
        if category is None:
            raise NotFound(what=gettext_noop("Kategori berita ini"))
        articles = Article.objects.published().filter(category=category)
        return self._list(request, articles, heading=category.label, category=category)

    @re_path(r"^(?P<year>[0-9]{4})/$")
    def of_year(self, request: HttpRequest, year: str) -> HttpResponse:
        since, until = _period(int(year), 1, months=12)
        articles = Article.objects.published().between(since, until)
        return self._list(
            request, articles, heading=_("Berita tahun %(year)s") % {"year": year}, since=since,
            months=articles.months(),
        )  # fmt: skip

    @re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$")
    def of_month(self, request: HttpRequest, year: str, month: str) -> HttpResponse:
        since, until = _period(int(year), int(month), months=1)
        articles = Article.objects.published().between(since, until)
        heading = _("Berita %(month)s") % {"month": date_format(since, "F Y", use_l10n=False)}
        return self._list(request, articles, heading=heading, since=since)

    @path("topik/")
    def topics(self, request: HttpRequest) -> HttpResponse:
        context = self._frame(request) | {"topics": Topic.objects.in_use()[:MOST_TOPICS]}
        return self._show(request, context, template="news/topics.html")

    @path("topik/<slug:slug>/")
    def of_topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        topic = Topic.objects.filter(slug=slug).first()
        if topic is None:
            raise NotFound(what=gettext_noop("Topik ini"))
        articles = Article.objects.published().about(topic)
        return self._list(request, articles, heading=topic.label, topic=topic)

    @path("arsip/")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """Every month that has news, with how many, year by year."""
        years = groupby(Article.objects.published().by_month(), key=lambda row: row[0].year)
        listed = [(year, list(months)) for year, months in years]
        context = self._frame(request) | {"archive": listed}
        return self._show(request, context, template="news/archive.html")

    @path("<slug:slug>/teks/")
    def text(self, request: HttpRequest, slug: str) -> HttpResponse:
        """An article as plain words: what its fingerprint is made of, to the letter."""
        article = Article.objects.child_of(self).filter(slug=slug).first()
        if article is None:
            raise NotFound(what=gettext_noop("Berita ini"))
        text = citing.text_of(article.as_read())
        answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def _list(
        self, request: HttpRequest, articles: "ArticleQuerySet", **facts: Any
    ) -> HttpResponse:
        context = {
            "articles": _sheet(request, articles.select_related("category")),
            "categories": Category.objects.all(),
            "years": Article.objects.published().years(),
            "category": None,
            "topic": None,
            "since": None,
            "months": [],
        }
        return self._show(request, self._frame(request) | context | facts)

    def _frame(self, request: HttpRequest) -> dict[str, Any]:
        """Where the list is, and the way to this part of it."""
        here = self.get_url(request)
        return {"here": here, "trail": [(_("Berita Kota"), here)] if request.path != here else []}

    def _show(self, request: HttpRequest, context: dict[str, Any], **where: str) -> HttpResponse:
        answer: HttpResponse = self.render(request, context_overrides=context, **where)
        return answer


def _period(year: int, month: int, *, months: int) -> tuple[datetime, datetime]:
    """From the first moment of a month until the first moment after the last, in WIB."""
    after = month - 1 + months
    try:
        since = datetime(year, month, 1, tzinfo=WIB)
        return since, datetime(year + after // 12, after % 12 + 1, 1, tzinfo=WIB)
    except ValueError as error:
        raise NotFound(what=gettext_noop("Bulan ini")) from error


def _sheet(request: HttpRequest, articles: "ArticleQuerySet") -> "Sheet[Article]":
    """The part of the list that was asked for (`?halaman=2`). Raises NotFound beyond its ends."""
    try:
        return Paginator(articles, A_SHEET).page(request.GET.get("halaman", 1))
    except InvalidPage as error:
        raise NotFound(what=gettext_noop("Halaman daftar ini")) from error
