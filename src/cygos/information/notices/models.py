"""A running notice (teks berjalan): one sentence shown on the front page while it is valid."""

from datetime import datetime
from typing import Self

from django.db import models


class NoticeQuerySet(models.QuerySet["Notice"]):
    def running(self, *, at: datetime) -> Self:
        begun = models.Q(starts_at__isnull=True) | models.Q(starts_at__lte=at)
        not_ended = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at)
        return self.filter(begun & not_ended)


class Notice(models.Model):
    text = models.CharField("teks", max_length=300, unique=True)
    order = models.PositiveSmallIntegerField("urutan", default=0)
    starts_at = models.DateTimeField("mulai", null=True, blank=True)
    ends_at = models.DateTimeField("selesai", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("order", "id")
        verbose_name = "pengumuman berjalan"
        verbose_name_plural = "pengumuman berjalan"
        constraints = (
            models.CheckConstraint(condition=~models.Q(text=""), name="a_notice_says_something"),
        )

    def __str__(self) -> str:
        return self.text
