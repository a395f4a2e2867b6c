"""What waits to be told, to whom; and what was already laid before everybody, so that nothing is told twice."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.information.notices.models import Notice
from cygos.information.publishing.models import Edition
from cygos.information.subscriptions.models.criterion import Rhythm
from cygos.information.subscriptions.models.subscriber import Subscription

KEPT = timedelta(days=7)  # what could not be sent for so long is no news any more
AT_ONCE = 1_000  # rows written by one statement


class Gathered(models.Model):
    """An edition or an alert of which everybody who wanted it was found, once, in one transaction."""

    edition = models.OneToOneField(
        Edition, models.CASCADE, null=True, blank=True, related_name="gathered"
    )
    notice = models.OneToOneField(
        Notice, models.CASCADE, null=True, blank=True, related_name="gathered"
    )
    at = models.DateTimeField(_("pada"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("yang sudah dibagikan")
        verbose_name_plural = _("yang sudah dibagikan")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(edition__isnull=False, notice__isnull=True)
                | models.Q(edition__isnull=True, notice__isnull=False),
                name="an_edition_or_an_alert_was_gathered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id or self.notice_id}"


class ItemQuerySet(models.QuerySet["Item"]):
    def lay_before(
        self, wanting: models.QuerySet[Subscription], *, at: datetime, **what: Any
    ) -> int:
        """One item for each of these subscriptions, due in its own rhythm; how many."""
        dues = {rhythm: rhythm.due(after=at) for rhythm in Rhythm}
        rows = wanting.order_by("pk").values_list("pk", "rhythm")
        items = [
            Item(subscription_id=pk, due_at=dues[Rhythm(rhythm)], **what) for pk, rhythm in rows
        ]
        self.bulk_create(items, batch_size=AT_ONCE, ignore_conflicts=True)
        return len(items)

    def due_for(self, subscribers: list[Any], *, at: datetime) -> Self:
        """What is due for these, in the order in which it was wished for and happened."""
        mine = self.filter(subscription__subscriber__in=subscribers, due_at__lte=at)
        shown = mine.select_related(
            "subscription__category", "subscription__topic", "subscription__unit", "edition",
            "notice__area__parent",
        )  # fmt: skip
        return shown.order_by("subscription_id", "pk")

    def stale(self, *, at: datetime) -> Self:
        return self.filter(due_at__lte=at - KEPT)


class Item(models.Model):
    """One thing that one subscription is to hear of."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="items")
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="+")
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(_("dikirim pada"))

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("kabar yang menunggu")
        verbose_name_plural = _("kabar yang menunggu")
        indexes = (models.Index(fields=["due_at"], name="items_by_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=["subscription", "edition"], name="an_edition_is_told_once"
            ),
            models.UniqueConstraint(
                fields=["subscription", "notice"], name="an_alert_is_told_once"
            ),
            models.CheckConstraint(
                condition=models.Q(edition__isnull=False, notice__isnull=True)
                | models.Q(edition__isnull=True, notice__isnull=False),
                name="an_edition_or_an_alert_is_told",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subscription_id}: {self.edition_id or self.notice_id}"
