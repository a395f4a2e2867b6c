"""The list of news (/berita/): all of it, by category, by topic, by year and month, and the archive."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.contrib.routable_page.models import path

from cygos.information.news import citing
from cygos.information.news.models.article import Article
from cygos.information.news.models.category import Category
from cygos.information.news.models.topic import Topic
from cygos.information.pieces.models import MonthlyListing, PieceQuerySet, Row, Tag
from cygos.kernel.refusals import NotFound

MOST_TOPICS = 500


class NewsIndex(MonthlyListing):
    """The list of all news, by category, by year and by month."""

    subpage_types = ["news.Article"]
    template = "news/index.html"
    own_address, own_title, symbol = "berita", _("Berita Kota"), "newspaper"
    year_title, month_title = _("Berita tahun %(year)s"), _("Berita %(month)s")
    archive_title, times_title = _("Arsip berita"), _("Berita menurut waktu")
    nothing = _("Belum ada berita di sini.")
    lists = Article

    class Meta:
        verbose_name = _("daftar berita")

    def published(self) -> PieceQuerySet:
        articles: PieceQuerySet = Article.objects.published().select_related("category")
        return articles

    def rows(self, here: str, **chosen: Any) -> list[Row]:
        """The categories; then years and months, with the topics behind them."""
        category = chosen.get("category")
        of_all = Tag(_("Semua berita"), here, not any(chosen.values()))
        categories = [
            Tag(one.label, f"{here}kategori/{one.slug}/", category == one)
            for one in Category.objects.all()
        ]
        times = super().rows(here, **chosen)
        for row in times:
            row.tags.append(Tag(_("Topik"), f"{here}topik/"))
        return [Row(_("Kategori berita"), [of_all, *categories]), *times]

    @path("kategori/<slug:slug>/")
    def of_category(self, request: HttpRequest, slug: str) -> HttpResponse:
        category = Category.objects.filter(slug=slug).first()
        if category is None:
            raise NotFound(what=gettext_noop("Kategori berita ini"))
        articles = self.published().filter(category=category)
        return self.list_(request, articles, heading=category.label, chosen={"category": category})

    @path("topik/")
    def topics(self, request: HttpRequest) -> HttpResponse:
        context = self.frame(request) | {"topics": Topic.objects.in_use()[:MOST_TOPICS]}
        return self.show(request, context, template="news/topics.html")

    @path("topik/<slug:slug>/")
    def of_topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        topic = Topic.objects.filter(slug=slug).first()
        if topic is None:
            raise NotFound(what=gettext_noop("Topik ini"))
        articles = self.published().about(topic)
        return self.list_(request, articles, heading=topic.label, chosen={"topic": topic})

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
