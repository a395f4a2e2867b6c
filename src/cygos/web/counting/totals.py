"""The number that a page shows: what was counted before, the sum of the days, and what is not handed over yet."""

from datetime import date

from cygos.web.counting import counter
from cygos.web.counting.models import ViewsOn


def of(key: str, *, before: int) -> int:
    """How often this was viewed until now. One query."""
    stored = ViewsOn.objects.of(key).total()
    here = counter.here()
    return before + (here.total(key, at_least=stored) if here else stored)


def by_day(key: str) -> list[tuple[date, int]]:
    """The days with views, the oldest first."""
    return list(ViewsOn.objects.of(key).by_day().values_list("day", "count"))
