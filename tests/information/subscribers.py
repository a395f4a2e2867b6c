"""What the tests of the subscriptions share: a city that sends mail, readers who said yes, an editor who publishes."""

import re
from datetime import timedelta

from cygos.information.subscriptions import sending
from cygos.information.subscriptions.models import Asking, Subscriber
from tests.information.conftest import THAT_WEDNESDAY

SARI = "sari.w@contoh.test"
WAGIMAN = "wagiman@contoh.test"
EARLIER = THAT_WEDNESDAY - timedelta(hours=1)
WISH = {"about": "all", "rhythm": "at_once"}


def subscriber(email=SARI, *, at=EARLIER, language="id", **wish):
    """Somebody who said yes an hour ago."""
    row = Subscriber.objects.welcome(email, language=language, at=at)
    row.wish_for(Asking(**(WISH | wish)), at=at)
    return row


def publish(article, *, note=""):
    """As the editorial room does it: a revision, then its publication."""
    article.change_note = note
    article.save_revision().publish()
    article.refresh_from_db()
    return article


def send(at=THAT_WEDNESDAY, rounds=1):
    """What one round sent at that moment."""
    counts = {}
    for _round in range(rounds):
        counts = sending.send_due(at=lambda: at)
    return counts


def link_in(text, word):
    """The path of the link of a mail that holds this word."""
    found = re.search(rf"https?://[^/\s]+(\S*/{word}/\S+)", text)
    return found[1]
