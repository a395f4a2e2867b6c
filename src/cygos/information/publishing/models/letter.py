"""A letter: what an officer is told by mail about a page. It waits here until the mail server has taken it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
OLD = timedelta(days=14)  # by then it tells nothing any more


class LetterQuerySet(models.QuerySet["Letter"]):
    def lay(
        self, matter: "Letter.Matter", page: Page, people: Iterable[models.Model], *, at: datetime,
        note: str = "",
    ) -> None:  # fmt: skip
        """One for each of these people, sent once the transaction is done."""
        about = {"matter": matter, "page": page, "note": note, "at": at, "due_at": at}
        self.bulk_create([self.model(to_id=person.pk, **about) for person in people])

    def due(self, *, at: datetime) -> Self:
        return self.filter(due_at__lte=at).order_by("due_at", "pk")

    def claim(self, *, at: datetime, most: int) -> "list[Letter]":
        """Some that are due, and nobody else's until the transaction ends."""
        mine = self.due(at=at).select_for_update(skip_locked=True, of=("self",))
        return list(mine.select_related("to", "page")[:most])

    def forget_old(self, *, at: datetime) -> None:
        self.filter(at__lt=at - OLD).delete()


class Letter(models.Model):
    class Matter(models.TextChoices):
        SUBMITTED = "submitted", _("menunggu persetujuan")
        APPROVED = "approved", _("disetujui dan terbit")
        RETURNED = "returned", _("dikembalikan untuk diperbaiki")
        KEPT_BACK = "kept-back", _("tidak jadi terbit pada waktunya")
        REVIEW = "review", _("perlu ditinjau")

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    matter = models.CharField(_("perihal"), max_length=10, choices=Matter.choices)
    note = models.TextField(_("catatan"), blank=True)
    at = models.DateTimeField(_("pada"))
    due_at = models.DateTimeField(_("dikirim pada"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        verbose_name = _("surat")
        verbose_name_plural = _("surat")

    def __str__(self) -> str:
        return f"{self.get_matter_display()}: {self.page_id}"

    def was_taken(self) -> None:
        """The mail server has it, and we need it no more."""
        self.delete()

    def postpone(self, *, at: datetime) -> None:
        """Later, and each time later still."""
        self.tries += 1
        self.due_at = at + min(FIRST_WAIT * 2 ** min(self.tries - 1, 10), LONGEST_WAIT)
        self.save(update_fields=["tries", "due_at"])
