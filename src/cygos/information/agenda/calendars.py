"""The agenda as iCalendar (RFC 5545): one file, whoever reads it.

An item keeps its UID whatever becomes of its title or address; SEQUENCE counts its editions, so that a
calendar knows the newer of two; what was cancelled stays, and says so.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from cygos.information.agenda import telling
from cygos.kernel.city.models import City
from cygos.web.times import WIB

AGAIN = timedelta(hours=6)  # so often a calendar may ask again


def calendar(items: Sequence[Any], *, title: str, address: Callable[[Any], str]) -> bytes:
    """The items as one file; `title` names whose they are, where they are not the whole city's."""
    city = City.objects.first() or City()
    name = _("Agenda %(whose)s") % {"whose": title or city.name}
    found = Calendar()
    found.add("prodid", "-//CyGoS//Agenda//ID")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", str(WIB))
    found.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    found.add("x-published-ttl", vDuration(AGAIN))
    for item in items:
        found.add_component(_event(item, address(item), city))
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _event(item: Any, address: str, city: City) -> Event:
    event = Event()
    event.add("uid", str(item.translation_key))
    event.add("dtstamp", item.last_published_at or item.starts_at)
    event.add("last-modified", item.last_published_at or item.starts_at)
    event.add("sequence", item.edition_count)
    event.add("summary", item.title)
    _add_times(event, item)
    event.add("location", item.where)
    event.add("description", _description(item))
    event.add("url", address)
    event.add("contact", item.unit.name if item.unit else city.government)
    event.add("status", "CANCELLED" if item.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if item.is_whole_day or item.is_cancelled else "OPAQUE")
    return event


def _add_times(event: Event, item: Any) -> None:
    starts = item.starts_at.astimezone(WIB)
    if item.is_whole_day:
        event.add("dtstart", starts.date())
        event.add("dtend", telling.after(item.last_day))
    else:
        event.add("dtstart", starts)
        if item.ends_at:
            event.add("dtend", item.ends_at.astimezone(WIB))


def _description(item: Any) -> str:
    cancelled = _("DIBATALKAN: %(why)s") % {"why": item.cancelled_because}
    parts = [cancelled if item.is_cancelled else "", item.teaser, item.link]
    return "\n".join(part for part in parts if part)
