"""A case: one matter in one procedure. `open` and `perform` are its only doors."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.kernel.cases.models.actor import Actor
from cygos.kernel.cases.models.seat import Seat
from cygos.kernel.cases.models.stored import StoredBook
from cygos.kernel.cases.models.trace import Event
from cygos.kernel.people.models import Person
from cygos.kernel.places.models import Area
from cygos.kernel.procedure.language import Public

if TYPE_CHECKING:
    from cygos.kernel.procedure.book import Book, StateRule
    from cygos.kernel.procedure.walking import Standing


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> Self:
        """The one answer to who sees what: page, list, search, export, API, count and history all ask this.

        Cases in which one of the actor's seats takes part, without those from which the person is excluded.
        """
        seen = self.filter(pk__in=Party.objects.filter(seat__in=actor.seats).values("case"))
        if actor.person is None:
            return seen
        return seen.exclude(pk__in=Exclusion.objects.filter(person=actor.person).values("case"))

    def before(self, actor: Actor) -> Self:
        """The open cases of `visible_to`, the nearest deadline first; those without one last."""
        mine = Party.objects.filter(seat__in=actor.seats, is_open=True).values("case")
        seen = self.filter(pk__in=mine, is_open=True)
        if actor.person is not None:
            seen = seen.exclude(pk__in=Exclusion.objects.filter(person=actor.person).values("case"))
        return seen.order_by(models.F("due_at").asc(nulls_last=True), "id")

    def public(self, level: Public = Public.STATUS) -> Self:
        """The cases of which anybody may see at least so much."""
        return self.filter(public__gte=level)

    def numbered(self, number: str) -> Self:
        """The case of that public number, however it was typed."""
        return self.filter(number=number.strip().upper())


class Case(models.Model):
    """Internal keys are never shown; `number` is public, `ref` is the case's name in the ledger."""

    number = models.CharField(_("nomor"), max_length=20, unique=True)
    ref = models.UUIDField(unique=True)
    stored = models.ForeignKey(
        StoredBook, models.PROTECT, related_name="cases", verbose_name=_("buku aturan")
    )
    state = models.CharField(_("keadaan"), max_length=60)
    is_open = models.BooleanField(default=True)
    public = models.PositiveSmallIntegerField(_("terlihat oleh umum"), default=Public.NOTHING)
    ceiling = models.PositiveSmallIntegerField(_("paling banyak terlihat"), default=Public.TEXT)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wilayah")
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    came_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="led_to"
    )
    opened_at = models.DateTimeField(_("dibuka"))
    arrived_at = models.DateTimeField(_("di keadaan ini sejak"))
    moved_at = models.DateTimeField(_("terakhir berubah"))
    due_at = models.DateTimeField(_("tenggat terdekat"), null=True)
    revision = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)  # events so far
    title = models.CharField(_("judul"), max_length=200, blank=True)
    facts = models.JSONField(_("fakta"), default=dict)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("perkara")
        verbose_name_plural = _("perkara")
        indexes = (
            models.Index(
                fields=["due_at", "id"], condition=models.Q(is_open=True), name="open_cases_by_due"
            ),
            models.Index(fields=["-opened_at", "-id"], name="cases_by_age"),
        )
        constraints: ClassVar = (
            models.CheckConstraint(condition=~models.Q(state=""), name="a_case_always_stands_somewhere"),
            models.CheckConstraint(
                condition=models.Q(public__lte=models.F("ceiling")), name="no_case_shows_more_than_it_may"
            ),
            models.CheckConstraint(
                condition=models.Q(is_open=True) | models.Q(due_at=None), name="nothing_is_due_in_a_closed_case"
            ),
            models.UniqueConstraint(fields=["id", "is_open"], name="a_case_and_whether_it_is_open"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def book(self) -> Book:
        """The rules it follows: those under which it was opened."""
        return self.stored.book

    @property
    def stands(self) -> StateRule:
        """Where it stands, by its rules."""
        return self.book.state(self.state)

    def begin(self) -> None:
        """Write the first row of a new case; only as part of opening it."""
        self.save(force_insert=True)

    def stand(self, standing: Standing, *, at: datetime) -> None:
        """Stand where the rules have led. Unsaved until the event is told."""
        rule = self.book.state(standing.state)
        self.state, self.arrived_at = standing.state, standing.arrived_at or at
        self.is_open, self.due_at = not rule.final, None if rule.final else standing.due_at
        self.public = min(rule.public, self.ceiling)

    def tell(self, action: str, *, at: datetime, role: str, **facts: Any) -> Event:
        """Write the case as it stands now, and the event that led there: the two are never apart."""
        self.revision += 1
        self.told += 1
        self.moved_at = at
        self.save()
        return Event.objects.create(
            case=self, seq=self.told, at=at, action=action, role=role, state=self.state, **facts
        )

    def part_of(self, actor: Actor) -> frozenset[str]:
        """The roles this actor plays in this case; none for somebody who is excluded."""
        if actor.person and self.exclusions.filter(person=actor.person).exists():
            return frozenset()
        return frozenset(self.parties.filter(seat__in=actor.seats).values_list("role", flat=True))


class Party(models.Model):
    """A seat that takes part in a case, in a role: who may see it and what it may do there, in one narrow row."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="parties")
    role = models.CharField(max_length=60)
    is_open = models.BooleanField(default=True)  # a copy that the database keeps right

    class Meta:
        indexes = (models.Index(fields=["seat", "is_open", "case"], name="cases_before_a_seat"),)
        constraints: ClassVar = (
            models.UniqueConstraint(
                fields=["case", "seat", "role"], name="a_seat_plays_a_role_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.case_id}"


class Exclusion(models.Model):
    """A conflict of interest: this person sees nothing of this case, whatever hat they wear."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="exclusions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=400)

    class Meta:
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["person", "case"], name="a_person_is_excluded_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_exclusion_has_a_reason"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id}"
