"""The pages of a demo city: a table (JSON) for each kind of list, whose times are counted from the day the city opens.

    [{"title": "Kerja bakti", "unit": "dlh", "starts_at": "3 07:00", "place": "Taman", "body": [["paragraph", "<p>…"]]}]

A day is a number of days from today, a moment a day and an hour (WIB); a unit and an area are named by their codes, a
picture and a file by their names in the folders beside the table.
"""

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import models
from wagtail.documents.models import Document
from wagtail.fields import StreamField
from wagtail.images.models import Image
from wagtail.models import Site

from cygos.information.pieces.models import Listing, Piece
from cygos.web.times import WIB


def tables_in(folder: Path) -> Iterator[Path]:
    """The tables of a folder whose kinds the city has, in the order of their names."""
    known = {*_listed(), *_standing_alone()}
    yield from (table for table in sorted(folder.glob("*.json")) if table.stem in known)


def fill_with_pieces(table: Path, *, at: datetime) -> int:
    """Publish every row below its list, or below the front page, and say how many those are."""
    if listing := _listed().get(table.stem):
        kind, parent = listing.lists, listing.objects.get()
    else:
        kind = _standing_alone()[table.stem]
        parent = Site.objects.get(is_default_site=True).root_page
    rows = json.loads(table.read_text(encoding="utf-8"))
    for row in rows:
        facts = {
            name: _value(kind, name, said, at=at, beside=table.parent) for name, said in row.items()
        }
        piece = kind(first_published_at=at, **facts)
        parent.add_child(instance=piece)
        piece.save_revision().publish()
    return len(rows)


def _listed() -> dict[str, type[Listing]]:
    return {kind.own_address: kind for kind in Listing.kinds()}


def _standing_alone() -> dict[str, type[Piece]]:
    """The kinds that need no list: right below the front page."""
    pieces = [kind for kind in Piece.pieces() if "portal.HomePage" in kind.parent_page_types]
    return {kind.found_as: kind for kind in pieces}


def _value(kind: type[Piece], name: str, said: Any, *, at: datetime, beside: Path) -> Any:
    field = kind._meta.get_field(name)
    match field:
        case models.DateTimeField():
            days, hour = said.split()
            return datetime.combine(_day(days, at=at), time.fromisoformat(hour), tzinfo=WIB)
        case models.DateField():
            return _day(said, at=at)
        case models.ForeignKey() if field.related_model is Document:
            return _file(beside / "files" / said)
        case models.ForeignKey():
            return field.related_model._default_manager.get(code=said)
        case StreamField():
            blocks = [{"type": block, "value": value} for block, value in said]
            return json.dumps([_with_picture(block, beside=beside) for block in blocks])
    return said


def _with_picture(block: dict[str, Any], *, beside: Path) -> dict[str, Any]:
    value = block["value"]
    if block["type"] == "image":
        value["image"] = _picture(beside / "pictures" / value["image"], title=value["alt"])
    return block


def _picture(path: Path, *, title: str) -> int:
    with path.open("rb") as file:
        picture = Image.objects.create(title=title, file=ImageFile(file, name=path.name))
    return int(picture.pk)


def _file(path: Path) -> Document:
    content = ContentFile(path.read_bytes(), name=path.name)
    found: Document = Document.objects.create(
        title=path.stem.replace("-", " "), file=content, file_size=content.size
    )
    return found


def _day(days: str, *, at: datetime) -> Any:
    return at.astimezone(WIB).date() + timedelta(days=int(days))
