"""A unit (organisasi perangkat daerah, OPD): the office that must answer."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cygos.kernel.acts.revised import Revised
from cygos.kernel.people.refusals import HatsToCome, UnitHasParts, UnitNotThere

if TYPE_CHECKING:
    from cygos.kernel.people.models.person import Person


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing(self, *, on: date) -> Self:
        """The units that exist on that day."""
        begun = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=on)
        not_ended = models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=on)
        return self.filter(begun & not_ended)

    def ended(self, *, on: date) -> Self:
        """The units that no longer exist on that day."""
        return self.filter(valid_until__lt=on)

    def coming(self, *, on: date) -> Self:
        """The units that do not exist yet on that day."""
        return self.filter(valid_from__gt=on)

    def visible_to(self, viewer: "Person | None") -> Self:
        """All of them, to everybody: what offices a city has, and had, is public."""
        return self.all()

    def matching(self, words: str) -> Self:
        """Every word in the name, short name or code."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                models.Q(name__icontains=word)
                | models.Q(short_name__icontains=word)
                | models.Q(code__icontains=word)
            )
        return found

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "code")


class Unit(Revised):
    """An office with a beginning, an end, and one that carries its work on."""

    code = models.SlugField(
        _("kode"), unique=True, error_messages={"unique": _("Kode ini sudah dipakai.")}
    )
    name = models.CharField(_("nama"), max_length=200)
    short_name = models.CharField(_("singkatan"), max_length=60, blank=True)
    kind = models.CharField(_("jenis"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subunits",
        verbose_name=_("di bawah"),
    )  # fmt: skip
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors",
        verbose_name=_("penerus"),
    )  # fmt: skip
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    address = models.CharField(_("alamat"), max_length=300, blank=True)
    phone = models.CharField(_("telepon"), max_length=40, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    # How sure we are of what stands above: a name or a date that nobody has checked yet says so.
    note = models.CharField(_("catatan"), max_length=300, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("perangkat daerah")
        verbose_name_plural = _("perangkat daerah")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="a_unit_ends_after_it_begins",
                violation_error_message=_("Unit tidak dapat berakhir sebelum berlaku."),
            ),
            models.CheckConstraint(
                condition=~models.Q(successor=models.F("id")),
                name="a_unit_does_not_succeed_itself",
                violation_error_message=_("Unit tidak dapat menjadi penerus dirinya sendiri."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="a_unit_is_not_under_itself",
                violation_error_message=_("Unit tidak dapat berada di bawah dirinya sendiri."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or self.valid_until >= day)

    @classmethod
    def found(
        cls, code: str, name: str, *, by: "Person | None", at: datetime, **facts: Any
    ) -> "Unit":
        """A new unit. `facts` are its other fields. Raises Impossible if the code is taken."""
        return cls._begin("unit.founded", by=by, at=at, code=code, name=name, **facts)

    def amend(
        self, *, by: "Person | None", at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Other facts about the unit. Raises Stale, or Impossible if the facts cannot be."""
        with self._changing(revision):
            return self._change("unit.amended", by=by, at=at, values=facts)

    def close(
        self, *, last_day: date, by: "Person | None", at: datetime,
        successor: "Unit | None" = None, revision: int | None = None,
    ) -> None:  # fmt: skip
        """The unit ends after `last_day`, its hats with it; `successor` carries its work on.

        Raises UnitHasParts while units under it go on, UnitNotThere if the successor does not exist
        on the day after, HatsToCome if a hat in it begins later,
        LastAdmin if the only city admin's hat would end here.
        """
        after = last_day + timedelta(days=1)
        with self._changing(revision):
            if parts := self.subunits.existing(on=after).count():
                raise UnitHasParts(count=parts, unit=self.name)
            if successor and not successor.exists_on(after):
                raise UnitNotThere(unit=successor.name, day=after)
            values = {"valid_until": last_day, "successor": successor}
            self._change("unit.closed", by=by, at=at, values=values)
            hats = self.hats.worn_after(last_day)
            if coming := [hat for hat in hats if hat.since > last_day]:
                raise HatsToCome(count=len(coming), unit=self.name, day=last_day)
            for hat in hats:
                hat.end(last_day=last_day, by=by, at=at)
