"""The entries of the navigation: the rooms of CyGoS, as this city calls them. The city pack brings them."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NavigationEntry(models.Model):
    """A room: what it is called and where it is. A room that is not open yet is not shown."""

    label = models.CharField(_("nama"), max_length=40)
    label_en = models.CharField(_("nama dalam bahasa Inggris"), max_length=40, blank=True)
    address = models.CharField(
        _("alamat"),
        max_length=200,
        unique=True,
        validators=[
            RegexValidator(r"^/(?:[a-z0-9-]+/)*$", "Alamat dimulai dan diakhiri dengan /.")
        ],
    )
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        ordering = ("order", "id")
        verbose_name = _("ruang")
        verbose_name_plural = pgettext_lazy("banyak", "ruang")

    def __str__(self) -> str:
        return self.label
