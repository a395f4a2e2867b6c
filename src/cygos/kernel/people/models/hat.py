"""A hat: a role somebody holds, in a unit or in the whole city, from a day until a day.

The kernel's seats (a role in a unit, or in the whole city) will be worn through hats: a hat with
`with_subunits` also wears the seats of the units under its own.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cygos.kernel.acts.revised import Revised
from cygos.kernel.people.models.person import Person
from cygos.kernel.people.models.post import Post
from cygos.kernel.people.models.unit import Unit
from cygos.kernel.people.refusals import SameHat, UnitNotNamed, UnitNotThere, WornAlready
from cygos.kernel.people.roles import Role


class Capacity(models.TextChoices):
    """In which capacity a post is held (UU 30/2014 Pasal 14: Plt. pelaksana tugas, Plh. pelaksana harian)."""

    DEFINITIVE = "definitif", _("Definitif")
    ACTING = "plt", _("Plt.")
    DAILY_ACTING = "plh", _("Plh.")
    INTERIM = "pj", _("Pj.")


class DateRange(models.Func):
    """The days of a hat as one range, both ends counted."""

    function = "daterange"
    output_field = DateRangeField()


class HatQuerySet(models.QuerySet["Hat"]):
    def worn(self, *, on: date) -> Self:
        """The hats that are worn on that day; the last day counts."""
        not_ended = models.Q(until__isnull=True) | models.Q(until__gte=on)
        return self.filter(not_ended, since__lte=on)

    def worn_after(self, day: date) -> Self:
        """The hats that are still, or only then, worn after that day."""
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gt=day)).order_by("id")

    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """A city admin sees every hat, anybody else their own."""
        seen = self.all() if viewer.wears(Role.CITY_ADMIN, on=on) else self.filter(person=viewer)
        return seen.select_related("person", "unit", "post")

    def heading(self, unit: Unit) -> Self:
        """Who holds, held or will hold the post that heads this unit; public, as the post is."""
        held = self.filter(post__unit=unit, post__is_head=True).select_related("person", "post")
        return held.newest_first()

    def with_post(self) -> Self:
        """Those through which somebody holds a post."""
        return self.filter(post__isnull=False)

    def terms_of(self, person: int, *, on: date) -> Self:
        """The terms of office that the person of this key has begun by that day, the last first."""
        begun = self.with_post().filter(person=person, since__lte=on)
        return begun.select_related("post__unit").newest_first()

    def answering_then(self, unit: Unit | None, *, day: date, on: date) -> Self:
        """Who led the city, and this unit, on that `day`, and does so no longer `on` this one.

        Who stood in for some days only (Plh.) does not give a time its name.
        """
        heads = models.Q(post__in=Post.objects.leading())
        if unit:
            heads |= models.Q(post__is_head=True, post__unit=unit)
        still = Hat.objects.worn(on=on).filter(
            post=models.OuterRef("post"), person=models.OuterRef("person")
        )
        then = self.worn(on=day).filter(heads).exclude(capacity=Capacity.DAILY_ACTING)
        gone = then.filter(~models.Exists(still)).select_related("person", "post")
        return gone.order_by(models.F("post__superior").asc(nulls_first=True), "since", "id")

    def newest_first(self) -> Self:
        return self.order_by("-since", "-id")


class Hat(Revised):
    """Unit empty means the whole city; whoever edits for a unit names it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="hats", verbose_name=_("orang"))
    role = models.CharField(_("peran"), max_length=40, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="hats", verbose_name=_("unit")
    )
    with_subunits = models.BooleanField(_("termasuk unit di bawahnya"), default=False)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="hats",
        verbose_name=_("jabatan"),
    )  # fmt: skip
    capacity = models.CharField(
        _("kapasitas"), max_length=12, choices=Capacity.choices, default=Capacity.DEFINITIVE
    )
    since = models.DateField(_("sejak"))
    until = models.DateField(_("sampai"), null=True, blank=True)

    objects = HatQuerySet.as_manager()

    class Meta:
        ordering = ("since", "id")
        verbose_name = _("topi")
        verbose_name_plural = _("topi")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="a_hat_is_taken_off_after_it_is_put_on",
                violation_error_message=_("Peran tidak dapat berakhir sebelum dimulai."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.UNIT_EDITOR) | models.Q(unit__isnull=False),
                name="a_units_editor_names_the_unit",
                violation_error_message=_("Sebutkan perangkat daerah yang disunting."),
            ),
            ExclusionConstraint(
                name="the_same_hat_is_not_worn_twice_at_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("unit", 0), RangeOperators.EQUAL),
                    (Coalesce("post", 0), RangeOperators.EQUAL),
                    (DateRange("since", "until", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "Orang ini sudah memegang peran yang sama pada sebagian dari hari-hari itu."
                ),
            ),
        )

    untold: ClassVar[frozenset[str]] = frozenset()

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.place}"

    @property
    def place(self) -> str:
        """Where the hat is worn, in words."""
        return str(self.unit or _("seluruh kota"))

    def is_worn(self, *, on: date) -> bool:
        return self.since <= on and (self.until is None or self.until >= on)

    @classmethod
    def give(
        cls, person: Person, role: Role, *, by: Person | None, at: datetime, **facts: Any
    ) -> "Hat":
        """Put a hat on somebody and leave the act. `facts` are the hat's other fields; `since` is needed.

        Raises SameHat if the person wears it already on one of those days, UnitNotThere if the unit does
        not exist when the hat begins, UnitNotNamed if somebody would edit for a unit that nobody names.
        """
        unit, since, until = facts.get("unit"), facts["since"], facts.get("until")
        if role == Role.UNIT_EDITOR and unit is None:
            raise UnitNotNamed
        if unit and not unit.exists_on(since):
            raise UnitNotThere(unit=unit.name, day=since)
        same = cls.objects.filter(person=person, role=role, unit=unit, post=facts.get("post"))
        if any(
            hat.until is None or hat.until >= since
            for hat in same
            if not until or hat.since <= until
        ):
            raise SameHat(person=person.name, role=Role(role).label)
        hat = cls._begin("hat.given", by=by, at=at, person=person, role=str(role), **facts)
        person.forget_hats()
        return hat

    def end(
        self, *, last_day: date, by: Person | None, at: datetime, revision: int | None = None
    ) -> None:
        """Take the hat off: `last_day` is the last day on which it is worn.

        Raises WornAlready if it ended earlier, LastAdmin if nobody would be left to give hats, Impossible
        if it had not begun yet.
        """
        with self._changing(revision):
            if self.until and self.until < last_day:
                raise WornAlready(until=self.until)
            if self.role == Role.CITY_ADMIN:
                Person.objects.keep_an_admin(after=last_day, without_hat=self.pk)
            self._change("hat.ended", by=by, at=at, values={"until": last_day})
        self.person.forget_hats()
