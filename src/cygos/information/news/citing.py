"""The text of an article as plain words, and its fingerprint: what one cites, and how anybody checks it.

The fingerprint is the SHA-256 of exactly the bytes that `/berita/<article>/teks/` answers, so that

    curl -s https://…/berita/<article>/teks/ | sha256sum

prints it again. Pictures, files and the count of views are not part of it: it speaks for the words.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from html import unescape
from math import ceil
from typing import Any

from django.utils.html import strip_tags

from cygos.web import times

END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
WORDS_A_MINUTE = 200  # a grown-up who reads on a screen


def text_of(article: Any) -> str:
    """Title, time, category and author, then lead and body, a paragraph to a line with an empty line between."""
    when = times.moment_iso if article.is_time_known else times.day_iso
    head = (
        article.title,
        f"{when(article.published_at)} | {article.category.name} | {article.byline}",
    )
    parts = [*head, article.lead, *paragraphs(article.body.raw_data)]
    return "\n\n".join(part for part in parts if part) + "\n"


def fingerprint(text: str) -> str:
    """64 letters that are another for every other text."""
    return hashlib.sha256(text.encode()).hexdigest()


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
