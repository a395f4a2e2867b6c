"""What the pack said when it was last applied: the third side of every comparison.

With it a newer pack can tell what it changed itself from what somebody edited on screen, so an edit is
never overwritten unseen.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AppliedPack(models.Model):
    """A pack that was applied: by its digest the next start knows that nothing is new."""

    name = models.CharField(_("nama paket"), max_length=80, unique=True)
    digest = models.CharField(_("sidik"), max_length=64)
    at = models.DateTimeField(_("diterapkan pada"))

    class Meta:
        verbose_name = _("paket yang diterapkan")
        verbose_name_plural = pgettext_lazy("banyak", "paket yang diterapkan")

    def __str__(self) -> str:
        return self.name


class Baseline(models.Model):
    """One row of the pack as it was last applied: column → text, as it stood in the file."""

    section = models.CharField(_("bagian"), max_length=40)
    key = models.CharField(_("kunci"), max_length=400)
    values = models.JSONField(_("isi"))

    class Meta:
        verbose_name = _("isi paket terakhir")
        verbose_name_plural = pgettext_lazy("banyak", "isi paket terakhir")
        constraints = (
            models.UniqueConstraint(
                fields=["section", "key"], name="a_row_of_a_pack_has_one_baseline"
            ),
        )

    def __str__(self) -> str:
        return f"{self.section}:{self.key}"
