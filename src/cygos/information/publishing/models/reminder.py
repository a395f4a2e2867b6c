"""A reminder: that somebody was told to review a page whose day had come."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Reminder(models.Model):
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    review_on = models.DateField(_("tinjau kembali pada"))
    at = models.DateTimeField(_("pada"))

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")
        constraints = (
            models.UniqueConstraint(
                fields=["page", "review_on"], name="a_review_is_asked_for_once_for_its_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page_id}: {self.review_on:%Y-%m-%d}"
