"""The columns of a table: how a text in a file becomes a value, and back.

There is one way to write each value, so that what was read and written again is the same, byte for byte.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

TRUE, FALSE = "ya", "tidak"


class Unreadable(ValueError):
    """A text that is not what the column holds; the message says what was expected."""


@dataclass(frozen=True)
class Text:
    """Any text. `field` is the model's field, where it has another name than the column."""

    name: str
    field: str = ""

    @property
    def attribute(self) -> str:
        return self.field or self.name

    @property
    def lookup(self) -> str:
        """What to ask the database for."""
        return self.attribute

    def read(self, text: str) -> Any:
        """The value. Raises Unreadable."""
        return text

    def write(self, value: Any) -> str:
        return str(value)

    def order(self, text: str) -> Any:
        """What rows are sorted by."""
        return text


@dataclass(frozen=True)
class Words(Text):
    """A text of several lines, kept outside the table (a picture, a style sheet)."""


@dataclass(frozen=True)
class Whole(Text):
    """A whole number, not negative."""

    def read(self, text: str) -> int:
        if not (text.isascii() and text.isdigit()):
            raise Unreadable(
                gettext("diharapkan bilangan bulat, tertulis “{text}”").format(text=text)
            )
        return int(text)

    def order(self, text: str) -> int:
        return self.read(text)


@dataclass(frozen=True)
class Day(Text):
    """A date, written 2016-12-07; empty where none is known."""

    def read(self, text: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise Unreadable(
                gettext("diharapkan tanggal seperti 2016-12-07, tertulis “{text}”").format(
                    text=text
                )
            ) from error

    def write(self, value: date | None) -> str:
        return value.isoformat() if value else ""


@dataclass(frozen=True)
class YesNo(Text):
    """Ya or tidak."""

    def read(self, text: str) -> bool:
        if text.lower() not in {TRUE, FALSE}:
            raise Unreadable(
                gettext("diharapkan “ya” atau “tidak”, tertulis “{text}”").format(text=text)
            )
        return text.lower() == TRUE

    def write(self, value: bool) -> str:  # noqa: FBT001  (a value of the table, not a switch)
        return TRUE if value else FALSE


@dataclass(frozen=True)
class Structure(Text):
    """A list or a set of names, as canonical JSON."""

    def read(self, text: str) -> Any:
        return json.loads(text)

    def write(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(", ", ": "))


@dataclass(frozen=True)
class Link(Text):
    """The key of a row of the same or an earlier section; empty where there is none."""

    to: str = ""  # the section's name
    by: str = "code"  # the field of the other model that the text names

    @property
    def lookup(self) -> str:
        return f"{self.attribute}__{self.by}"

    def write(self, value: Any) -> str:
        return "" if value is None else str(value)
