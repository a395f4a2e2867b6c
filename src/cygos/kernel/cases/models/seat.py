"""A seat: from where cases are seen. A role in a unit or in the whole city, one person, or whoever holds one secret."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cygos.kernel.acts.revised import Revised
from cygos.kernel.people.models import Person, Unit
from cygos.kernel.people.roles import Role

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")


def digest_of(code: str) -> bytes:
    """What is kept of a tracking code or a link: never the code. Misread letters and gaps do not matter."""
    plain = "".join(code.upper().split()).replace("-", "").translate(MISREAD)
    return salted_hmac("cygos.cases.seat", plain, algorithm="sha256").digest()


class SeatQuerySet(models.QuerySet["Seat"]):
    def of_person(self, person: Person, *, on: date) -> Self:
        """The seats somebody takes on that day: their own, and those of the hats they wear."""
        mine = models.Q(person=person)
        for hat in person.hats_worn(on=on):
            if hat.role != Role.OFFICER or hat.unit is None:
                continue
            units = _tree(hat.unit) if hat.with_subunits else [hat.unit.pk]
            mine |= models.Q(unit__in=units)
            mine |= models.Q(unit=None, role__in=Desk.objects.filter(unit__in=units).values("role"))
        return self.filter(mine)

    def of_secret(self, code: str) -> Self:
        """The seat that this code opens, if it opens any."""
        return self.filter(secret=digest_of(code))

    def place(self, role: str, unit: Unit | None) -> "Seat":
        """The seat of a role in a unit, or in the whole city."""
        seat, _is_new = self.get_or_create(role=role, unit=unit)
        return seat

    def own(self, person: Person) -> "Seat":
        """The seat that is one person's own."""
        seat, _is_new = self.get_or_create(person=person)
        return seat


class Seat(models.Model):
    role = models.CharField(_("peran"), max_length=60, blank=True)  # PGD.unit
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    secret = models.BinaryField(_("rahasia"), max_length=32, null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("kursi")
        verbose_name_plural = _("kursi")
        constraints = (
            models.CheckConstraint(
                condition=(
                    models.Q(person=None, secret=None) & ~models.Q(role="")
                    | models.Q(role="", unit=None, person__isnull=False, secret=None)
                    | models.Q(role="", unit=None, person=None, secret__isnull=False)
                ),
                name="a_seat_belongs_to_a_role_a_person_or_a_secret",
            ),
            models.UniqueConstraint(
                fields=["role", "unit"], condition=~models.Q(role=""), nulls_distinct=False,
                name="one_seat_for_a_role_in_a_unit",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(person__isnull=False), name="one_own_seat_for_a_person"
            ),
            models.UniqueConstraint(
                fields=["secret"], condition=models.Q(secret__isnull=False), name="a_secret_opens_one_seat"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.role or f"kursi {self.pk}"


class Desk(Revised):
    """Which unit keeps a city-wide role of a rule book: its officers sit there."""

    role = models.CharField(_("peran"), max_length=60, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="desks", verbose_name=_("unit"))

    class Meta:
        ordering = ("role",)
        verbose_name = _("meja")
        verbose_name_plural = _("meja")

    def __str__(self) -> str:
        return f"{self.role}: {self.unit}"

    @classmethod
    def entrust(cls, role: str, unit: Unit, *, by: Person | None, at: datetime) -> "Desk":
        """Let a unit keep a desk; whoever kept it before keeps it no longer."""
        desk = cls.objects.filter(role=role).first()
        if desk is None:
            return cls._begin("desk.entrusted", by=by, at=at, role=role, unit=unit)
        with desk._changing(None):
            desk._change("desk.entrusted", by=by, at=at, values={"unit": unit})
        return desk


class Contact(models.Model):
    """How somebody without an account is reached. Personal, in this one place, and erasable."""

    seat = models.OneToOneField(Seat, models.CASCADE, primary_key=True, related_name="contact")
    name = models.CharField(_("nama"), max_length=120, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    phone = models.CharField(_("telepon"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("kontak")
        verbose_name_plural = _("kontak")

    def __str__(self) -> str:
        return f"kontak {self.pk}"


def _tree(unit: Unit) -> Iterable[Any]:
    """The unit and every unit below it. Two questions for each level; a city has four."""
    found = level = [unit.pk]
    while level:
        level = list(
            Unit.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True)
        )
        found = [*found, *level]
    return found
