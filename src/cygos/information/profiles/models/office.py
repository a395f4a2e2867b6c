"""An office as the public meets it: what it does, its telephones, and when it is open."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cygos.information.profiles import hours
from cygos.kernel.acts.revised import Revised
from cygos.kernel.city.models import short_numbers
from cygos.kernel.people.models import Unit
from cygos.web.spoken import is_spoken, spoken

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _hours_of(name: Any) -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(
        name, max_length=hours.LONGEST, blank=True, validators=[hours.written_as_hours]
    )


class OfficeManager(models.Manager["Office"]):
    def of(self, unit: Unit) -> "Office | None":
        """What is known of this unit; None while nobody has written anything."""
        return self.filter(unit=unit).first()


class Office(Revised):
    """A day without hours is a day on which it is closed; a week without any says nothing of hours."""

    unit = models.OneToOneField(
        Unit, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah")
    )
    about = models.CharField(_("tugasnya"), max_length=400, blank=True)
    about_en = models.CharField(_("tugasnya dalam bahasa Inggris"), max_length=400, blank=True)
    phones = models.JSONField(
        _("nomor telepon"), default=list, blank=True, validators=[short_numbers]
    )
    monday = _hours_of(_("Senin"))
    tuesday = _hours_of(_("Selasa"))
    wednesday = _hours_of(_("Rabu"))
    thursday = _hours_of(_("Kamis"))
    friday = _hours_of(_("Jumat"))
    saturday = _hours_of(_("Sabtu"))
    sunday = _hours_of(_("Minggu"))
    is_demo = models.BooleanField(_("contoh"), default=False, editable=False)

    objects = OfficeManager()

    untold: ClassVar[frozenset[str]] = frozenset({"about", "about_en"})

    class Meta:
        ordering = ("unit",)
        verbose_name = _("halaman perangkat daerah")
        verbose_name_plural = _("halaman perangkat daerah")
        constraints = tuple(
            models.CheckConstraint(
                condition=models.Q((f"{day}__regex", hours.STORED)),
                name=f"on_{day}_it_is_open_by_the_clock",
                violation_error_message=_("Jam buka ditulis seperti 08.00-12.00, 13.00-15.30."),
            )
            for day in DAYS
        )

    def __str__(self) -> str:
        return str(self.unit)

    @classmethod
    def describe(
        cls,
        unit: Unit,
        *,
        by: models.Model | None,
        at: datetime,
        revision: int | None,
        **facts: Any,
    ) -> None:
        """Say what the office does and when it is open. Raises Stale, or Impossible."""
        row = cls.objects.of(unit)
        if row is None:
            cls._begin("office.described", by=by, at=at, unit=unit, **facts)
            return
        with row._changing(revision):
            row._change("office.amended", by=by, at=at, values=facts)

    # What a reader sees of it

    @property
    def is_translated(self) -> bool:
        """Whether this reader reads it in their own language."""
        return is_spoken(self.about_en)

    @property
    def task(self) -> str:
        return spoken(self.about, self.about_en)

    @property
    def has_hours(self) -> bool:
        return any(getattr(self, day) for day in DAYS)

    @property
    def week(self) -> list[tuple[str | Promise, list[str]]]:
        """Each day and its hours, Monday first; no hours where it is closed."""
        return [
            (WEEKDAYS[number], hours.shown(getattr(self, day))) for number, day in enumerate(DAYS)
        ]

    @property
    def spans(self) -> list[tuple[str, list[hours.Span]]]:
        """The same for machines, by the English name of the day."""
        return [(day, hours.read(getattr(self, day))) for day in DAYS]
