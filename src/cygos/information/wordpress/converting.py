"""HTML of a WordPress page, old or new editor, as the blocks of an article. Only what is named here gets through.

Everything is written anew from words and a handful of tags: no attribute, style or script of the old site survives,
and what is left out is said.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from django.utils.translation import gettext_noop

from cygos.information.wordpress import shortcodes
from cygos.information.wordpress.media import Media
from cygos.information.wordpress.wxr import Attachment

LONGEST_HEADING = 200
HEADINGS = {f"h{level}" for level in range(1, 7)}
LISTS = {"ul", "ol"}
CONTAINERS = {
    "div", "section", "article", "main", "header", "footer", "aside", "center", "address", "details", "summary",
    "dl", "dt", "dd", "p", "nav", "fieldset", "body", "html",
}  # fmt: skip
SHOWN_ELSEWHERE = {"iframe", "video", "audio", "embed", "object", "source"}
NEVER = {
    "script", "style", "form", "input", "button", "select", "textarea", "svg", "canvas", "template", "noscript",
    "link", "meta", "head", "title", "map",
}  # fmt: skip
BLOCKS = CONTAINERS | HEADINGS | LISTS | {"blockquote", "table", "figure", "pre", "hr", "li"}
BOLD, ITALIC = {"b", "strong"}, {"i", "em", "cite"}
BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n\s*")
PICTURE_NUMBER = re.compile(r"\bwp-image-(\d+)\b")

DROPPED_TAG = gettext_noop("{count} bagian <{name}> dibuang")
DROPPED_CODE = gettext_noop("{count} kode singkat [{name}] dibuang, isinya dipertahankan")
BECAME_LINK = gettext_noop("tayangan dari {name} menjadi tautan")
NO_PICTURE = gettext_noop("gambar tidak ada di folder media: {name}")
NO_ALT = gettext_noop("teks pengganti gambar diambil dari judulnya, periksa: {name}")
BAD_LINK = gettext_noop("tautan yang tidak aman dibuang, teksnya tetap: {name}")


@dataclass
class Notes:
    """What was changed or left out, each with how often."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, sentence: str, name: str) -> None:
        self.counts[sentence, name] = self.counts.get((sentence, name), 0) + 1

    def told(self, say: Callable[[str], str]) -> list[str]:
        """In words; `say` translates a sentence."""
        return [
            say(sentence).format(name=name, count=count)
            for (sentence, name), count in self.counts.items()
        ]


@dataclass
class Site:
    """What the pages of one site have in common."""

    host: str
    files: dict[int, Attachment]
    media: Media

    def __post_init__(self) -> None:
        self._by_url = {each.url: each for each in self.files.values()}

    def file(self, number: int, url: str) -> Attachment | None:
        return self.files.get(number) or self._by_url.get(url)

    def of_page(self, number: int) -> list[int]:
        """The files that belong to a page."""
        return [each.number for each in self.files.values() if each.parent == number]


class Page:
    """One page on its way into blocks."""

    def __init__(self, site: Site, number: int, title: str, notes: Notes) -> None:
        self._site, self._number, self._title, self.notes = site, number, title, notes
        self.blocks: list[dict[str, Any]] = []
        self._line: list[str] = []
        self._pictures: list[Tag] = []
        self._is_classic = True

    def read(self, html: str) -> list[dict[str, Any]]:
        """The blocks of this HTML, after those that are there already."""
        self._is_classic = "<!-- wp:" not in html
        html = shortcodes.replaced(html, drop=lambda name: self.notes.add(DROPPED_CODE, name))
        self._walk(BeautifulSoup(html, "html.parser"))
        self._end_line()
        return self.blocks

    def picture(self, number: int) -> None:
        """A picture by its number, such as the one that stands for the page."""
        if known := self._site.files.get(number):
            self._picture(known.url, known, alt="", caption=known.caption)

    # Blocks

    def _walk(self, node: Tag) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                self._tag(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(str(child))

    def _tag(self, tag: Tag) -> None:
        name = tag.name.lower()
        if name in NEVER:
            self.notes.add(DROPPED_TAG, name)
        elif name in SHOWN_ELSEWHERE:
            self._elsewhere(tag)
        elif name == "img":
            self._pictures.append(tag)
        elif name in BLOCKS:
            self._end_line()
            self._block(tag, name)
            self._end_line()
        elif tag.find(list(BLOCKS | SHOWN_ELSEWHERE | {"img"})):
            self._walk(tag)  # an inline tag around a block: its look goes, its content stays
        else:
            self._line.append(self._inline(tag))

    def _block(self, tag: Tag, name: str) -> None:
        if name in HEADINGS:
            self._heading(tag)
        elif name in LISTS:
            self._add_text(self._list(tag))
            self._pictures += tag.find_all("img")
        elif name == "blockquote":
            self._quote(tag)
        elif name == "table":
            self._table(tag)
        elif name == "figure":
            self._figure(tag)
        elif name == "pre":
            lines = [escape(line, quote=False) for line in tag.get_text().splitlines()]
            self._add_text(f"<p>{'<br/>'.join(lines)}</p>")
        elif name != "hr":
            self._walk(tag)

    def _text(self, text: str) -> None:
        """Text between tags. In the old editor an empty line parts paragraphs, and a single break is one."""
        for number, part in enumerate(
            BETWEEN_PARAGRAPHS.split(text) if self._is_classic else [text]
        ):
            if number:
                self._end_line()
            self._line.append(self._words(part, breaks=self._is_classic))

    def _words(self, text: str, *, breaks: bool) -> str:
        said = escape(text.replace("\xa0", " ").replace("\r", ""), quote=False)
        return said.replace("\n", "<br/>" if breaks else " ")

    def _end_line(self) -> None:
        line = re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", "".join(self._line))
        self._line = []
        if line:
            self._add_text(f"<p>{line}</p>")
        waiting, self._pictures = self._pictures, []
        for tag in waiting:
            self._image(tag, caption="")

    def _add_text(self, html: str) -> None:
        if self.blocks and self.blocks[-1]["type"] == "paragraph":
            self.blocks[-1]["value"] += html
        elif html:
            self._add("paragraph", html)

    def _add(self, kind: str, value: Any) -> None:
        self.blocks.append({"type": kind, "value": value})

    def _heading(self, tag: Tag) -> None:
        words = _words_of(tag)
        if 0 < len(words) <= LONGEST_HEADING:
            self._add("heading", words)
        elif words:
            self._add_text(f"<p><b>{escape(words, quote=False)}</b></p>")
        self._pictures += tag.find_all("img")

    def _quote(self, tag: Tag) -> None:
        source = tag.find("cite")
        said = _words_of(source) if isinstance(source, Tag) else ""
        if isinstance(source, Tag):
            source.extract()
        parts = [_words_of(each) for each in tag.find_all("p")] or [_words_of(tag)]
        if text := "\n\n".join(part for part in parts if part):
            self._add("quote", {"text": text, "source": said[:200]})

    def _table(self, tag: Tag) -> None:
        rows = [
            [_words_of(cell) for cell in row.find_all(["td", "th"])] for row in tag.find_all("tr")
        ]
        rows = [row for row in rows if any(row)]
        wide = max(map(len, rows), default=0)
        if not wide:
            return
        full = [row + [""] * (wide - len(row)) for row in rows]
        has_head = tag.find("th") is not None and len(full) > 1
        head, body = (full[0], full[1:]) if has_head else ([""] * wide, full)
        caption = tag.find("caption")
        self._add("table", {
            "columns": [{"type": "text", "heading": name} for name in head],
            "rows": [{"values": row} for row in body],
            "caption": _words_of(caption) if isinstance(caption, Tag) else "",
        })  # fmt: skip
        self._pictures += tag.find_all("img")

    # Pictures

    def _figure(self, tag: Tag) -> None:
        gallery = tag.get("data-gallery")
        if isinstance(gallery, str):
            numbers = [int(each) for each in gallery.split(",") if each]
            for number in numbers or self._site.of_page(self._number):
                self.picture(number)
        elif not tag.find("img") or tag.find(["figure", "table", "blockquote", *SHOWN_ELSEWHERE]):
            self._walk(tag)
        else:
            said = tag.find("figcaption")
            caption = _words_of(said if isinstance(said, Tag) else tag)
            for picture in tag.find_all("img"):
                self._image(picture, caption=caption)

    def _image(self, tag: Tag, *, caption: str) -> None:
        numbered = PICTURE_NUMBER.search(" ".join(map(str, tag.get_attribute_list("class"))))
        url = str(tag.get("src") or tag.get("data-src") or "")
        known = self._site.file(int(numbered[1]) if numbered else 0, url)
        self._picture(url, known, alt=str(tag.get("alt") or ""), caption=caption)

    def _picture(self, url: str, known: Attachment | None, *, alt: str, caption: str) -> None:
        title = known.title if known else ""
        key = None
        for address in filter(None, (known.url if known else "", url)):
            key = key or self._site.media.picture(address, title=title or self._title)
        if key is None:
            return self.notes.add(NO_PICTURE, urlsplit(url).path.rpartition("/")[2][:100])
        alt = " ".join((alt or (known.alt if known else "")).split())
        if not alt:
            alt = caption or title or self._title
            self.notes.add(NO_ALT, alt[:80])
        value = {"image": key, "alt": alt[:300], "caption": caption[:300], "credit": ""}
        return self._add("image", value)

    def _elsewhere(self, tag: Tag) -> None:
        """A film or a map of another site: a link to it, since ours shows nothing of others."""
        inner = tag.find(["source", "a", "embed"])
        address = str(tag.get("src") or tag.get("data") or "")
        if not address and isinstance(inner, Tag):
            address = str(inner.get("src") or inner.get("href") or "")
        address = f"https:{address}" if address.startswith("//") else address
        host = urlsplit(address).hostname or ""
        if not host:
            return self.notes.add(DROPPED_TAG, tag.name)
        self._end_line()
        self.notes.add(BECAME_LINK, host)
        return self._add_text(f'<p><a href="{escape(address)}">{escape(host)}</a></p>')

    # Text with a little form

    def _list(self, tag: Tag) -> str:
        items = [child for child in tag.children if isinstance(child, Tag) and child.name == "li"]
        parts = "".join(f"<li>{self._item(item)}</li>" for item in items)
        return f"<{tag.name}>{parts}</{tag.name}>" if parts else ""

    def _item(self, item: Tag) -> str:
        return "".join(
            self._list(child)
            if isinstance(child, Tag) and child.name in LISTS
            else self._inside(child)
            for child in item.children
        ).strip()

    def _inline(self, tag: Tag) -> str:
        name = tag.name.lower()
        if name == "br":
            return "<br/>"
        inner = "".join(map(self._inside, tag.children))
        if not inner.strip():
            return inner
        if name in BOLD:
            return f"<b>{inner}</b>"
        if name in ITALIC:
            return f"<i>{inner}</i>"
        return self._link(tag, inner) if name == "a" else inner

    def _inside(self, child: Any) -> str:
        if isinstance(child, Tag):
            if child.name in NEVER | SHOWN_ELSEWHERE | {"img"}:
                return ""
            return self._inline(child)
        if isinstance(child, PreformattedString):
            return ""
        return self._words(str(child), breaks=False)

    def _link(self, tag: Tag, inner: str) -> str:
        address = str(tag.get("href") or "").strip()
        if not address or address.startswith("#"):
            return inner
        address = f"https:{address}" if address.startswith("//") else address
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("bad:")
        if parts.hostname == self._site.host and self._site.host:
            if key := self._site.media.document(address, title=_words_of(tag) or self._title):
                return f'<a linktype="document" id="{key}">{inner}</a>'
            address = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        is_safe = parts.scheme in {"http", "https", "mailto", "tel"} or address.startswith("/")
        if not is_safe or any(sign.isspace() or sign == "\\" for sign in address):
            self.notes.add(BAD_LINK, address[:60])
            return inner
        return f'<a href="{escape(address)}">{inner}</a>'


def _words_of(tag: Tag) -> str:
    """The words in it, with single spaces."""
    return re.sub(r"\s+", " ", "".join(_strings(tag))).strip()


def _strings(tag: Tag) -> Iterable[str]:
    for each in tag.descendants:
        if isinstance(each, Tag) and each.name in {"br", "p", "li", "div"}:
            yield " "
        elif type(each) is NavigableString and not each.find_parent(list(NEVER)):
            yield str(each)
