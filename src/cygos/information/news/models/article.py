"""The article: one news item (berita kota)."""

import re
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.log_actions import log
from wagtail.models import Page, PageManager, Revision

from cygos.information.news import reading
from cygos.information.news.models.category import Category
from cygos.information.news.models.topic import ArticleTopic, Topic
from cygos.information.news.old_path import OldPath
from cygos.information.pieces.models import Piece, PieceQuerySet
from cygos.kernel.people.models import Hat
from cygos.web.times import WIB

LONGEST_ADDRESS = 500
MOST_THEN = 4  # who led the city and who headed the office, and a change between two on one day
TAKEN_BY_LISTS = re.compile(r"kategori|topik|arsip|\d{4}")


class ArticleQuerySet(PieceQuerySet):
    moment = "published_at"

    def older_than(self, article: "Article") -> Self:
        """What comes after this one in a list with the newest first."""
        older: Self = self.filter(_before(article.published_at, article.pk))
        return older

    def once_at(self, path: str) -> Self:
        """The one that stood at this path of the old portal."""
        stood: Self = (
            self.alias(old_path=OldPath("old_address"))
            .filter(old_path=path.rstrip("/"))
            .exclude(old_address="")
        )
        return stood

    def about(self, topic: Topic) -> Self:
        of_it: Self = self.filter(tagged_topics__tag=topic)
        return of_it

    def beside(self, article: "Article") -> dict[str, "Article"]:
        """The one published just `before` this one and the one just `after`, where there are such."""
        here = (article.published_at, article.pk)
        order = models.F("published_at"), models.F("page_ptr_id")
        earlier = self.published().filter(_before(*here)).values("pk")[:1]
        later = self.published().filter(_after(*here)).order_by(*(each.asc() for each in order))
        found = self.filter(models.Q(pk__in=earlier) | models.Q(pk__in=later.values("pk")[:1]))
        return {
            "before" if (one.published_at, one.pk) < here else "after": one
            for one in found.order_by("pk").defer("body")
        }


class Article(Piece):
    """One news item (berita kota)."""

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

    found_as, own_title = "berita", _("Berita Kota")
    found_with = ("category",)
    parent_page_types = ["news.NewsIndex"]
    taken = TAKEN_BY_LISTS
    template = "news/article.html"
    exclude_fields_in_copy = ["view_count", "old_address", "page_digest", "text_digest"]
    content_panels = [
        *Piece.content_panels,
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
            models.Index(
                OldPath("old_address"),
                name="news_by_old_path",
                condition=~models.Q(old_address=""),
            ),
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
    def said_at(self) -> datetime:
        return self.published_at

    @property
    def found_category(self) -> str:
        return str(self.category.slug)

    @classmethod
    def found_categories(cls) -> list[tuple[str, str]]:
        ordered = Category.objects.order_by("order", "name")
        return [(category.slug, category.label) for category in ordered]

    def plant_draft(self, index: Page, *, at: datetime) -> None:
        """Become the last page below the list, seen by editors only. As with `Planting`, the caller has checked it."""
        self.live, self.has_unpublished_changes, self.draft_title = False, True, self.title
        index.add_child(instance=self)
        self.save_revision(clean=False, changed=False)

    def replant(self, *, at: datetime) -> None:
        """Take up the fields as they are now, with one more revision. The caller has checked them."""
        self.save(clean=False)
        self.refresh_from_db(fields=["view_count"])  # it may have been an expression
        self._keep_revision(at=at)

    def recall_what_is_beside(self) -> None:
        """It was just written: nobody has commented on it, and its topics are asked for once, not each time."""
        self.wagtail_admin_comments.set([])
        self.tagged_topics.set(list(self.tagged_topics.all()))

    def as_revision(self, *, at: datetime) -> dict[str, Any]:
        """The text as it stands now, as a revision keeps it."""
        return {
            "content_object": self, "base_content_type": self.get_base_content_type(),
            "content": self.serializable_data(), "object_str": self.title, "created_at": at,
        }  # fmt: skip

    def _keep_revision(self, *, at: datetime) -> None:
        """Keep the text as it stands now as the published revision."""
        revision = Revision.objects.create(**self.as_revision(at=at))
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
        _name, news = context["trail"][-1]
        return context | reading.around(self, news=news, request=request)

    def then(self, *, on: date) -> Any:
        day = self.published_at.astimezone(WIB).date()
        return Hat.objects.answering_then(self.unit, day=day, on=on)[:MOST_THEN]


def _before(at: datetime, pk: int) -> models.Q:
    """Older in the order of the lists; the first condition lets the index be used."""
    same = models.Q(published_at=at, pk__lt=pk)
    return models.Q(published_at__lte=at) & (models.Q(published_at__lt=at) | same)


def _after(at: datetime, pk: int) -> models.Q:
    same = models.Q(published_at=at, pk__gt=pk)
    return models.Q(published_at__gte=at) & (models.Q(published_at__gt=at) | same)
