"""A row that holds an address of somebody, to whom mail is sent, again later when it cannot be now."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(minutes=5)  # for so long a row belongs to whoever sends to it
SOONEST, LATEST = timedelta(minutes=2), timedelta(hours=12)


class AddressedQuerySet(models.QuerySet[Any]):
    def claim(self, *, at: datetime, most: int) -> list[Any]:
        """Some of those whose turn it is, for `LEASE` nobody else's: another node takes others meanwhile."""
        with transaction.atomic():
            turn = self.filter(next_at__lte=at).order_by("next_at", "pk")
            rows = list(turn.select_for_update(skip_locked=True, of=("self",))[:most])
            keys = [row.pk for row in rows]
            self.model._default_manager.filter(pk__in=keys).update(next_at=at + LEASE)
        return rows

    def let_go(self, rows: list[Any], *, at: datetime) -> None:
        """They were claimed and not tried: it is their turn again."""
        self.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(next_at=at)


class Addressed(models.Model):
    """`next_at` is when the next mail may go: now, after a failure, or after the lease of a sender that died."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(_("surel"))
    language = models.CharField(_("bahasa"), max_length=2, choices=settings.LANGUAGES, default="id")
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    next_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True

    def postpone(self, *, at: datetime) -> None:
        """The mail could not be taken now: later, each time twice as late."""
        wait = min(SOONEST * 2 ** min(self.tries, 10), LATEST)
        self._tried(next_at=at + wait, tries=self.tries + 1)

    def _tried(self, **facts: Any) -> None:
        """Note it; nothing happens where the row is gone, since its owner said stop meanwhile."""
        type(self)._default_manager.filter(pk=self.pk).update(**facts)
