"""The one place that reads the time. Kernel and models get it handed in as `at` or `on`.

In a demo city the clock can be moved, to see a deadline come: the offset is one row in the database, the same for
every process, and costs one question a request. Elsewhere nothing is asked and nothing can be moved.
"""

import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cygos.kernel.refusals import Refusal
from cygos.web.models import MovedClock

FARTHEST = timedelta(days=3660)  # ten years, either way


class NotADemo(Refusal):
    """The clock of a real city is nobody's to move."""

    code, status = "not-a-demo", 409
    sentence = "Jam hanya dapat dimajukan di kota contoh."
    advice = "Pasang kota contoh terpisah (tanpa domain) untuk mencoba tenggat."


class TooFar(Refusal):
    """So far from the real time, certificates, calendars and people stop making sense."""

    code, status = "too-far", 422
    sentence = "Jam kota contoh tidak dapat bergeser lebih dari {years} tahun."
    advice = (
        "Pilih waktu yang lebih dekat, atau kembalikan jamnya dengan `cygos demo tick --reset`."
    )


_asked: ContextVar[list[timedelta] | None] = ContextVar("asked", default=None)


def now() -> datetime:
    """This moment, with its zone; in a demo city moved by the stored offset (`cygos demo tick`)."""
    return unmoved() + offset()


def unmoved() -> datetime:
    """The machine's own time, for what lies outside the city: the disk, a backup, another machine's clock."""
    return timezone.now()  # noqa: TID251


def minute() -> int:
    """Minutes since 1970, by the machine's own time: all that a kept page has to know, asked for thousands a second."""
    return int(time.time()) // 60  # noqa: TID251


@lru_cache(maxsize=4)
def day_of(minute: int) -> date:
    """The day of such a minute in the city's own zone."""
    return timezone.localdate(datetime.fromtimestamp(minute * 60, UTC))


def today() -> date:
    """This day in the city's own zone."""
    return timezone.localdate(now())


def offset() -> timedelta:
    """How far the clock was moved; zero in every city that is no demo."""
    if not settings.IS_DEMO:
        return timedelta(0)
    known = _asked.get()
    if known is None:
        return MovedClock.objects.by()
    if not known:
        known.append(MovedClock.objects.by())
    return known[0]


def move_to(moment: datetime) -> datetime:
    """Make it that moment now, and let it go on from there. Returns what the clock says.

    Raises NotADemo outside demo cities, TooFar beyond ten years from the real time.
    """
    return _store(moment - unmoved())


def move_on(by: timedelta) -> datetime:
    """Make it so much later than it is, or earlier. Raises as `move_to` does."""
    return _store(offset() + by)


def move_back() -> datetime:
    """Make it the real time again. Raises NotADemo outside demo cities."""
    return _store(timedelta(0))


class OneMoment:
    """Middleware: one request asks only once how far the clock was moved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = _asked.set([])
        try:
            return self.get_response(request)
        finally:
            _asked.reset(before)


def _store(by: timedelta) -> datetime:
    if not settings.IS_DEMO:
        raise NotADemo
    if abs(by) > FARTHEST:
        raise TooFar(years=FARTHEST.days // 366)
    MovedClock.objects.store(by)
    return unmoved() + by
