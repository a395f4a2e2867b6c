"""Who asked, who hears, of what, what waits to be sent, and how much was: counts only."""

from cygos.information.subscriptions.models.addressed import LEASE, Addressed
from cygos.information.subscriptions.models.asking import (
    AskedTooOften,
    Asking,
    NetworkAsksTooMuch,
    TooManyToday,
)
from cygos.information.subscriptions.models.criterion import About, Criterion, Rhythm
from cygos.information.subscriptions.models.subscriber import Subscriber, Subscription
from cygos.information.subscriptions.models.tally import Counted, Tally
from cygos.information.subscriptions.models.waiting import Gathered, Item

__all__ = [
    "LEASE",
    "About",
    "Addressed",
    "AskedTooOften",
    "Asking",
    "Counted",
    "Criterion",
    "Gathered",
    "Item",
    "NetworkAsksTooMuch",
    "Rhythm",
    "Subscriber",
    "Subscription",
    "Tally",
    "TooManyToday",
]
