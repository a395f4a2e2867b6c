"""The notices of a demo city: a table whose hours are counted from the moment the city opens."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

from cygos.information.notices.models import Notice
from cygos.kernel.places.models import Area


def fill_with_notices(table: Path, *, at: datetime) -> int:
    """Post every row, and say how many those are. `begins` and `ends` are hours from now, empty for none."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        begins, ends = (_hours(row.pop(name), at=at) for name in ("begins", "ends"))
        area = Area.objects.filter(code=row.pop("area")).first()
        Notice.post(
            by=None, at=min(begins or at, at), starts_at=begins, ends_at=ends, area=area, **row
        )
    return len(rows)


def _hours(text: str, *, at: datetime) -> datetime | None:
    return at + timedelta(hours=int(text)) if text else None
