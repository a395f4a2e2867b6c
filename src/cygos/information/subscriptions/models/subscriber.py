"""A subscriber is an address that said yes; a subscription is one of its wishes. With the last of them it goes."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cygos.information.news.models import Topic
from cygos.information.subscriptions.models.addressed import Addressed, AddressedQuerySet
from cygos.information.subscriptions.models.criterion import About, Criterion, Rhythm
from cygos.information.subscriptions.models.tally import Counted, Tally

STRIKES = 3  # that an address is none, said by its mail server, a day apart
A_DAY = timedelta(days=1)
MOST = 20  # wishes of one address


class SubscriberQuerySet(AddressedQuerySet):
    def without_wishes(self) -> Self:
        """Those whose last wish went with the topic, category or office that it named."""
        return self.filter(subscriptions__isnull=True).order_by("pk")

    def with_something(self, *, at: datetime) -> Self:
        """Those for whom something is due."""
        due = models.Q(subscriptions__items__due_at__lte=at)
        return self.filter(pk__in=self.model.objects.filter(due).values("pk"))


class SubscriberManager(models.Manager.from_queryset(SubscriberQuerySet)):  # type: ignore[misc]
    def welcome(self, email: str, *, language: str, at: datetime) -> "Subscriber":
        """The subscriber of this address, who reads this language from now on."""
        facts = {"language": language}
        row, is_new = self.update_or_create(
            email=email, defaults=facts, create_defaults=facts | {"since": at, "next_at": at}
        )
        if is_new:
            Tally.objects.add(Counted.JOINED, at=at)
        return row  # type: ignore[no-any-return]


class Subscriber(Addressed):
    strikes = models.PositiveSmallIntegerField(default=0, editable=False)
    since = models.DateTimeField(_("sejak"))

    objects = SubscriberManager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("pelanggan")
        verbose_name_plural = _("pelanggan")
        indexes = (models.Index(fields=["next_at", "id"], name="subscribers_by_turn"),)
        constraints = (
            models.UniqueConstraint(fields=["email"], name="an_address_subscribes_once"),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def wishes(self) -> "list[Subscription]":
        """What it wants to hear of, as it was wished."""
        found = self.subscriptions.select_related("category", "topic", "unit")
        return list(found.order_by("pk")[:MOST])

    @transaction.atomic
    def wish_for(self, wished: Criterion, *, at: datetime) -> None:
        """Hear of this too, or in another rhythm. Beyond `MOST`, the oldest wish goes."""
        facts = {"rhythm": wished.rhythm}
        Subscription.objects.update_or_create(
            subscriber=self, **wished.wish, defaults=facts, create_defaults=facts | {"since": at}
        )
        surplus = self.subscriptions.order_by("-pk").values_list("pk", flat=True)[MOST:]
        self.subscriptions.filter(pk__in=list(surplus)).delete()

    def wish_for_alerts(self, *, at: datetime) -> None:
        """Hear of every siaga, at once."""
        facts = {"rhythm": Rhythm.AT_ONCE, "since": at}
        self.subscriptions.get_or_create(about=About.ALERTS, defaults=facts)

    @transaction.atomic
    def drop(self, pk: int, *, at: datetime) -> bool:
        """Hear of one thing no more; whether anything is left to hear of."""
        self.subscriptions.filter(pk=pk).delete()
        if self.subscriptions.exists():
            return True
        self.end(at=at)
        return False

    @transaction.atomic
    def end(self, *, at: datetime, why: Counted = Counted.ENDED) -> None:
        """Nothing is sent any more, and the address is gone; only the count remains."""
        if Subscriber.objects.filter(pk=self.pk).delete()[0]:
            Tally.objects.add(why, at=at)

    def was_told(self, *, at: datetime) -> None:
        """A mail was taken by its mail server."""
        self._tried(next_at=at, tries=0, strikes=0)

    def was_refused(self, *, at: datetime) -> None:
        """Its mail server says that there is no such address: the third time it goes."""
        if self.strikes + 1 >= STRIKES:
            self.end(at=at, why=Counted.BOUNCED)
        else:
            self._tried(strikes=self.strikes + 1, next_at=at + A_DAY)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def move_topic(self, old: Topic, new: Topic) -> None:
        """Who wished for the one wishes for the other now; who wished for both goes on wishing for that one."""
        have = self.filter(topic=new).values("subscriber")
        self.filter(topic=old).exclude(subscriber__in=have).update(topic=new)

    def by_criterion(self) -> list[dict[str, Any]]:
        """How many want what, how often. Words are counted together: they may say who asked."""
        names = ("about", "category__name", "topic__name", "unit__name")
        rows = self.order_by().values(*names).annotate(
            at_once=_count(Rhythm.AT_ONCE), daily=_count(Rhythm.DAILY),
            weekly=_count(Rhythm.WEEKLY), all=models.Count("pk"),
        )  # fmt: skip
        return list(rows.order_by("-all", *names))


class Subscription(Criterion):
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    since = models.DateTimeField(_("sejak"))

    objects = SubscriptionQuerySet.as_manager()

    class Meta(Criterion.Meta):
        abstract = False
        ordering = ("pk",)
        verbose_name = _("langganan")
        verbose_name_plural = _("langganan")
        constraints = (
            *Criterion.Meta.constraints,
            models.UniqueConstraint(
                fields=["subscriber", "about", "category", "topic", "unit", "words"],
                nulls_distinct=False, name="the_same_is_wished_for_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.about} {self.rhythm}"


def _count(rhythm: Rhythm) -> models.Count:
    return models.Count("pk", filter=models.Q(rhythm=rhythm))
