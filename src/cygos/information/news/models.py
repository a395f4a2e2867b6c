"""News: the list (/berita/), its categories, and the article."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import Page


class Category(models.Model):
    slug = models.SlugField("alamat", unique=True)
    name = models.CharField("nama", max_length=80, unique=True)
    name_en = models.CharField("nama dalam bahasa Inggris", max_length=80, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "kategori"
        verbose_name_plural = "kategori"

    def __str__(self) -> str:
        return self.name


class NewsIndex(RoutablePageMixin, Page):
    """The list of all news, by category and by month."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["news.Article"]
    template = "news/index.html"

    class Meta:
        verbose_name = "daftar berita"


class ArticleTopic(TaggedItemBase):
    content_object = ParentalKey(
        "news.Article", on_delete=models.CASCADE, related_name="tagged_topics"
    )


class Article(Page):
    """One news item (berita kota)."""

    lead = models.TextField("teras", blank=True)
    body = StreamField([("paragraph", blocks.RichTextBlock(label="Paragraf"))], blank=True)
    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="+")
    byline = models.CharField("oleh", max_length=120, blank=True)
    published_at = models.DateTimeField("terbit", null=True)
    is_time_known = models.BooleanField("jam diketahui", default=True)
    view_count = models.PositiveBigIntegerField("dilihat", default=0)
    topics = ClusterTaggableManager(through=ArticleTopic, blank=True, verbose_name="topik")

    parent_page_types = ["news.NewsIndex"]
    subpage_types: list[str] = []
    template = "news/article.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("category"),
        FieldPanel("byline"),
        FieldPanel("published_at"),
        FieldPanel("topics"),
    ]

    class Meta:
        verbose_name = "berita"
        verbose_name_plural = "berita"
