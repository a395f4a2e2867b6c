"""The city itself: one row, filled by its pack, edited on screen from then on."""

import re
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cygos.kernel.acts.revised import Revised
from cygos.kernel.city.pictures import only_colours, only_shapes

HEX = re.compile(r"#[0-9A-Fa-f]{6}")
COLOURS = ("accent", "help", "earth", "leaf", "neutral")  # those that the theme is made of
MOST_HOTLINES = 6


def known_colours(palette: Any) -> None:
    """Raises ValidationError unless every colour has a name the theme knows, and is written #0A5C78."""
    for name, colour in palette.items():
        if name not in COLOURS:
            raise ValidationError(
                _("“%(name)s” bukan nama warna; yang dikenal: %(known)s."),
                params={"name": name, "known": ", ".join(COLOURS)},
            )
        if not HEX.fullmatch(colour):
            raise ValidationError(
                _("Warna %(name)s ditulis seperti #0A5C78, bukan “%(colour)s”."),
                params={"name": name, "colour": colour},
            )


def short_numbers(hotlines: Any) -> None:
    """Raises ValidationError unless each hotline has a number one can dial and says what it is for."""
    if len(hotlines) > MOST_HOTLINES:
        raise ValidationError(
            _("Paling banyak %(most)s nomor darurat, agar terbaca."), params={"most": MOST_HOTLINES}
        )
    for hotline in hotlines:
        if not re.fullmatch(r"\+?\d[\d -]{1,18}", hotline["number"]):
            raise ValidationError(
                _("Nomor “%(number)s” tidak dapat dihubungi: tulis dengan angka saja."),
                params={"number": hotline["number"]},
            )
        if not (hotline["label"] and hotline["label_en"]):
            raise ValidationError(
                _("Nomor %(number)s perlu nama dalam bahasa Indonesia dan Inggris."),
                params={"number": hotline["number"]},
            )


class CityManager(models.Manager["City"]):
    def here(self) -> "City":
        """The city this installation serves. Raises City.DoesNotExist before a pack is applied."""
        return self.get()


class City(Revised):
    """Kota: what stands in the header, the footer and on every document."""

    code = models.CharField(
        _("kode Kemendagri"), max_length=5, unique=True,
        validators=[RegexValidator(r"^\d{2}\.\d{2}$", _("Kode kota ditulis seperti 33.74."))],
    )  # fmt: skip
    name = models.CharField(_("nama"), max_length=120)
    government = models.CharField(_("nama pemerintahan"), max_length=160)
    motto = models.CharField(_("semboyan"), max_length=200, blank=True)
    motto_en = models.CharField(_("semboyan dalam bahasa Inggris"), max_length=200, blank=True)
    address = models.CharField(_("alamat"), max_length=300, blank=True)
    phone = models.CharField(_("telepon"), max_length=40, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    domain = models.CharField(
        _("domain resmi"), max_length=120, blank=True,
        validators=[
            RegexValidator(
                r"^([a-z0-9-]+\.)+[a-z]{2,}$", _("Domain ditulis seperti kota.contoh.go.id.")
            )
        ],
    )  # fmt: skip
    hotlines = models.JSONField(
        _("nomor darurat"), default=list, blank=True, validators=[short_numbers]
    )
    palette = models.JSONField(_("palet"), default=dict, blank=True, validators=[known_colours])
    motif = models.TextField(_("motif (SVG)"), blank=True, validators=[only_shapes])
    crest = models.TextField(_("lambang (SVG)"), blank=True, validators=[only_shapes])
    theme_css = models.TextField(_("lembar gaya"), blank=True, validators=[only_colours])
    # The terms under which the pack's data may be passed on; they go wherever the data goes.
    licences = models.TextField(_("lisensi data"), blank=True)

    objects = CityManager()

    untold: ClassVar[frozenset[str]] = frozenset({"crest", "motif", "theme_css", "licences"})

    class Meta:
        verbose_name = _("kota")
        verbose_name_plural = pgettext_lazy("banyak", "kota")
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_only_one_city"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_city_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Other facts about the city. Raises Stale, or Impossible if the facts cannot be."""
        with self._changing(revision):
            return self._change("city.amended", by=by, at=at, values=facts)
