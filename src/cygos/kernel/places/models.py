"""An area: province, city, kecamatan or kelurahan, by its Kemendagri code.

Names repeat (two kelurahan are called Purwosari), and seven kelurahan carry their kecamatan's name,
so an area is never looked up by name alone. BPS codes are another system and are not mixed in.
"""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    PROVINCE = "provinsi", _("Provinsi")
    CITY = "kota", _("Kota")
    DISTRICT = "kecamatan", _("Kecamatan")
    WARD = "kelurahan", _("Kelurahan")


CODE = r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"


class AreaQuerySet(models.QuerySet["Area"]):
    def districts(self) -> Self:
        return self.filter(level=Level.DISTRICT).order_by("code")

    def wards(self) -> Self:
        return self.filter(level=Level.WARD).order_by("code")

    def within(self, area: "Area") -> Self:
        """The area itself and everything in it: a code begins with the code of what it lies in."""
        return self.filter(models.Q(pk=area.pk) | models.Q(code__startswith=f"{area.code}."))

    def with_path(self) -> Self:
        """With what each lies in, so that two of one name can be told apart without further questions."""
        return self.select_related("parent", "parent__parent")

    def by_name(self) -> Self:
        """In the order a reader expects: by name, small letters and capitals alike."""
        return self.order_by(Lower("name"), "code")


class Area(models.Model):
    """One area, and the larger one it lies in."""

    code = models.CharField(
        _("kode Kemendagri"), max_length=13, unique=True,
        validators=[RegexValidator(CODE, _("Kode wilayah ditulis seperti 33.74.01.1001."))],
    )  # fmt: skip
    level = models.CharField(_("tingkat"), max_length=10, choices=Level.choices)
    name = models.CharField(_("nama"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts",
        verbose_name=_("bagian dari"),
    )  # fmt: skip
    postal_code = models.CharField(
        _("kode pos"), max_length=5, blank=True,
        validators=[RegexValidator(r"^\d{5}$", _("Kode pos terdiri atas 5 angka."))],
    )  # fmt: skip

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("wilayah")
        verbose_name_plural = pgettext_lazy("banyak", "wilayah")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=CODE),
                name="an_area_code_is_written_with_dots",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=False) | models.Q(level=Level.PROVINCE),
                name="only_a_province_stands_alone",
            ),
            models.CheckConstraint(
                condition=models.Q(postal_code="") | models.Q(postal_code__regex=r"^\d{5}$"),
                name="a_postal_code_has_five_digits",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="an_area_has_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.name}"

    @property
    def path(self) -> str:
        """Its name with what it lies in: “Kenanga, Hilir”. Ask `with_path()` for many."""
        if self.level == Level.WARD and self.parent:
            return f"{self.name}, {self.parent.name}"
        return self.name
