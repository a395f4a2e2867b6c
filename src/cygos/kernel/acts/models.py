"""An act: one thing that was done, by whom, when, to what.

Acts are written in the transaction of the deed, so there is no deed without its act. Only public acts
go on to the ledger (which comes later and takes them up from here); an act names rows by key and holds
nothing personal beyond its actor.
"""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class ActQuerySet(models.QuerySet["Act"]):
    def about(self, subject: models.Model) -> Self:
        """Everything done to this row, newest first."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_key=str(subject.pk))

    def of_kind(self, kind: str) -> Self:
        """Everything done to rows of this kind (such as people.unit); no kind means all."""
        return self.filter(subject_kind=kind) if kind else self.all()

    def by_somebody_called(self, words: str) -> Self:
        """Everything done by people whose name holds every word; no words means by anybody."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(actor__name__icontains=word)
        return found


class Act(models.Model):
    verb = models.CharField(_("perbuatan"), max_length=60)
    subject_kind = models.CharField(_("jenis pokok"), max_length=60)
    subject_key = models.CharField(_("kunci pokok"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="acts",
        verbose_name=_("oleh"),
    )
    at = models.DateTimeField(_("pada"))
    details = models.JSONField(_("rincian"), default=dict)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["subject_kind", "subject_key", "-at"], name="acts_about"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(verb=""), name="an_act_always_says_what_was_done"
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_key}"


def record(
    verb: str,
    subject: models.Model,
    *,
    by: models.Model | None,
    at: datetime,
    details: dict[str, Any] | None = None,
) -> Act:
    """Write down that `by` did `verb` to `subject`. `by=None` means the system itself did.

    Raises RuntimeError outside a transaction: an act without its deed, or the reverse, must be impossible.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb} was recorded outside the transaction that did it")
    return Act.objects.create(
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_key=str(subject.pk),
        actor_id=by.pk if by else None,
        at=at,
        details=details or {},
    )
