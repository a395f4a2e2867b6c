"""A running notice (teks berjalan): one sentence shown on the front page while it is valid."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.kernel.changes import EVERYTHING, changed

LONGEST = 300


class NoticeQuerySet(models.QuerySet["Notice"]):
    def running(self, *, at: datetime) -> Self:
        """The notices that are valid at that moment, in their order."""
        begun = models.Q(starts_at__isnull=True) | models.Q(starts_at__lte=at)
        not_ended = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at)
        return self.filter(begun & not_ended)

    def announce(self, *texts: str) -> int:
        """Add the notices that were never there before, in this order, and say how many those are.

        One that has ended stays ended: notices are ended, not deleted.
        """
        known = set(self.filter(text__in=texts).values_list("text", flat=True))
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            after = self.aggregate(last=models.Max("order"))["last"] or 0
            self.bulk_create(
                [self.model(text=text, order=after + n) for n, text in enumerate(new, 1)],
                ignore_conflicts=True,
            )
            changed(EVERYTHING)
        return len(new)


class Notice(models.Model):
    text = models.CharField(_("teks"), max_length=LONGEST, unique=True)
    order = models.PositiveIntegerField(_("urutan"), default=0)
    starts_at = models.DateTimeField(_("mulai"), null=True, blank=True)
    ends_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("order", "id")
        verbose_name = _("pengumuman berjalan")
        verbose_name_plural = _("pengumuman berjalan")
        constraints = (
            models.CheckConstraint(condition=~models.Q(text=""), name="a_notice_says_something"),
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="a_notice_ends_after_it_begins",
                violation_error_message=_("Pengumuman selesai sesudah ia mulai."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        changed(EVERYTHING)
