"""A promise that runs in a case, the times it stood still, and the alarms that tell the clock when to act."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.kernel import calendar
from cygos.kernel.calendar import Span, Unit
from cygos.kernel.procedure.walking import Clock
from cygos.kernel.terms.models import TermUnit


class PromiseQuerySet(models.QuerySet["Promise"]):
    def running(self) -> Self:
        return self.filter(ended_at=None)


class Promise(models.Model):
    """A clock of a case. Amount and unit are as they were promised; `told_at` is what was said first, and stays."""

    case = models.ForeignKey(
        "cases.Case", models.PROTECT, related_name="promises", verbose_name=_("perkara")
    )
    name = models.CharField(_("nama"), max_length=60)
    key = models.CharField(_("tenggat"), max_length=60)
    unit = models.CharField(_("satuan"), max_length=20, choices=TermUnit.choices)
    amount = models.PositiveIntegerField(_("jumlah"))
    extra = models.PositiveIntegerField(_("perpanjangan"), default=0)
    is_owed = models.BooleanField(_("janji kota"), default=True)
    is_extended = models.BooleanField(_("sudah diperpanjang"), default=False)
    works_in_joint_leave = models.BooleanField(default=False)
    started_at = models.DateTimeField(_("sejak"))
    told_at = models.DateTimeField(_("yang dikatakan pertama kali"), null=True)
    due_at = models.DateTimeField(_("tenggat"), null=True)
    ended_at = models.DateTimeField(_("berakhir"), null=True)
    missed_at = models.DateTimeField(_("terlewat"), null=True)
    rung = ArrayField(models.CharField(max_length=60), default=list)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name = _("janji")
        verbose_name_plural = _("janji")
        indexes = (
            models.Index(
                fields=["due_at"], condition=models.Q(ended_at=None), name="running_promises"
            ),
        )
        constraints: ClassVar = (
            models.UniqueConstraint(
                fields=["case", "name"], condition=models.Q(ended_at=None), name="a_promise_runs_once_at_a_time"
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_promise_has_a_length"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def clock(self) -> Clock:
        """As the rules see it."""
        span = Span(self.amount, Unit(self.unit), self.extra)
        pauses = tuple(
            calendar.Pause(pause.from_on, pause.until_on, pause.reason)
            for pause in sorted(self.pauses.all(), key=lambda pause: pause.seq)
        )
        return Clock(
            self.name, self.key, span, self.started_at, self.told_at, self.due_at, pauses,
            self.ended_at, self.missed_at, self.is_extended, frozenset(self.rung),
        )  # fmt: skip

    @classmethod
    def make(cls, clock: Clock, **facts: Any) -> "Promise":
        """A promise that begins, as the rules say."""
        promise = cls(name=clock.name, key=clock.key, **facts)
        promise.take_over(clock)
        return promise

    def take_over(self, clock: Clock) -> None:
        """Stand as the rules say; its pauses are written beside."""
        self.amount, self.unit, self.extra = clock.span.amount, clock.span.unit, clock.span.extra
        self.started_at, self.told_at, self.due_at = clock.started_at, clock.told_at, clock.due_at
        self.ended_at, self.missed_at, self.is_extended = (
            clock.ended_at,
            clock.missed_at,
            clock.is_extended,
        )
        self.rung = sorted(clock.rung)
        self.save()


class Pause(models.Model):
    """Days on which a promise stood still."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="pauses")
    seq = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ("promise", "seq")
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["promise", "seq"], name="pauses_come_one_after_another"),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="a_pause_does_not_end_before_it_starts",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.reason


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def due(self, at: datetime) -> Self:
        return self.filter(rings_at__lte=at).order_by("rings_at", "id")


class Alarm(models.Model):
    """When the clock must act on a case: an action of its book, or the note that a promise was missed."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="alarms")
    clock = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    part = models.PositiveSmallIntegerField()
    urgency = (
        models.PositiveSmallIntegerField()
    )  # 1 hours, 2 days: a flood of the second does not drown the first
    rings_at = models.DateTimeField()

    objects = AlarmQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["urgency", "rings_at"], name="next_alarms"),)

    def __str__(self) -> str:
        return f"{self.action} {self.rings_at:%Y-%m-%d %H:%M}"
