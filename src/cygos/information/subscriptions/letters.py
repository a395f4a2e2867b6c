"""The mails: the one that asks for a yes, and the one that tells what happened, in the reader's language."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.models import Page

from cygos.information.notices.models import Notice
from cygos.information.publishing.models import Edition
from cygos.information.subscriptions.links import CONFIRM, MANAGE, STOP, link, whole
from cygos.information.subscriptions.models import Addressed, Asking, Item, Rhythm, Subscriber
from cygos.kernel.city.models import City
from cygos.web.navigation import in_language

MOST_TOLD = 50  # things in one mail; what is more stands on the portal


@dataclass(frozen=True)
class Told:
    """One thing that happened, as a mail tells it."""

    title: str
    address: str
    at: datetime
    text: str = ""
    note: str = ""  # what changed, where something did
    is_alert: bool = False


@dataclass(frozen=True)
class Section:
    """What one wish brought."""

    label: str
    things: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Stock:
    """What the items of some mails are about, asked for once for all of them."""

    pages: Mapping[int, Page]
    running: frozenset[int]  # alerts that are not over

    @classmethod
    def of(cls, items: Iterable[Item], *, at: datetime) -> "Stock":
        items = list(items)
        keys = {item.edition.page_id for item in items if item.edition}
        alerts = {item.notice_id for item in items if item.notice_id}
        found = Page.objects.live().public().filter(pk__in=keys).order_by("pk").specific()
        running = Notice.objects.running(at=at).filter(pk__in=alerts) if alerts else []
        return cls({page.pk: page for page in found}, frozenset(each.pk for each in running))


def asks_for_yes(asking: Asking) -> EmailMultiAlternatives:
    """The mail whose link confirms that the address wished for it."""
    with override(asking.language):
        facts = {"asking": asking, "confirm": link(CONFIRM, asking)}
        subject = _("Benarkan langganan surel Anda")
        return _mail(asking, subject, "confirm", facts, name=f"confirm {asking.key}")


def tells(subscriber: Subscriber, items: list[Item], stock: Stock) -> EmailMultiAlternatives | None:
    """The mail that tells all of these, grouped by wish; None where nothing of it is to be read any more."""
    with override(subscriber.language):
        sections = _sections(items, stock, subscriber.language)
        things = [thing for section in sections for thing in section.things]
        if not things:
            return None
        facts = {
            "sections": _first(sections), "is_single": len(things) == 1,
            "more": max(0, len(things) - MOST_TOLD), "news": whole(in_language("/berita/", subscriber.language)),
            "manage": link(MANAGE, subscriber), "stop": link(STOP, subscriber),
        }  # fmt: skip
        told = sorted(f"{item.edition_id} {item.notice_id}" for item in items)
        mail = _mail(
            subscriber, _subject(things, items), "news", facts,
            name=f"{subscriber.key} {' '.join(told)}",
        )  # fmt: skip
    mail.extra_headers |= {
        "List-Unsubscribe": f"<{facts['stop']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return mail


def _sections(items: list[Item], stock: Stock, language: str) -> list[Section]:
    """Each thing once, under the first wish that it answers; of several editions of a page the newest words."""
    sections: dict[int, Section] = {}
    seen: dict[int, Told] = {}  # by page; a notice counts backwards
    for item in items:
        key = item.edition.page_id if item.edition else -(item.notice_id or 0)
        told = _told(item, stock, language)
        if told is None or key in seen:
            continue
        seen[key] = told
        section = sections.setdefault(item.subscription_id, Section(item.subscription.label))
        section.things.append(told)
    return list(sections.values())


def _told(item: Item, stock: Stock, language: str) -> Told | None:
    if notice := item.notice:
        if notice.pk not in stock.running:
            return None
        address = whole(notice.address)
        return Told(
            notice.words,
            address,
            notice.starts_at or item.due_at,
            notice.explanation,
            is_alert=True,
        )
    edition = item.edition
    page = stock.pages.get(edition.page_id) if edition else None
    if page is None or edition is None:
        return None
    note = "" if edition.kind == Edition.Kind.PUBLISHED else edition.note
    path = in_language(urlsplit(page.get_url()).path.removeprefix("/en"), language)
    text = getattr(page, "teaser", "") or page.search_description
    return Told(page.title, whole(path), edition.at, text, note)


def _first(sections: list[Section]) -> list[Section]:
    left, shown = MOST_TOLD, []
    for section in sections:
        if left > 0:
            shown.append(Section(section.label, section.things[:left]))
            left -= len(section.things)
    return shown


def _subject(things: list[Told], items: list[Item]) -> str:
    alerts = [thing for thing in things if thing.is_alert]
    if alerts:
        return _("SIAGA: %(title)s") % {"title": alerts[0].title}
    if len(things) == 1:
        title = things[0].title
        return _("Diperbarui: %(title)s") % {"title": title} if things[0].note else title
    count = ngettext("%(n)d kabar", "%(n)d kabar", len(things)) % {"n": len(things)}
    rhythm = items[0].subscription.rhythm
    if rhythm == Rhythm.DAILY:
        return _("Rangkuman harian: %(count)s") % {"count": count}
    if rhythm == Rhythm.WEEKLY:
        return _("Rangkuman mingguan: %(count)s") % {"count": count}
    return _("%(count)s dari kota") % {"count": count}


def _mail(
    to: Addressed, subject: str, template: str, facts: dict[str, object], *, name: str
) -> EmailMultiAlternatives:
    """Plain text with simple HTML beside it. The same mail sent again bears the same Message-ID."""
    city = City.objects.first()
    facts |= {
        "city": city.name if city else "CyGoS", "is_demo": settings.IS_DEMO, "language": to.language,
    }  # fmt: skip
    if settings.IS_DEMO:
        subject = f"{_('Contoh: bukan situs resmi')} – {subject}"
    mail = EmailMultiAlternatives(
        " ".join(subject.split())[:200],
        render_to_string(f"subscriptions/mail/{template}.txt", facts),
        to=[to.email],
        headers={
            "Message-ID": f"<{hashlib.sha256(name.encode()).hexdigest()[:40]}@{_domain()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(
        render_to_string(f"subscriptions/mail/{template}.html", facts), "text/html"
    )
    return mail


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
