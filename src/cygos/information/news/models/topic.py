"""A topic: what an article is about, in the editor's own words; gathers articles across categories."""

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class TopicQuerySet(models.QuerySet["Topic"]):
    def in_use(self) -> Self:
        """Those with published articles, the most written about first, each with its `count`."""
        published = models.Q(items__content_object__live=True)
        counted = self.annotate(count=models.Count("items", filter=published))
        return counted.filter(count__gt=0).order_by("-count", "name")


class TopicManager(models.Manager.from_queryset(TopicQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, name: str) -> "Topic":
        topic: Topic = self.get(name=name)
        return topic


class Topic(TagBase):
    name_en = models.CharField(_("nama dalam bahasa Inggris"), max_length=100, blank=True)

    objects = TopicManager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("topik berita")
        verbose_name_plural = _("topik berita")
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="a_topic_has_a_name"),
        )

    @property
    def label(self) -> str:
        """The name in the reader's language, or in Bahasa where nobody has translated it."""
        return (self.name_en if get_language() == "en" else "") or self.name

    @property
    def is_translated(self) -> bool:
        """Whether the label is in the reader's language."""
        return get_language() != "en" or bool(self.name_en)


class ArticleTopic(ItemBase):
    tag = models.ForeignKey(Topic, models.CASCADE, related_name="items")
    content_object = ParentalKey(
        "news.Article", on_delete=models.CASCADE, related_name="tagged_topics"
    )
