"""A chart of days as SVG, drawn here: no script, nothing loaded, and the table beside it says the same in numbers."""

from dataclasses import dataclass
from datetime import date, timedelta

MOST = 90  # days, the last ones
WIDTH, HEIGHT = 720, 160


@dataclass(frozen=True)
class Bar:
    """One day: where it stands, how high, and what it says."""

    x: float
    y: float
    width: float
    height: float
    day: date
    count: int


@dataclass(frozen=True)
class Chart:
    """The bars, the highest count, and the first and last day."""

    bars: tuple[Bar, ...]
    highest: int
    first: date
    last: date
    width: int = WIDTH
    height: int = HEIGHT


def chart(days: list[tuple[date, int]]) -> Chart | None:
    """The last days until the newest one, days without views among them. None without any view."""
    if not days:
        return None
    counts = dict(days)
    last = max(counts)
    first = max(min(counts), last - timedelta(days=MOST - 1))
    line = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    highest = max(counts.get(day, 0) for day in line)
    step = WIDTH / max(len(line), 14)
    bars = tuple(_bar(n, day, counts.get(day, 0), highest, step) for n, day in enumerate(line))
    return Chart(bars, highest, first, last)


def _bar(place: int, day: date, count: int, highest: int, step: float) -> Bar:
    height = round(HEIGHT * count / highest, 1)
    return Bar(round(place * step, 1), HEIGHT - height, round(step * 0.8, 1), height, day, count)
