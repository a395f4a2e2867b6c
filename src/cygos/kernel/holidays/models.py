"""The days on which the city does not work, the years that are decided, and the days as the database numbers them.

A list of holidays is decided anew each year (SKB tiga menteri), and corrected within it: every change is an act, and
whoever keeps deadlines is told by a call (`kernel/cases`), never by a signal.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from cygos.kernel.acts.revised import Revised
from cygos.kernel.calendar import Calendar
from cygos.kernel.calendar import Holiday as Named

FIRST, LAST = 2010, 2045


class Kind(models.TextChoices):
    """Who decided it."""

    NATIONAL = "national", _("libur nasional")
    JOINT_LEAVE = "joint_leave", _("cuti bersama")
    LOCAL = "local", _("ditetapkan kota")


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def of_year(self, year: int | None) -> Self:
        """The holidays of a year; of all years if none is named."""
        return self.filter(day__year=year) if year else self.all()

    def ahead(self, *, on: date, until: date) -> Self:
        """Those from that day until that day, both counted, the next first."""
        return self.filter(day__gte=on, day__lte=until).order_by("day")

    def calendar(self, *, works_in_joint_leave: bool = False) -> Calendar:
        """The city's calendar; joint leave counts as work where a term says so. Two queries."""
        rows = self.exclude(kind=Kind.JOINT_LEAVE) if works_in_joint_leave else self.all()
        days = {
            day: Named(name, en) for day, name, en in rows.values_list("day", "name", "name_en")
        }
        return Calendar(days, confirmed=frozenset(Year.objects.values_list("year", flat=True)))


class Holiday(Revised):
    """One day, by name."""

    day = models.DateField(
        _("hari"),
        unique=True,
        error_messages={"unique": _("Hari ini sudah tercatat sebagai hari libur.")},
    )
    name = models.CharField(_("nama"), max_length=120)
    name_en = models.CharField(_("nama, dalam bahasa Inggris"), max_length=120, blank=True)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind.choices, default=Kind.NATIONAL)

    objects = HolidayQuerySet.as_manager()

    is_public: ClassVar[bool] = True

    class Meta:
        ordering = ("day",)
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name=""), name="a_holiday_has_a_name",
                violation_error_message=_("Hari libur harus bernama."),
            ),
            models.CheckConstraint(
                condition=models.Q(day__year__gte=FIRST, day__year__lte=LAST),
                name="a_holiday_lies_in_a_year_that_is_counted",
                violation_error_message=_("Tahunnya harus antara 2010 dan 2045."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"

    @classmethod
    def declare(
        cls, day: date, name: str, *, by: models.Model | None, at: datetime, **facts: Any
    ) -> "Holiday":
        """Another day on which the city does not work. Raises Impossible if it is one already."""
        with transaction.atomic():
            holiday = cls._begin("holiday.declared", by=by, at=at, day=day, name=name, **facts)
            Day.number_anew()
        return holiday

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another day, name or kind. Raises Stale, or Impossible."""
        with self._changing(revision):
            is_changed = self._change("holiday.amended", by=by, at=at, values=facts)
            Day.number_anew()
        return is_changed

    def withdraw(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """It is worked on that day after all. Raises Stale."""
        with self._changing(revision):
            self._remove("holiday.withdrawn", by=by, at=at, names=("day", "name", "kind"))
            Day.number_anew()


class Year(Revised):
    """A year whose list of holidays is decided: sums that cross into any other year are *sementara*."""

    year = models.PositiveSmallIntegerField(
        _("tahun"), unique=True, validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
        error_messages={"unique": _("Daftar tahun ini sudah ditetapkan.")},
    )  # fmt: skip
    basis = models.CharField(_("dasar"), max_length=200)

    class Meta:
        ordering = ("year",)
        verbose_name = _("tahun yang ditetapkan")
        verbose_name_plural = _("tahun yang ditetapkan")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(basis=""), name="a_decided_year_names_its_basis",
                violation_error_message=_("Sebutkan keputusan yang menetapkan daftar hari libur tahun ini."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year}: {self.basis}"

    @classmethod
    def decide(cls, year: int, basis: str, *, by: models.Model | None, at: datetime) -> "Year":
        """The list of this year is decided. Raises Impossible if it already is."""
        return cls._begin("year.decided", by=by, at=at, year=year, basis=basis)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another basis. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("year.amended", by=by, at=at, values=facts)

    def reopen(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """The list is no longer decided. Raises Stale."""
        with self._changing(revision):
            self._remove("year.reopened", by=by, at=at, names=("year", "basis"))


class Day(models.Model):
    """Every day from `FIRST` to `LAST`, numbered by its working days: so the database can move a million deadlines.

    `number` counts the working days up to and with this one; `number_with_leave` the same where joint leave is worked.
    The table follows from the holidays and is written by `number` alone.
    """

    day = models.DateField(primary_key=True)
    works = models.BooleanField()
    works_with_leave = models.BooleanField()
    number = models.IntegerField()
    number_with_leave = models.IntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["number"], condition=models.Q(works=True), name="one_working_day_for_a_number"),
            models.Index(
                fields=["number_with_leave"], condition=models.Q(works_with_leave=True),
                name="one_such_day_where_leave_works",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

    @classmethod
    def number_anew(cls) -> None:
        """Number the days as the holidays now are. One statement, some thirteen thousand days."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE holidays_day IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(NUMBER)


NUMBER = f"""
WITH worked AS (
    SELECT d::date AS day,
        extract(isodow FROM d) < 6 AND h.id IS NULL AS works,
        extract(isodow FROM d) < 6 AND (h.id IS NULL OR h.kind = 'joint_leave') AS works_with_leave
    FROM generate_series(timestamp '{FIRST}-01-01', '{LAST}-12-31', '1 day') d
    LEFT JOIN holidays_holiday h ON h.day = d::date
), numbered AS (
    SELECT day, works, works_with_leave,
        sum(works::int) OVER (ORDER BY day) AS number,
        sum(works_with_leave::int) OVER (ORDER BY day) AS number_with_leave
    FROM worked
)
INSERT INTO holidays_day (day, works, works_with_leave, number, number_with_leave)
SELECT * FROM numbered
ON CONFLICT (day) DO UPDATE SET works = excluded.works, works_with_leave = excluded.works_with_leave,
    number = excluded.number, number_with_leave = excluded.number_with_leave
WHERE (holidays_day.works, holidays_day.works_with_leave, holidays_day.number, holidays_day.number_with_leave)
    IS DISTINCT FROM (excluded.works, excluded.works_with_leave, excluded.number, excluded.number_with_leave)
"""  # noqa: S608  two years of ours
