"""Opening hours as people write them: 08.00-12.00, 13.00-15.30. What lies between two of them is the break."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Span = tuple[time, time]
MOST = 3  # spans of a day: morning, afternoon, evening
LONGEST = 60
BETWEEN = ", "
ONE = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")
STORED = r"^$|^\d\d\.\d\d-\d\d\.\d\d(, \d\d\.\d\d-\d\d\.\d\d){0,2}$"


def read(text: str) -> list[Span]:
    """The spans of a day; none means closed. Raises ValidationError in the words of whoever typed it."""
    spans = [_span(part.strip()) for part in text.split(",") if part.strip()]
    if len(spans) > MOST:
        raise ValidationError(
            _("Paling banyak %(most)s bagian dalam sehari."), params={"most": MOST}
        )
    moments = [moment for span in spans for moment in span]
    if any(first >= second for first, second in pairwise(moments)):
        raise ValidationError(
            _("“%(text)s”: setiap jam harus sesudah jam sebelumnya."), params={"text": text}
        )
    return spans


def write(spans: Iterable[Span]) -> str:
    """The one way in which hours are kept."""
    return BETWEEN.join(f"{opens:%H.%M}-{closes:%H.%M}" for opens, closes in spans)


def shown(text: str) -> list[str]:
    """As a reader reads them: 08.00–12.00 in Bahasa, 08:00–12:00 in English; nothing where it is closed."""
    said = text.replace("-", "–")
    said = said.replace(".", ":") if get_language() == "en" else said
    return said.split(BETWEEN) if said else []


def written_as_hours(text: str) -> None:
    """Raises ValidationError unless it is hours, in the one way in which they are kept."""
    if write(read(text)) != text:
        raise ValidationError(
            _("“%(text)s” ditulis %(wanted)s."), params={"text": text, "wanted": write(read(text))}
        )


def _span(text: str) -> Span:
    found = ONE.fullmatch(text)
    try:
        first, second, third, fourth = map(int, found.groups() if found else ())
        return time(first, second), time(third, fourth)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” bukan jam; tulis seperti 08.00-12.00, 13.00-15.30."),
            params={"text": text},
        ) from error
