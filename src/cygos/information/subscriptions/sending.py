"""Sends what is due: one bounded batch after the other, each row leased to one sender; later what cannot be now.

A mail goes out, then what it told is forgotten, in the next statement. Who dies between the two leaves a lease of five
minutes, and the mail is sent once more with the same Message-ID: at least once, and twice only then.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from cygos.information.subscriptions import letters
from cygos.information.subscriptions.gathering import gather
from cygos.information.subscriptions.models import (
    Asking,
    Counted,
    Gathered,
    Item,
    Subscriber,
    Tally,
)

BATCH = 20  # rows leased at once, and mails that one connection carries
A_ROUND = 1_000  # mails, then the others have their turn
OLD = timedelta(days=30)
FOR_GOOD = 500  # from here on a mail server's answer is final


class MailServerAway(Exception):
    """The city's own mail server does not answer: nobody's fault who is written to, so nobody waits longer for it."""


def send_due(
    *, at: Callable[[], datetime], until: Callable[[], bool] = lambda: False
) -> Counter[str]:
    """One round, or until told otherwise. Raises MailServerAway; what was sent before that is sent."""
    gather(at=at())
    counts: Counter[str] = Counter()
    for batch in (_askings, _subscribers):
        while not until() and sum(counts.values()) < A_ROUND and batch(counts, at=at()):
            continue
    return counts


def tidy(*, at: datetime) -> None:
    """What is too old to be sent, what nobody confirmed, and an address with nothing left to hear of, go."""
    lapsed, _ = Item.objects.stale(at=at).delete()
    Tally.objects.add(Counted.LAPSED, at=at, count=lapsed)
    Asking.objects.lapsed(at=at).delete()
    for subscriber in Subscriber.objects.without_wishes()[:A_ROUND]:
        subscriber.end(at=at)
    Gathered.objects.filter(at__lte=at - OLD).delete()


def _askings(counts: Counter[str], *, at: datetime) -> bool:
    rows = Asking.objects.open(at=at).unsent().claim(at=at, most=BATCH)

    def told(asking: Asking) -> None:
        asking.was_sent(at=at)

    def refused(asking: Asking) -> None:
        asking.delete()

    pairs = [(row, letters.asks_for_yes(row)) for row in rows]
    return _send_all(pairs, counts, at=at, told=told, refused=refused)


def _subscribers(counts: Counter[str], *, at: datetime) -> bool:
    rows = Subscriber.objects.with_something(at=at).claim(at=at, most=BATCH)
    items = list(Item.objects.due_for(rows, at=at)) if rows else []
    stock = letters.Stock.of(items, at=at)
    of_each: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        of_each[item.subscription.subscriber_id].append(item)

    def told(subscriber: Subscriber) -> None:
        with transaction.atomic():
            keys = [item.pk for item in of_each[subscriber.pk]]
            Item.objects.filter(pk__in=keys).delete()
            subscriber.was_told(at=at)

    pairs = [(row, letters.tells(row, of_each[row.pk], stock)) for row in rows]
    return _send_all(pairs, counts, at=at, told=told, refused=lambda row: row.was_refused(at=at))


def _send_all(
    pairs: Sequence[tuple[Any, EmailMultiAlternatives | None]],
    counts: Counter[str],
    *,
    at: datetime,
    told: Callable[[Any], None],
    refused: Callable[[Any], None],
) -> bool:
    """Whether there was anything to send. What was not tried is let go, for whoever comes next."""
    done: Counter[Counted] = Counter()
    left = [row for row, _mail in pairs]
    connection = get_connection()
    try:
        for row, mail in pairs:
            outcome = _send_one(connection, row, mail)
            if outcome is Counted.SENT:
                told(row)
            elif outcome is Counted.REFUSED:
                refused(row)
            else:
                row.postpone(at=at)
            done[outcome] += mail is not None
            left.remove(row)
    finally:
        if left:
            type(left[0]).objects.let_go(left, at=at)
        connection.close()
        for what, count in done.items():
            Tally.objects.add(what, at=at, count=count)
            counts[what.value] += count
    return bool(pairs)


def _send_one(
    connection: BaseEmailBackend, row: Any, mail: EmailMultiAlternatives | None
) -> Counted:
    """What became of it. Who said stop a moment ago is asked for once more, and not written to."""
    if mail is None or not type(row).objects.filter(pk=row.pk).exists():
        return Counted.SENT
    try:
        connection.send_messages([mail])
    except SMTPRecipientsRefused as answer:
        codes = [code for code, _text in answer.recipients.values()]
        return Counted.REFUSED if all(code >= FOR_GOOD for code in codes) else Counted.POSTPONED
    except SMTPDataError:
        return Counted.POSTPONED
    except (SMTPException, OSError) as error:  # also: it does not know us, or not our sender
        raise MailServerAway from error
    return Counted.SENT
