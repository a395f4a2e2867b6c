"""A term (tenggat): how long, in which unit, by which rule, and how sure we are of it."""

from datetime import datetime
from typing import Any, Self

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cygos.kernel.acts.revised import Revised
from cygos.kernel.calendar import Span, Unit


class TermUnit(models.TextChoices):
    WORKING_DAY = Unit.WORKING_DAY.value, _("hari kerja")
    DAY = Unit.DAY.value, _("hari")
    HOUR = Unit.HOUR.value, _("jam")
    MONTH = Unit.MONTH.value, _("bulan")
    YEAR = Unit.YEAR.value, _("tahun")


class Verification(models.TextChoices):
    """How far a figure was verified. Only what was read in the law is presented as law."""

    READ = "V", _("dibaca dalam peraturan")
    SEEN = "S", _("dilihat di sumber lain")
    UNVERIFIED = "U", _("belum diperiksa")


class TermQuerySet(models.QuerySet["Term"]):
    def matching(self, words: str) -> Self:
        """Every word in what it is for, its key or its basis."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                models.Q(what__icontains=word)
                | models.Q(key__icontains=word)
                | models.Q(basis__icontains=word)
            )
        return found


class Term(Revised):
    """Configuration, never code: a rule book names the key, the city sets amount and unit."""

    key = models.CharField(
        _("kunci"), max_length=60, unique=True,
        validators=[RegexValidator(r"^[a-z0-9_]+(\.[a-z0-9_]+)+$", _("Kunci ditulis seperti ppi.notice."))],
    )  # fmt: skip
    area = models.CharField(_("bidang"), max_length=40)
    what = models.CharField(_("apa"), max_length=200)
    what_en = models.CharField(_("apa, dalam bahasa Inggris"), max_length=200, blank=True)
    trigger = models.CharField(_("dihitung sejak"), max_length=200)
    trigger_en = models.CharField(
        _("dihitung sejak, dalam bahasa Inggris"), max_length=200, blank=True
    )
    amount = models.PositiveIntegerField(
        _("jumlah"), validators=[MinValueValidator(1, _("Tenggat paling sedikit 1."))]
    )
    unit = models.CharField(_("satuan"), max_length=20, choices=TermUnit.choices)
    works_in_joint_leave = models.BooleanField(
        _("cuti bersama dihitung sebagai hari kerja"), default=False
    )
    basis = models.CharField(_("dasar hukum"), max_length=200)
    verification = models.CharField(_("verifikasi"), max_length=1, choices=Verification.choices)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ("key",)
        verbose_name = _("tenggat")
        verbose_name_plural = pgettext_lazy("banyak", "tenggat")
        constraints = (
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_term_has_a_length"),
            models.CheckConstraint(condition=~models.Q(basis=""), name="a_term_names_its_basis"),
            models.CheckConstraint(
                condition=models.Q(verification__in=Verification.values),
                name="a_term_says_how_far_it_was_verified",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.amount} {self.get_unit_display()}"

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another amount, basis or wording; the key stays. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("term.amended", by=by, at=at, values=facts)

    @property
    def span(self) -> Span:
        """How long, as the calendar counts."""
        return Span(self.amount, Unit(self.unit))

    @property
    def is_law(self) -> bool:
        """Whether it may be shown as law; otherwise it is shown as “ketentuan kota”."""
        return self.verification == Verification.READ
