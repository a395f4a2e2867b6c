"""The pages of a demo city: a table (JSON) for each kind of list, whose times are counted from the day the city opens.

    [{"title": "Kerja bakti", "unit": "dlh", "starts_at": "3 07:00", "place": "Taman", "body": [["paragraph", "<p>…"]]}]

A day is a number of days from today, a moment a day and an hour (WIB); a unit and an area are named by their codes.
"""

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import models
from wagtail.fields import StreamField

from cygos.information.pieces.models import Listing, Piece
from cygos.web.times import WIB

LISTED_AS = "*.json"


def tables_in(folder: Path) -> Iterator[Path]:
    """The tables of a folder whose lists the city has, in the order of their names."""
    lists = {kind.own_address for kind in Listing.kinds()}
    yield from (table for table in sorted(folder.glob(LISTED_AS)) if table.stem in lists)


def fill_with_pieces(table: Path, *, at: datetime) -> int:
    """Publish every row below its list, and say how many those are."""
    kind = next(kind for kind in Listing.kinds() if kind.own_address == table.stem)
    listing = kind.objects.get()
    rows = json.loads(table.read_text(encoding="utf-8"))
    for row in rows:
        facts = {name: _value(kind.lists, name, said, at=at) for name, said in row.items()}
        piece = kind.lists(first_published_at=at, **facts)
        listing.add_child(instance=piece)
        piece.save_revision().publish()
    return len(rows)


def _value(kind: type[Piece], name: str, said: Any, *, at: datetime) -> Any:
    field = kind._meta.get_field(name)
    match field:
        case models.DateTimeField():
            days, hour = said.split()
            return datetime.combine(_day(days, at=at), time.fromisoformat(hour), tzinfo=WIB)
        case models.DateField():
            return _day(said, at=at)
        case models.ForeignKey():
            return field.related_model._default_manager.get(code=said)
        case StreamField():
            return json.dumps([{"type": block, "value": value} for block, value in said])
    return said


def _day(days: str, *, at: datetime) -> Any:
    return at.astimezone(WIB).date() + timedelta(days=int(days))
