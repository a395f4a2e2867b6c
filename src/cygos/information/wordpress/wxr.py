"""Reads a WordPress export (WXR 1.0-1.2), one item at a time: memory holds no more than one, and the list of its files.

Entities and outside references are refused (defusedxml). Signs that XML may not hold, which WordPress writes all the
same, are taken out before the parser sees them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext_noop

from cygos.kernel.refusals import Refusal
from cygos.web.times import WIB

NEVER_IN_XML = bytes(sign for sign in range(32) if sign not in (9, 10, 13))
NO_DATE = "0000-00-00 00:00:00"
FILES = "attachment"


class NotAnExport(Refusal):
    """The file is no WordPress export, or is broken off."""

    code, status = "not-an-export", 422
    sentence = gettext_noop("{file} bukan ekspor WordPress (WXR) yang utuh: {why}.")
    advice = gettext_noop(
        "Ekspor lagi dari WordPress (Perkakas → Ekspor), lalu ulangi; yang sudah masuk tetap ada."
    )


@dataclass(frozen=True)
class Attachment:
    """A file of the site, as its export names it."""

    number: int
    parent: int
    url: str
    title: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Entry:
    """A post or a page."""

    number: int
    kind: str
    title: str
    link: str
    slug: str
    status: str
    is_locked: bool  # it has a password
    author: str
    at: datetime | None
    text: str
    excerpt: str
    thumbnail: int
    comments: int
    terms: tuple[tuple[str, str], ...]  # (category | post_tag, name)

    def named(self, domain: str) -> list[str]:
        """Its terms of this sort."""
        return [name for kind, name in self.terms if kind == domain]


@dataclass
class Survey:
    """What a first look through the file found."""

    host: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    files: dict[int, Attachment] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    offset: timedelta = timedelta(hours=7)


def survey(path: Path) -> Survey:
    """The site, its authors, its files, how much of what. Raises NotAnExport."""
    found, is_export = Survey(), False
    for name, element in _elements(path):
        if name == "wxr_version":
            is_export = True
        elif name in {"base_site_url", "base_blog_url"} and not found.host:
            found.host = urlsplit(_text(element)).hostname or ""
        elif name == "author":
            login = _of(element, "author_login")
            found.authors[login] = _of(element, "author_display_name") or login
        elif name == "item":
            _note_item(found, element)
    if not is_export:
        raise NotAnExport(file=path, why="wp:wxr_version")
    return found


def entries(path: Path, seen: Survey) -> Iterator[Entry]:
    """The posts and pages, in the order of the file. Raises NotAnExport."""
    for name, element in _elements(path):
        if name == "item" and _of(element, "post_type") in {"post", "page"}:
            yield _entry(element, seen.offset)


def _note_item(found: Survey, element: Element) -> None:
    kind = _of(element, "post_type")
    found.kinds[kind] += 1
    if kind == FILES:
        number = _number(element, "post_id")
        found.files[number] = Attachment(
            number, _number(element, "post_parent"), _of(element, "attachment_url"),
            _of(element, "title"), _meta(element, "_wp_attachment_image_alt"),
            _of(element, "excerpt:encoded"),
        )  # fmt: skip
    here, gmt = _of(element, "post_date"), _of(element, "post_date_gmt")
    if NO_DATE not in {here, gmt} and (local := _parsed(here)) and (utc := _parsed(gmt)):
        found.offset = local - utc


def _entry(element: Element, offset: timedelta) -> Entry:
    terms = [
        (child.get("domain", ""), " ".join(_text(child).split()))
        for child in element if _name(child) == "category"
    ]  # fmt: skip
    return Entry(
        number=_number(element, "post_id"), kind=_of(element, "post_type"),
        title=" ".join(_of(element, "title").split()), link=_of(element, "link"),
        slug=_of(element, "post_name"), status=_of(element, "status"),
        is_locked=bool(_of(element, "post_password")), author=_of(element, "creator"),
        at=_moment(element, offset), text=_of(element, "encoded"),
        excerpt=_of(element, "excerpt:encoded"),
        thumbnail=int(_meta(element, "_thumbnail_id") or 0) if _meta(element, "_thumbnail_id").isdecimal() else 0,
        comments=sum(1 for child in element if _name(child) == "comment"),
        terms=tuple(dict.fromkeys(terms)),
    )  # fmt: skip


def _moment(element: Element, offset: timedelta) -> datetime | None:
    """When it was published, in WIB: by its UTC where it has one, else by the site's own zone."""
    if utc := _parsed(_of(element, "post_date_gmt")):
        return utc.replace(tzinfo=UTC).astimezone(WIB)
    if local := _parsed(_of(element, "post_date")):
        return local.replace(tzinfo=timezone(offset)).astimezone(WIB)
    return None


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007  # its zone is said elsewhere
    except ValueError:
        return None


class _Clean:
    """A file without the signs that XML may not hold."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size).translate(None, NEVER_IN_XML)


def _elements(path: Path) -> Iterator[tuple[str, Element]]:
    """Each element below the channel by its name, when it is whole; afterwards it is let go."""
    try:
        with path.open("rb") as file:
            depth, parents = 0, []
            for event, element in iterparse(_Clean(file), events=("start", "end")):
                if event == "start":
                    depth += 1
                    parents.append(element)
                    continue
                depth -= 1
                parents.pop()
                if depth == 2:  # rss, channel
                    yield _name(element), element
                    parents[-1].clear()
    except OSError as error:
        raise NotAnExport(file=path, why=error.strerror or str(error)) from error
    except (ParseError, DefusedXmlException) as error:
        raise NotAnExport(file=path, why=str(error) or type(error).__name__) from error


def _name(element: Any) -> str:
    """The name without its namespace; of the two that are called “encoded”, the excerpt's says so."""
    space, brace, name = str(element.tag).rpartition("}")
    return f"excerpt:{name}" if brace and space.rstrip("/").endswith("/excerpt") else name


def _of(element: Element, name: str) -> str:
    return next((_text(child) for child in element if _name(child) == name), "")


def _meta(element: Element, key: str) -> str:
    return next(
        (
            _of(child, "meta_value")
            for child in element
            if _name(child) == "postmeta" and _of(child, "meta_key") == key
        ),
        "",
    )


def _number(element: Element, name: str) -> int:
    text = _of(element, name)
    return int(text) if text.isdecimal() else 0


def _text(element: Element) -> str:
    return (element.text or "").strip()
