"""The one place that reads the time. Kernel and models get it handed in as `at` or `on`."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its zone; in a demo city moved by the stored offset (`cygos demo tick`)."""
    return timezone.now()  # noqa: TID251


def today() -> date:
    """This day in the city's own zone."""
    return timezone.localdate(now())
