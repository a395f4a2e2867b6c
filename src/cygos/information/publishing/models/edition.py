"""An edition: one publication, change or withdrawal of a page. A page that has one is never deleted."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from cygos.kernel.acts.models import record

if TYPE_CHECKING:
    from datetime import datetime


class EditionQuerySet(models.QuerySet["Edition"]):
    def for_readers(self) -> Self:
        """What readers may know, newest first: not the first publication, which the page says itself."""
        told = Edition.Kind.CHANGED, Edition.Kind.WITHDRAWN, Edition.Kind.RESTORED
        return self.filter(kind__in=told).order_by("-at", "-pk")

    def leave(self, page: Any, kind: "Edition.Kind", *, note: str, at: "datetime") -> "Edition":
        """Write down what just became of the page, with its act, by whoever is at the desk; nobody is the clock."""
        details = {"revision": page.live_revision_id, "unit": page.unit_id}
        by = get_active_log_context().user
        record(f"publication.{kind.value}", page, by=by, at=at, details=details)
        return self.create(page=page, kind=kind, note=note, at=at)


class Edition(models.Model):
    """One publication, change or withdrawal of a page, as its readers may know it."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("diterbitkan")
        CHANGED = "changed", _("diperbarui")
        WITHDRAWN = "withdrawn", _("ditarik")
        ERASED = "erased", _("ditarik tanpa jejak")
        RESTORED = "restored", _("diterbitkan kembali")

    page = models.ForeignKey(Page, models.PROTECT, related_name="editions")
    kind = models.CharField(_("perbuatan"), max_length=12, choices=Kind.choices)
    note = models.CharField(_("catatan perubahan"), max_length=300, blank=True)
    at = models.DateTimeField(_("pada"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("edisi")
        verbose_name_plural = _("edisi")
        indexes = (models.Index(fields=["page", "-at"], name="editions_of_a_page"),)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_kind_display()}"

    @property
    def is_change(self) -> bool:
        return self.kind == Edition.Kind.CHANGED
