"""News: the list (/berita/), its categories, and the article."""

import re
from datetime import date, datetime
from html import unescape
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as Sheet
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page, PageManager, ReferenceIndex, Revision
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update

from cygos.information.news import pictures
from cygos.information.news.blocks import body, pictures_in
from cygos.information.publishing.models import Publication
from cygos.kernel.acts.revised import Revised
from cygos.kernel.refusals import NotFound
from cygos.web import addresses
from cygos.web.counting import totals

WIB = ZoneInfo("Asia/Jakarta")
A_SHEET = 20
LONGEST_ADDRESS = 500
TAKEN_BY_LISTS = re.compile(r"kategori|\d{4}")


class CategoryQuerySet(models.QuerySet["Category"]):
    def called(self, name: str) -> Self:
        """The one of this name, in whatever case, or of this address."""
        return self.filter(models.Q(name__iexact=name) | models.Q(slug=name))


class Category(Revised):
    slug = models.SlugField(_("alamat"), unique=True)
    name = models.CharField(_("nama"), max_length=80, unique=True)
    name_en = models.CharField(_("nama dalam bahasa Inggris"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=100)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ("order", "name")
        verbose_name = _("kategori berita")
        verbose_name_plural = _("kategori berita")
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="a_category_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, *, by: models.Model | None, at: datetime, **facts: Any) -> "Category":
        """Another category. Raises Impossible if its name or address is taken."""
        return cls._begin("category.added", by=by, at=at, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another name or place; the address stays. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("category.amended", by=by, at=at, values=facts)

    @property
    def label(self) -> str:
        """The name in the reader's language, or in Bahasa where nobody has translated it."""
        return (self.name_en if get_language() == "en" else "") or self.name


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

    def _list(
        self, request: HttpRequest, articles: "ArticleQuerySet", **facts: Any
    ) -> HttpResponse:
        here = self.get_url(request)
        context = {
            "here": here,
            "trail": [(_("Berita Kota"), here)] if request.path != here else [],
            "articles": _sheet(request, articles.select_related("category")),
            "categories": Category.objects.all(),
            "years": Article.objects.published().years(),
            "category": None,
            "since": None,
            "months": [],
        }
        answer: HttpResponse = self.render(request, context_overrides=context | facts)
        return answer


class ArticleTopic(TaggedItemBase):
    content_object = ParentalKey(
        "news.Article", on_delete=models.CASCADE, related_name="tagged_topics"
    )


class ArticleQuerySet(PageQuerySet):
    def published(self) -> Self:
        """What everybody may read, newest first."""
        newest_first: Self = self.live().order_by("-published_at", "-page_ptr_id")
        return newest_first

    def between(self, since: datetime, until: datetime) -> Self:
        within: Self = self.filter(published_at__gte=since, published_at__lt=until)
        return within

    def years(self) -> list[date]:
        """The years that have news, newest first."""
        return list(self.order_by().datetimes("published_at", "year", order="DESC", tzinfo=WIB))

    def months(self) -> list[date]:
        """The months that have news, newest first."""
        return list(self.order_by().datetimes("published_at", "month", order="DESC", tzinfo=WIB))


class Article(Publication):
    """One news item (berita kota)."""

    lead = models.TextField(_("teras"), blank=True)
    body = StreamField(body(), blank=True, verbose_name=_("isi"))
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name=_("kategori")
    )
    byline = models.CharField(
        _("oleh"),
        max_length=120,
        help_text=_("Nama akun, unit, atau orang, seperti yang dibaca warga."),
    )
    published_at = models.DateTimeField(_("terbit"), help_text=_("Hari dan jam terbit, WIB."))
    is_time_known = models.BooleanField(
        _("jam terbit diketahui"),
        default=True,
        help_text=_("Matikan bila hanya harinya yang diketahui."),
    )
    view_count = models.PositiveBigIntegerField(_("dilihat"), default=0, editable=False)
    topics = ClusterTaggableManager(through=ArticleTopic, blank=True, verbose_name=_("topik"))

    # Where it came from, if it came from the old portal (importing.py)
    old_address = models.URLField(
        _("alamat lama"), max_length=LONGEST_ADDRESS, blank=True, default="", editable=False
    )
    page_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    text_digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    parent_page_types = ["news.NewsIndex"]
    subpage_types: list[str] = []
    template = "news/article.html"
    search_auto_update = False  # save() does it, once and within its transaction
    exclude_fields_in_copy = ["view_count", "old_address", "page_digest", "text_digest"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("category"), FieldPanel("byline")]),
        MultiFieldPanel([FieldPanel("published_at"), FieldPanel("is_time_known")], _("Terbit")),
        FieldPanel("topics"),
    ]

    class Meta:
        verbose_name = _("berita")
        verbose_name_plural = _("berita")
        indexes = (
            models.Index(fields=["-published_at", "-page_ptr"], name="news_newest_first"),
            models.Index(fields=["category", "-published_at"], name="news_of_a_category"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["old_address"],
                condition=~models.Q(old_address=""),
                name="an_old_address_leads_to_one_article",
            ),
            models.CheckConstraint(
                condition=~models.Q(byline=""), name="an_article_says_who_wrote_it"
            ),
        )

    @property
    def teaser(self) -> str:
        """A few words for lists: the lead, or the beginning of the text."""
        if self.lead:
            return self.lead
        for block in self.body.raw_data:
            if block["type"] == "paragraph":
                first = block["value"].partition("</p>")[0]
                return str(Truncator(_plain(first)).words(30, truncate="…"))
        return ""

    def clean(self) -> None:
        super().clean()
        if TAKEN_BY_LISTS.fullmatch(self.slug):
            raise ValidationError(
                {"slug": _("Alamat ini dipakai daftar berita. Pilih alamat lain.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        get_search_backend().add(self)
        if self.live:
            pictures.prepare(pictures_in(self.body))

    def plant(self, index: NewsIndex, *, at: datetime) -> None:
        """Become the last page below the list, live, with a first revision to go back to.

        Does what `add_child` and `publish` do, in a third of their queries, for many articles at once. The caller
        is in a transaction, has locked the list, and has seen to it that every field is right.
        """
        last = index.get_last_child()
        self.depth = index.depth + 1
        self.path = last._inc_path() if last else self._get_path(index.path, self.depth, 1)
        self._cached_parent_obj = index
        self.draft_title, self.locale_id = self.title, index.locale_id
        self.last_published_at = self.latest_revision_created_at = at
        with disable_reference_index_auto_update():
            self.save(clean=False, log_action=None)
        ReferenceIndex.create_or_update_for_object(self)
        Page.objects.filter(pk=index.pk).update(numchild=models.F("numchild") + 1)
        self._keep_revision(at=at)

    def replant(self, *, at: datetime) -> None:
        """Take up the fields as they are now, with one more revision. As with `plant`, the caller has checked them."""
        self.save(clean=False)
        self.refresh_from_db(fields=["view_count"])  # it may have been an expression
        self._keep_revision(at=at)

    def _keep_revision(self, *, at: datetime) -> None:
        """Keep the text as it stands now as the published revision."""
        revision = Revision.objects.create(
            content_object=self,
            base_content_type=self.get_base_content_type(),
            content=self.serializable_data(),
            object_str=self.title,
            created_at=at,
        )
        facts = {
            "latest_revision": revision, "live_revision": revision,
            "latest_revision_created_at": at, "last_published_at": at,
        }  # fmt: skip
        Page.objects.filter(pk=self.pk).update(**facts)
        log(self, "wagtail.publish", revision=revision, content_changed=True, timestamp=at)

    def with_content_json(self, content: Any) -> "Article":
        """A revision brings the text back, never what is counted or where the article came from."""
        revised: Article = super().with_content_json(content)
        for name in self.exclude_fields_in_copy:
            setattr(revised, name, getattr(self, name))
        return revised

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pictures.fetch_sizes(list(pictures_in(self.body)))
        news = self.get_parent().get_url(request)
        context["topics"] = list(self.topics.all())
        context["category_address"] = f"{news}kategori/{self.category.slug}/"
        context["trail"] = [(_("Berita Kota"), news)]
        context["views"] = totals.of(self.views_key, before=self.view_count)
        return context

    @property
    def views_key(self) -> str:
        return f"page-{self.pk}"


def _plain(html: str) -> str:
    return unescape(strip_tags(html))


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
