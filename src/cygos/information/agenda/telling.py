"""When something happens: in words for people, and as schema.org's Event for machines."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cygos.kernel.city.models import City
from cygos.web import metadata, times
from cygos.web.times import WIB

ABOUT_SCHEMA = "https://schema.org/"


def when(starts_at: datetime, ends_at: datetime | None, *, is_whole_day: bool) -> str:
    """Rabu, 7 Desember 2016, pukul 09.00–12.00 WIB; or the days alone."""
    first = times.day_in_words(starts_at)
    is_one_day = ends_at is None or _day(ends_at) == _day(starts_at)
    if is_whole_day:
        return first if is_one_day else f"{first} – {times.day_in_words(ends_at or starts_at)}"
    if ends_at is None or ends_at == starts_at:
        return times.moment_in_words(starts_at)
    if is_one_day:
        hours = {"day": first, "from": _hour(starts_at), "until": _hour(ends_at)}
        return _("%(day)s, pukul %(from)s–%(until)s WIB") % hours
    return f"{times.moment_in_words(starts_at)} – {times.moment_in_words(ends_at)}"


def as_event(item: Any, *, base: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """The item as an Event; `base` is what every page says of itself."""
    city = City.objects.first() or City()
    iso = times.day_iso if item.is_whole_day else times.moment_iso
    kept = {name: base[name] for name in ("url", "name", "description", "inLanguage")}
    status = "EventCancelled" if item.is_cancelled else "EventScheduled"
    ends = item.ends_at or (item.starts_at if item.is_whole_day else None)
    return kept | {
        "@type": "Event",
        "startDate": iso(item.starts_at),
        **({"endDate": iso(ends)} if ends else {}),
        "eventStatus": f"{ABOUT_SCHEMA}{status}",
        "isAccessibleForFree": True,
        "location": {
            "@type": "Place",
            "name": item.place,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": item.where,
                "addressLocality": city.name,
                "addressCountry": "ID",
            },
        },
        "organizer": {
            "@type": "GovernmentOrganization",
            "name": item.unit.name if item.unit else city.government,
            "url": metadata.origin(request) + "/",
        },
    }


def after(day: datetime) -> Any:
    """The day after that moment's day, as calendars write the end of a whole day."""
    return _day(day) + timedelta(days=1)


def _day(at: datetime) -> Any:
    return at.astimezone(WIB).date()


def _hour(at: datetime) -> str:
    return f"{at.astimezone(WIB):%H.%M}"
