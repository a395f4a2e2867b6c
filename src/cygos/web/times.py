"""Times and counts as the city writes them: 07-12-2016 14:24 WIB; Rabu, 7 Desember 2016, pukul 14.24 WIB; 1.234.

Western Indonesian Time (WIB, Asia/Jakarta), whatever zone the reader or the server is in.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

WIB = ZoneInfo("Asia/Jakarta")


def moment(at: datetime) -> str:
    """As the portal of 2016 wrote it: 07-12-2016 14:24 WIB, in both languages."""
    return f"{at.astimezone(WIB):%d-%m-%Y %H:%M} WIB"


def moment_in_words(at: datetime) -> str:
    """In words: Rabu, 7 Desember 2016, pukul 14.24 WIB."""
    local = at.astimezone(WIB)
    return _("%(day)s, pukul %(hour)s.%(minute)s WIB") % {
        "day": day_in_words(at),
        "hour": f"{local:%H}",
        "minute": f"{local:%M}",
    }


def moment_iso(at: datetime) -> str:
    """For machines: 2016-12-07T14:24+07:00."""
    return at.astimezone(WIB).isoformat(timespec="minutes")


def day(on: date) -> str:
    """The day alone, or that of a moment whose hour is not known: 04-11-2019."""
    return f"{_day_of(on):%d-%m-%Y}"


def day_in_words(on: date) -> str:
    """The day in words: Senin, 4 November 2019."""
    return date_format(_day_of(on), "l, j F Y", use_l10n=False)


def day_iso(on: date) -> str:
    """For machines: 2019-11-04."""
    return _day_of(on).isoformat()


def thousands(number: int) -> str:
    """1.234 in Bahasa, 1,234 in English."""
    return str(number_format(number, use_l10n=True, force_grouping=True))


def _day_of(on: date) -> date:
    return on.astimezone(WIB).date() if isinstance(on, datetime) else on
