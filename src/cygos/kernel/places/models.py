"""An area: province, city, kecamatan or kelurahan, by its Kemendagri code.

Names repeat (two kelurahan are called Purwosari), and seven kelurahan carry their kecamatan's name,
so an area is never looked up by name alone. BPS codes are another system and are not mixed in.
"""

from typing import Self

from django.db import models
from django.db.models.functions import Lower


class Level(models.TextChoices):
    PROVINCE = "provinsi", "Provinsi"
    CITY = "kota", "Kota"
    DISTRICT = "kecamatan", "Kecamatan"
    WARD = "kelurahan", "Kelurahan"


class AreaQuerySet(models.QuerySet["Area"]):
    def districts(self) -> Self:
        return self.filter(level=Level.DISTRICT).order_by("code")

    def wards(self) -> Self:
        return self.filter(level=Level.WARD).order_by("code")

    def by_name(self) -> Self:
        """In the order a reader expects: by name, small letters and capitals alike."""
        return self.order_by(Lower("name"), "code")


class Area(models.Model):
    code = models.CharField("kode Kemendagri", max_length=13, unique=True)
    level = models.CharField("tingkat", max_length=10, choices=Level.choices)
    name = models.CharField("nama", max_length=120)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="bagian dari",
    )
    postal_code = models.CharField("kode pos", max_length=5, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = "wilayah"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"),
                name="an_area_code_is_written_with_dots",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=False) | models.Q(level=Level.PROVINCE),
                name="only_a_province_stands_alone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.name}"
