"""A topic: what an article is about, in the editor's own words; gathers articles across categories."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase

from cygos.kernel.acts.revised import Revised
from cygos.kernel.refusals import Conflict
from cygos.web.spoken import is_spoken, spoken

_FOLLOWING: "list[Callable[[Topic, Topic], None]]" = []


class TopicQuerySet(models.QuerySet["Topic"]):
    def in_use(self) -> Self:
        """Those with published articles, the most written about first, each with its `count`."""
        published = models.Q(items__content_object__live=True)
        counted = self.annotate(count=models.Count("items", filter=published))
        return counted.filter(count__gt=0).order_by("-count", "name")

    def counted(self) -> Self:
        """Every topic by name, each with the `count` of the articles that have it, drafts too."""
        return self.annotate(count=models.Count("items")).order_by(Lower("name"), "id")

    def matching(self, words: str) -> Self:
        """Every word in the name, in either language."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(models.Q(name__icontains=word) | models.Q(name_en__icontains=word))
        return found


class TopicManager(models.Manager.from_queryset(TopicQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, name: str) -> "Topic":
        topic: Topic = self.get(name=name)
        return topic


class SameTopic(Conflict):
    """A topic is not merged into itself."""

    code = "same-topic"
    sentence = gettext_noop("Topik {name} tidak dapat digabungkan ke dirinya sendiri.")
    advice = gettext_noop("Pilih topik yang lain.")


class Topic(Revised, TagBase):  # type: ignore[django-manager-missing]
    name_en = models.CharField(_("nama dalam bahasa Inggris"), max_length=100, blank=True)

    objects = TopicManager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("topik berita")
        verbose_name_plural = _("topik berita")
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="a_topic_has_a_name"),
        )

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another name, in one language or the other; the address stays. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("topic.amended", by=by, at=at, values=facts)

    def merge(
        self, into: "Topic", *, by: models.Model | None, at: datetime, revision: int | None
    ) -> None:
        """Its articles have the other topic instead, and it is gone. Raises SameTopic, or Stale."""
        if into.pk == self.pk:
            raise SameTopic(name=self.name)
        with self._changing(revision):
            have = into.items.values("content_object")
            self.items.exclude(content_object__in=have).update(tag=into)
            for move in _FOLLOWING:
                move(self, into)
            self._remove("topic.merged", by=by, at=at, names=("name", "name_en", "slug"))

    def remove(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """Its articles stay, without it. Raises Stale."""
        with self._changing(revision):
            self._remove("topic.removed", by=by, at=at, names=("name", "name_en", "slug"))

    @property
    def label(self) -> str:
        """The name in the reader's language, or in Bahasa where nobody has translated it."""
        return spoken(self.name, self.name_en)

    @property
    def is_translated(self) -> bool:
        """Whether the label is in the reader's language."""
        return is_spoken(self.name_en)


def follow(move: Callable[[Topic, Topic], None]) -> None:
    """Rows of another module that name a topic go with it when it is merged. Called once, when the apps are ready."""
    _FOLLOWING.append(move)


class ArticleTopic(ItemBase):
    tag = models.ForeignKey(Topic, models.CASCADE, related_name="items")
    content_object = ParentalKey(
        "news.Article", on_delete=models.CASCADE, related_name="tagged_topics"
    )
