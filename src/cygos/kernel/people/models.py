"""Persons, units, posts and hats.

A hat is what makes somebody more than a citizen: a role in a unit (or in the whole city), held from a
day until a day, in a capacity (definitif, Plt., Plh.). Whatever changes here leaves an act.
"""

import uuid
from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower

from cygos.kernel.acts.models import record
from cygos.kernel.people.roles import Role


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "Person":
        """Django's and allauth's way in; a person without a password signs in by code or passkey."""
        person = self.model(email=self.normalize_email(email).lower(), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody CyGoS knows by name. One name field: single names are normal, titles are not split off."""

    code = models.UUIDField("kode", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("nama", max_length=200)
    email = models.EmailField("surel", unique=True)
    is_active = models.BooleanField("aktif", default=True)
    joined_at = models.DateTimeField("terdaftar", auto_now_add=True)
    is_demo = models.BooleanField("orang contoh", default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ("name", "id")
        verbose_name = "orang"
        verbose_name_plural = "orang"
        constraints = (
            models.UniqueConstraint(Lower("email"), name="an_address_belongs_to_one_person"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_person_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def wears(self, *roles: Role, on: date) -> bool:
        """Whether this person holds any of these roles on that day, anywhere in the city."""
        return self.is_active and self.hats.worn(on=on).filter(role__in=roles).exists()


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing(self, *, on: date) -> Self:
        """The units that exist on that day."""
        begun = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=on)
        not_ended = models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=on)
        return self.filter(begun & not_ended)

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "code")


class Unit(models.Model):
    """Organisasi perangkat daerah (OPD): the office that must answer. It has a beginning and a successor."""

    code = models.SlugField("kode", unique=True)
    name = models.CharField("nama", max_length=200)
    short_name = models.CharField("singkatan", max_length=60, blank=True)
    kind = models.CharField("jenis", max_length=40, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subunits",
        verbose_name="di bawah",
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors",
        verbose_name="penerus",
    )  # fmt: skip
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)
    address = models.CharField("alamat", max_length=300, blank=True)
    phone = models.CharField("telepon", max_length=40, blank=True)
    email = models.EmailField("surel", blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = "perangkat daerah"
        verbose_name_plural = "perangkat daerah"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="a_unit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(successor=models.F("id")), name="a_unit_does_not_succeed_itself"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or self.valid_until >= day)


class Post(models.Model):
    """A post (jabatan) in a unit: it stays when its holder goes."""

    code = models.SlugField("kode", unique=True)
    title = models.CharField("nama jabatan", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="unit")
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates",
        verbose_name="atasan",
    )  # fmt: skip
    is_head = models.BooleanField("pimpinan unit", default=False)

    class Meta:
        ordering = ("code",)
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"

    def __str__(self) -> str:
        return self.title


class Capacity(models.TextChoices):
    """In which capacity a post is held (Plt. = pelaksana tugas, Plh. = pelaksana harian)."""

    DEFINITIVE = "definitif", "Definitif"
    ACTING = "plt", "Plt."
    DAILY_ACTING = "plh", "Plh."
    INTERIM = "pj", "Pj."


class HatQuerySet(models.QuerySet["Hat"]):
    def worn(self, *, on: date) -> Self:
        """The hats that are worn on that day; the last day counts."""
        not_ended = models.Q(until__isnull=True) | models.Q(until__gte=on)
        return self.filter(not_ended, since__lte=on)


class Hat(models.Model):
    """A role somebody holds, in a unit or (unit empty) in the whole city, from a day until a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="hats", verbose_name="orang")
    role = models.CharField("peran", max_length=40, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="hats", verbose_name="unit"
    )
    with_subunits = models.BooleanField("termasuk unit di bawahnya", default=False)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="hats", verbose_name="jabatan"
    )
    capacity = models.CharField(
        "kapasitas", max_length=12, choices=Capacity.choices, default=Capacity.DEFINITIVE
    )
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)

    objects = HatQuerySet.as_manager()

    class Meta:
        ordering = ("since", "id")
        verbose_name = "topi"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="a_hat_is_taken_off_after_it_is_put_on",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "unit", "post", "since"], nulls_distinct=False,
                name="a_hat_is_given_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        where = self.unit or "seluruh kota"
        return f"{self.person}: {self.get_role_display()}, {where}"

    @classmethod
    def give(
        cls, person: Person, role: Role, *, by: Person | None, at: datetime, **facts: Any
    ) -> "Hat":
        """Put a hat on somebody and leave the act. `facts` are the hat's other fields."""
        with transaction.atomic():
            hat = cls.objects.create(person=person, role=role, **facts)
            record("hat.given", hat, by=by, at=at, details={"role": role})
            return hat

    def end(self, *, last_day: date, by: Person | None, at: datetime) -> None:
        """Take the hat off: `last_day` is the last day on which it is worn."""
        with transaction.atomic():
            self.until = last_day
            self.save(update_fields=["until"])
            record("hat.ended", self, by=by, at=at, details={"until": last_day.isoformat()})
