"""Times and counts as the city writes them: 07-12-2016 14:24 WIB; Rabu, 7 Desember 2016, pukul 14.24 WIB; 1.234.

Western Indonesian Time (WIB, Asia/Jakarta), whatever zone the reader or the server is in.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

WIB = ZoneInfo("Asia/Jakarta")
register = template.Library()


@register.filter
def wib(moment: datetime) -> str:
    """As the portal of 2016 wrote it: 07-12-2016 14:24 WIB, in both languages."""
    return f"{moment.astimezone(WIB):%d-%m-%Y %H:%M} WIB"


@register.filter
def wib_day(moment: datetime) -> str:
    """The day alone, where the hour is not known: 04-11-2019."""
    return f"{moment.astimezone(WIB):%d-%m-%Y}"


@register.filter
def wib_words(moment: datetime) -> str:
    """In words: Rabu, 7 Desember 2016, pukul 14.24 WIB."""
    local = moment.astimezone(WIB)
    return _("%(day)s, pukul %(hour)s.%(minute)s WIB") % {
        "day": wib_day_words(moment),
        "hour": f"{local:%H}",
        "minute": f"{local:%M}",
    }


@register.filter
def wib_day_words(moment: datetime) -> str:
    """The day in words: Senin, 4 November 2019."""
    return date_format(moment.astimezone(WIB), "l, j F Y", use_l10n=False)


@register.filter
def wib_iso(moment: datetime) -> str:
    """For machines: 2016-12-07T14:24+07:00."""
    return moment.astimezone(WIB).isoformat(timespec="minutes")


@register.filter
def wib_iso_day(moment: datetime) -> str:
    """For machines, where the hour is not known: 2019-11-04."""
    return moment.astimezone(WIB).date().isoformat()


@register.filter
def thousands(number: int) -> str:
    """1.234 in Bahasa, 1,234 in English."""
    return str(number_format(number, use_l10n=True, force_grouping=True))
