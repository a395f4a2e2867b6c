"""An asking: somebody typed an address and a wish; it becomes a subscription when that address says yes.

Until then it is kept for two days, and for as long it counts against the limits: of the address, of the network it
came from (kept only as a number that changes with the day), and of the whole city.
"""

import hmac
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cygos.information.news.models import Topic
from cygos.information.subscriptions.models.addressed import Addressed, AddressedQuerySet
from cygos.information.subscriptions.models.criterion import Criterion
from cygos.information.subscriptions.models.subscriber import Subscriber
from cygos.kernel.refusals import Refusal
from cygos.kernel.turns import one_at_a_time
from cygos.web.times import WIB

KEPT = timedelta(days=2)
A_DAY = timedelta(days=1)
BY_ADDRESS, BY_NETWORK, BY_ALL = 3, 20, 2_000  # mails that ask for a yes, a day


class AskedTooOften(Refusal):
    """This address was sent as many mails as a day allows; somebody may be pestering its owner."""

    code, status = "asked-too-often", 429
    sentence = gettext_noop("Alamat ini sudah kami kirimi beberapa surel konfirmasi hari ini.")
    advice = gettext_noop("Periksa kotak masuk dan folder spam Anda, atau coba lagi besok.")


class NetworkAsksTooMuch(Refusal):
    """Too many subscriptions were asked for from this network today."""

    code, status = "network-asks-too-much", 429
    sentence = gettext_noop("Terlalu banyak langganan diminta dari jaringan ini hari ini.")
    advice = gettext_noop("Coba lagi besok, atau dari jaringan lain.")


class TooManyToday(Refusal):
    """The whole city has sent as many mails that ask for a yes as a day allows."""

    code, status = "too-many-today", 429
    sentence = gettext_noop("Hari ini terlalu banyak langganan diminta.")
    advice = gettext_noop("Coba lagi besok; umpan RSS dan Atom selalu terbuka.")


class AskingQuerySet(AddressedQuerySet):
    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True)

    def lapsed(self, *, at: datetime) -> Self:
        """Nobody said yes in time."""
        return self.filter(asked_at__lte=at - KEPT)

    def open(self, *, at: datetime) -> Self:
        """Those to which a yes may still be said."""
        return self.filter(asked_at__gt=at - KEPT).select_related("category", "topic", "unit")

    def move_topic(self, old: Topic, new: Topic) -> None:
        """Who wished for the one wishes for the other now."""
        self.filter(topic=old).update(topic=new)

    def refuse_too_many(self, email: str, network: str, *, at: datetime) -> None:
        """Raises AskedTooOften, NetworkAsksTooMuch or TooManyToday."""
        today = self.filter(asked_at__gt=at - A_DAY)
        if today.filter(email=email).count() >= BY_ADDRESS:
            raise AskedTooOften
        if today.filter(network=network).count() >= BY_NETWORK:
            raise NetworkAsksTooMuch
        if today.count() >= BY_ALL:
            raise TooManyToday


class Asking(Addressed, Criterion):
    """`with_alerts`: the siaga too, beside what is named."""

    with_alerts = models.BooleanField(_("siaga juga"), default=False)
    network = models.CharField(max_length=64, editable=False)
    asked_at = models.DateTimeField(_("diminta pada"))
    sent_at = models.DateTimeField(_("dikirim pada"), null=True, blank=True)

    objects = AskingQuerySet.as_manager()

    class Meta(Criterion.Meta):
        abstract = False
        ordering = ("asked_at", "pk")
        verbose_name = _("permintaan langganan")
        verbose_name_plural = _("permintaan langganan")
        indexes = (
            models.Index(fields=["next_at", "id"], name="askings_by_turn"),
            models.Index(fields=["asked_at"], name="askings_by_age"),
        )

    def __str__(self) -> str:
        return f"{self.about} {self.asked_at:%d-%m-%Y}"

    @classmethod
    def take(cls, email: str, *, network: str, at: datetime, **wish: Any) -> "Asking":
        """Keep a wish until its address says yes. Raises when too many were asked for."""
        email, network = email.strip().lower(), nameless(network, at=at)
        with one_at_a_time("subscriptions asking"):
            cls.objects.refuse_too_many(email, network, at=at)
            return cls.objects.create(email=email, network=network, asked_at=at, next_at=at, **wish)

    def was_sent(self, *, at: datetime) -> None:
        """The mail that asks for a yes went out."""
        self._tried(sent_at=at)

    @transaction.atomic
    def confirm(self, *, at: datetime) -> Subscriber:
        """The address says yes: from now on it hears of what it wished."""
        subscriber = Subscriber.objects.welcome(self.email, language=self.language, at=at)
        subscriber.wish_for(self, at=at)
        if self.with_alerts:
            subscriber.wish_for_alerts(at=at)
        self.delete()
        return subscriber


def nameless(network: str, *, at: datetime) -> str:
    """A number that is the same for this network on this day, and tells nobody which it is."""
    message = f"{at.astimezone(WIB):%Y-%m-%d} {network}"
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), "sha256").hexdigest()
