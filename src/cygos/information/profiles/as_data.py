"""An office as schema.org's GovernmentOffice: where it is, when it is open, of whom it is a part."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cygos.information.profiles import hours
from cygos.information.profiles.models import Office, PublicProfile, SpecialDay
from cygos.kernel.people.models import Hat, Unit
from cygos.web import metadata, times


def government_office(
    unit: Unit, office: Office | None, days: Iterable[SpecialDay], *, request: HttpRequest
) -> dict[str, Any]:
    """What a machine may know of it; nothing that nobody has written."""
    facts: dict[str, Any] = {
        "@type": "GovernmentOffice",
        "name": unit.name,
        "alternateName": unit.short_name,
        "url": metadata.canonical(request),
        "email": unit.email,
        "telephone": [*filter(None, [unit.phone]), *(each["number"] for each in office.phones)]
        if office
        else unit.phone,
        "description": office.about if office else "",
        "openingHoursSpecification": _week(office) if office else [],
        "specialOpeningHoursSpecification": [spec for day in days for spec in _special(day)],
    }
    if unit.address:
        facts["address"] = {"@type": "PostalAddress", "streetAddress": unit.address}
    if unit.parent:
        facts["parentOrganization"] = {
            "@type": "GovernmentOffice",
            "name": unit.parent.name,
            "url": metadata.absolute(request, reverse("unit_profile", args=[unit.parent.code])),
        }
    return {name: fact for name, fact in facts.items() if fact}


def _week(office: Office) -> list[dict[str, Any]]:
    return [
        {"dayOfWeek": f"https://schema.org/{day.capitalize()}", **_span(span)}
        for day, spans in office.spans
        for span in spans
    ]


def _special(day: SpecialDay) -> list[dict[str, Any]]:
    """Closed is written 00:00 to 00:00, as schema.org reads it."""
    valid = {"validFrom": times.day_iso(day.since), "validThrough": times.day_iso(day.until)}
    closed = {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"}
    return [{**one, **valid} for one in map(_span, hours.read(day.hours))] or [{**closed, **valid}]


def _span(span: hours.Span) -> dict[str, Any]:
    opens, closes = (f"{moment:%H:%M}" for moment in span)
    return {"@type": "OpeningHoursSpecification", "opens": opens, "closes": closes}


def official_as_data(
    official: PublicProfile, now: Iterable[Hat], *, request: HttpRequest
) -> dict[str, Any]:
    """An official as schema.org's Person, with the posts held today."""
    posts = [hat.post for hat in now if hat.post]
    facts: dict[str, Any] = {
        "@type": "Person",
        "name": official.name,
        "url": metadata.canonical(request),
        "description": official.about,
        "jobTitle": [post.title for post in posts],
        "worksFor": [{"@type": "GovernmentOffice", "name": post.unit.name} for post in posts],
    }
    if official.portrait and official.portrait.prefetched_renditions:
        address = official.portrait.prefetched_renditions[-1].url
        facts["image"] = metadata.absolute(request, address)
    return {name: fact for name, fact in facts.items() if fact}
