"""The words of a text, whatever its blocks are: for the search, the fingerprint and the time it takes to read."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from math import ceil
from typing import Any

from django.utils.html import strip_tags

END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
WORDS_A_MINUTE = 200  # a grown-up who reads on a screen


def minutes(text: str) -> int:
    """How long it takes to read, in whole minutes, at least one."""
    return max(1, ceil(len(text.split()) / WORDS_A_MINUTE))


def plain(html: str) -> Iterator[str]:
    """The words of rich text, paragraph by paragraph."""
    for part in END_OF_PARAGRAPH.split(html):
        words = " ".join(unescape(strip_tags(part)).split())
        if words:
            yield words


def paragraphs(body: Any) -> Iterator[str]:
    """The words of each block of a body, in order."""
    for block in body:
        yield from WORDS_OF[block["type"]](block["value"])


def _named(*names: str) -> Callable[[dict[str, Any]], Iterator[str]]:
    """The words under these names, beside each other."""

    def words(value: dict[str, Any]) -> Iterator[str]:
        yield " – ".join(value[name] for name in names if value.get(name))

    return words


def _table(value: dict[str, Any]) -> Iterator[str]:
    yield value.get("caption") or ""
    yield " | ".join(column["heading"] for column in value["columns"])
    for row in value["rows"]:
        yield " | ".join(" ".join(plain(str(cell or ""))) for cell in row["values"])


WORDS_OF: dict[str, Callable[[Any], Iterator[str]]] = {
    "paragraph": plain,
    "heading": lambda words: iter((words,)),
    "quote": _named("text", "source"),
    "image": _named("alt", "caption"),
    "table": _table,
    "file": _named("title"),
}
