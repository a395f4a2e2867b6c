"""Days on which the usual hours do not hold: a holiday, Ramadan, a move. For one office, or for all of them."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.information.profiles.hours import LONGEST, STORED, shown, written_as_hours
from cygos.kernel.acts.revised import Revised
from cygos.kernel.holidays.models import Holiday
from cygos.kernel.people.models import Unit
from cygos.web.spoken import is_spoken, spoken

AHEAD = timedelta(days=90)  # farther away, and nobody plans a visit yet
FACTS = ("title", "title_en", "since", "until", "hours")


class SpecialDayQuerySet(models.QuerySet["SpecialDay"]):
    def of(self, unit: Unit) -> Self:
        """Those of this office, and those of all offices."""
        return self.filter(models.Q(unit=unit) | models.Q(unit__isnull=True))

    def of_all_offices(self) -> Self:
        return self.filter(unit__isnull=True)

    def only_of(self, unit: Unit) -> Self:
        return self.filter(unit=unit)

    def ahead(self, *, on: date) -> Self:
        """Those that hold on that day or begin within three months, the next first."""
        soon = self.filter(until__gte=on, since__lte=on + AHEAD)
        return soon.order_by("since", "id")

    def calendar(self, unit: Unit, *, on: date, most: int) -> "list[SpecialDay]":
        """What is ahead of this office: its own days, those of all offices, and the city's holidays.

        On a holiday an office is closed, unless it or all of them say what they do on that day. Two questions.
        """
        said = list(self.of(unit).ahead(on=on)[:most])
        holidays = [
            SpecialDay(title=each.name, title_en=each.name_en, since=each.day, until=each.day)
            for each in Holiday.objects.ahead(on=on, until=on + AHEAD)[:most]
            if not any(day.since <= each.day <= day.until for day in said)
        ]
        return sorted([*said, *holidays], key=lambda day: day.since)[:most]

    def newest_first(self) -> Self:
        return self.order_by("-since", "-id")


class SpecialDay(Revised):
    """From a day until a day, both counted; without hours it is closed. No unit means all offices."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("perangkat daerah"),
    )  # fmt: skip
    title = models.CharField(_("nama"), max_length=80)
    title_en = models.CharField(_("nama dalam bahasa Inggris"), max_length=80, blank=True)
    since = models.DateField(_("sejak"))
    until = models.DateField(_("sampai"))
    hours = models.CharField(
        _("jam buka"), max_length=LONGEST, blank=True, validators=[written_as_hours]
    )
    is_demo = models.BooleanField(_("contoh"), default=False, editable=False)

    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        ordering = ("since", "id")
        verbose_name = _("hari khusus")
        verbose_name_plural = _("hari khusus")
        indexes = (models.Index(fields=["unit", "until"], name="special_days_of_an_office"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(title=""), name="a_special_day_has_a_name",
                violation_error_message=_("Tulis nama hari khusus itu."),
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="special_days_end_after_they_begin",
                violation_error_message=_("Hari khusus tidak dapat berakhir sebelum dimulai."),
            ),
            models.CheckConstraint(
                condition=models.Q(hours__regex=STORED),
                name="a_special_day_is_open_by_the_clock",
                violation_error_message=_("Jam buka ditulis seperti 08.00-12.00, 13.00-15.30."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @classmethod
    def add(cls, *, by: models.Model | None, at: datetime, **facts: Any) -> "SpecialDay":
        """Other hours for some days. Raises Impossible if they end before they begin."""
        return cls._begin("special-day.added", by=by, at=at, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Other days, hours or name. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("special-day.amended", by=by, at=at, values=facts)

    def remove(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """The usual hours hold again. Raises Stale."""
        with self._changing(revision):
            self._remove("special-day.removed", by=by, at=at, names=("unit", *FACTS))

    # What a reader sees of it

    @property
    def is_translated(self) -> bool:
        return is_spoken(self.title_en)

    @property
    def label(self) -> str:
        return spoken(self.title, self.title_en)

    @property
    def shown_hours(self) -> list[str]:
        return shown(self.hours)

    @property
    def is_one_day(self) -> bool:
        return self.since == self.until
