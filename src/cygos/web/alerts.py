"""What stands on top of every page. Who has alerts puts them into the context of every page, as `alerts`.

Here each worker remembers the last ones it showed, for the page that says that the database is away: then, of all
moments, a flood alert must not disappear.
"""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

_last: list[tuple[float, Any]] = []


def remember(shown: Iterable[tuple[Any, timedelta]]) -> None:
    """These stand on the pages now, each for so much longer."""
    now = time.monotonic()
    _last[:] = [(now + left.total_seconds(), alert) for alert, left in shown]


def remembered() -> list[Any]:
    """The last ones this worker showed whose time has not passed."""
    now = time.monotonic()
    return [alert for until, alert in _last if until > now]
