"""What the web itself keeps: the entries of the navigation, brought by the city pack, and a demo city's moved clock."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cygos.kernel.acts.ordered import Ordered
from cygos.kernel.changes import EVERYTHING, changed


class NavigationEntry(Ordered):
    """A room: what it is called and where it is. A room that is not open yet is not shown."""

    label = models.CharField(_("nama"), max_length=40)
    label_en = models.CharField(_("nama dalam bahasa Inggris"), max_length=40, blank=True)
    address = models.CharField(
        _("alamat"), max_length=200, unique=True,
        validators=[
            RegexValidator(r"^/(?:[a-z0-9-]+/)*$", _("Alamat dimulai dan diakhiri dengan /."))
        ],
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    moved: ClassVar[str] = "navigation.moved"

    class Meta:
        ordering = ("order", "id")
        verbose_name = _("ruang")
        verbose_name_plural = pgettext_lazy("banyak", "ruang")

    def __str__(self) -> str:
        return self.label

    @classmethod
    def add(cls, *, by: models.Model | None, at: datetime, **facts: Any) -> "NavigationEntry":
        """Another room. Raises Impossible if one leads there already."""
        return cls._begin("navigation.added", by=by, at=at, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another name, address or place. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("navigation.amended", by=by, at=at, values=facts)

    def remove(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """The room stays; nothing leads to it from the navigation any more. Raises Stale."""
        with self._changing(revision):
            self._remove("navigation.removed", by=by, at=at, names=("label", "address"))


class MovedClockManager(models.Manager["MovedClock"]):
    def by(self) -> timedelta:
        """How far the clock was moved; zero if nobody did."""
        return self.values_list("offset", flat=True).first() or timedelta(0)

    def store(self, by: timedelta) -> None:
        """Move the clock so far from the real time, from now on."""
        self.update_or_create(pk=1, defaults={"offset": by})
        changed(EVERYTHING)


class MovedClock(models.Model):
    """How far a demo city's clock stands from the real time: one row, or none. `web/clock.py` alone reads it."""

    offset = models.DurationField(_("geseran jam"))

    objects = MovedClockManager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("jam yang digeser")
        verbose_name_plural = _("jam yang digeser")
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_only_one_clock"),
        )

    def __str__(self) -> str:
        return str(self.offset)
