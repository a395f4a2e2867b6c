"""What the pack said when it was last applied: the third side of every comparison.

With it a newer pack can tell what it changed itself from what somebody edited on screen, so an edit is
never overwritten unseen.
"""

from django.db import models


class AppliedPack(models.Model):
    """A pack that was applied: by its digest the next start knows that nothing is new."""

    name = models.CharField("nama paket", max_length=80, unique=True)
    digest = models.CharField("sidik", max_length=64)
    at = models.DateTimeField("diterapkan pada")

    class Meta:
        verbose_name = "paket yang diterapkan"
        verbose_name_plural = "paket yang diterapkan"

    def __str__(self) -> str:
        return self.name


class Baseline(models.Model):
    """One row of the pack as it was last applied: column → text, as it stood in the file."""

    section = models.CharField("bagian", max_length=40)
    key = models.CharField("kunci", max_length=400)
    values = models.JSONField("isi")

    class Meta:
        verbose_name = "isi paket terakhir"
        verbose_name_plural = "isi paket terakhir"
        constraints = (
            models.UniqueConstraint(
                fields=["section", "key"], name="a_row_of_a_pack_has_one_baseline"
            ),
        )

    def __str__(self) -> str:
        return f"{self.section}:{self.key}"
