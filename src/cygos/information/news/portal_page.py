"""Reads a page of the old portal, as plain text. Pure: no Django, no clock.

Two forms exist. The one of 2016:

    • a banner
    • another
    <empty, or one space>
    The title
    <empty>
     07-12-2016 14:24 WIB    by Tanya Jawab    Dilihat: 405 kali Berita Kota
    A paragraph
    <empty>
    Another

and the later one, whose title stands above and again below this line; 00:00 there means that nobody knows the hour:

    04 November 2019  •  00:00  •  Dilihat 102x  •  Diskominfo  •  Berita

Spaces may be of any kind, lines may break inside a sentence, the file may be UTF-8 (with or without BOM) or CP1252.
What a paragraph says is kept word for word: spacing, quotes and slips of the pen too.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
LARGEST_FILE = 1_000_000  # bytes
LONGEST_TITLE, LONGEST_BYLINE, LONGEST_CATEGORY, LONGEST_BANNER = 255, 120, 80, 300
NAMES_OF_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
MONTHS = {
    **{name: number for number, name in enumerate(NAMES_OF_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(NAMES_OF_MONTHS, 1)},
    "pebruari": 2,  # older spellings
    "nopember": 11,
}

BULLETS = "•·●▪◦"
INVISIBLE = " \t\v\f\u00a0\u200b\u2060\ufeff"
STRAIGHT = str.maketrans("“”„‘’‚", "\"\"\"'''")
NEVER_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
BREAKS = re.compile(r"\r\n|\r|\n")
A_LETTER_IN_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
NUMBER = r"([0-9]{1,3}(?:[.,][0-9]{3}){1,4}|[0-9]{1,15})"

# The line between title and text: what certainly is one, and what was perhaps meant as one (so its fault can be named).
CERTAINLY = re.compile(
    r"\s*[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}\b.*\bDilihat"
    rf"|\s*[0-9]{{1,2}}\s+\w+\s+[0-9]{{4}}\s*[{BULLETS}]"
)
PERHAPS = re.compile(
    r"\s*[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\b|\s*[0-9]{1,2}\s+\w+\s+[0-9]{4}\b"
    r"|.*\bDilihat\s*:?\s*[0-9]|.*\bWIB\s+by\b"
)
DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})(?![0-9])")
HOUR = re.compile(r"\s+([0-9]{1,2})[:.]([0-9]{2})\s*WIB\b")
BY = re.compile(r"\s+by\s+(\S.*?)(?=\s+Dilihat\b)")
VIEWS = re.compile(rf"\s+Dilihat\s*:?\s*{NUMBER}\s*(?:kali|x)\b")
LATER_DAY = re.compile(r"([0-9]{1,2})\s+(\w+)\s+([0-9]{4})")
LATER_HOUR = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:\s*WIB)?")
VIEWS_ALONE = re.compile(rf"Dilihat\s*:?\s*{NUMBER}\s*(?:kali|x)")


@dataclass(frozen=True)
class Facts:
    """What the line between title and text says. Where the hour is not known, `published_at` is the day's first."""

    published_at: datetime
    byline: str
    category: str
    view_count: int
    is_time_known: bool = True


@dataclass(frozen=True)
class PortalPage:
    """What a page says. `category` is empty where the page names none."""

    title: str
    facts: Facts
    banners: tuple[str, ...]
    paragraphs: tuple[str, ...]


class NotAPortalPage(Exception):
    """Where a file stops being a page of the portal. `expected` is a msgid in Bahasa; lines count from 1."""

    def __init__(self, file: str, line: int, *, expected: str, found: str) -> None:
        self.file, self.line, self.expected = file, line, expected
        self.found = found if len(found) <= 80 else f"{found[:79]}…"
        super().__init__(f"{file}:{line}: {expected}: {self.found!r}")


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogues; whoever shows it translates it."""
    return text


def read(path: Path) -> PortalPage:
    """The page in a file. Raises NotAPortalPage, or OSError where the file cannot be read."""
    with path.open("rb") as file:
        return parse(file.read(LARGEST_FILE + 1), file=str(path))


def parse(content: bytes, *, file: str = "") -> PortalPage:
    """The page in these bytes. Raises NotAPortalPage; `file` is what its message calls them."""
    return _Reader(file, _lines(content, file)).page()


@dataclass(frozen=True)
class _Reader:
    """The lines of one file, and how to say where one of them is wrong."""

    file: str
    lines: list[str]

    def page(self) -> PortalPage:
        head = self._head()
        start, end = self._title_above(head)
        title = _joined(self.lines[start:end])
        self._fits(start, title, LONGEST_TITLE, gettext_noop("judul paling panjang 255 huruf"))
        text = self.lines[head].strip(INVISIBLE)
        if any(bullet in text for bullet in BULLETS):
            facts, below = self._later_facts(head, text), self._below_second_title(head, title)
        else:
            facts, below = self._facts_of_2016(head, text), head + 1
        paragraphs = self._paragraphs(below)
        return PortalPage(title, facts, self._banners(start), paragraphs)

    def _head(self) -> int:
        """The line between title and text: it says when, by whom, and how often the page was seen."""
        for looks_like_it in (CERTAINLY, PERHAPS):
            for number, line in enumerate(self.lines):
                if looks_like_it.match(line):
                    return number
        expected = gettext_noop(
            "baris seperti “07-12-2016 14:24 WIB by Nama Dilihat: 405 kali Kategori”"
        )
        raise self._fault(len(self.lines) - 1, expected, found=self.lines[-1])

    def _title_above(self, head: int) -> tuple[int, int]:
        """Where the title stands: the last lines above the head, up to an empty one or a banner."""
        end = head
        while end and _is_empty(self.lines[end - 1]):
            end -= 1
        start = end
        while start and not (_is_empty(self.lines[start - 1]) or _is_banner(self.lines[start - 1])):
            start -= 1
        if start == end:
            expected = gettext_noop("judul di atas baris tanggal")
            raise self._fault(max(end - 1, 0), expected, found=self.lines[max(end - 1, 0)])
        return start, end

    def _banners(self, end: int) -> tuple[str, ...]:
        """Each once; a line without a bullet goes on with the banner above it, if one stands there."""
        banners: list[str] = []
        continues = False
        for number, line in enumerate(self.lines[:end]):
            text = " ".join(line.strip(INVISIBLE).lstrip(BULLETS).split())
            if continues and text and not _is_banner(line):
                banners[-1] += f" {text}"
            elif text:
                banners.append(text)
            continues = bool(text) and (continues or _is_banner(line))
            if text:
                expected = gettext_noop("teks berjalan paling panjang 300 huruf")
                self._fits(number, banners[-1], LONGEST_BANNER, expected)
        return tuple(dict.fromkeys(banners))

    def _facts_of_2016(self, head: int, text: str) -> Facts:
        rest = text

        def take(part: re.Pattern[str], expected: str) -> tuple[str, ...]:
            nonlocal rest
            found = part.match(rest)
            if found is None:
                raise self._fault(head, expected, found=rest)
            rest = rest[found.end() :]
            return found.groups()

        day, month, year = map(int, take(DAY, gettext_noop("tanggal seperti 07-12-2016")))
        hour, minute = map(int, take(HOUR, gettext_noop("jam seperti 14:24 WIB")))
        (byline,) = take(BY, gettext_noop("“by”, nama penulisnya, lalu “Dilihat”"))
        (views,) = take(VIEWS, gettext_noop("jumlah seperti “Dilihat: 405 kali”"))
        moment = self._moment(head, (year, month, day), (hour, minute))
        return self._facts(head, moment, byline, rest, view_count=_number(views))

    def _later_facts(self, head: int, text: str) -> Facts:
        parts = [part.strip(INVISIBLE) for part in re.split(f"[{BULLETS}]", text)]
        if len(parts) != 5:
            expected = gettext_noop(
                "baris seperti “04 November 2019 • 00:00 • Dilihat 102x • Penulis • Kategori”"
            )
            raise self._fault(head, expected, found=text)

        def take(part: re.Pattern[str], text: str, expected: str) -> tuple[str, ...]:
            found = part.fullmatch(text)
            if found is None:
                raise self._fault(head, expected, found=text)
            return found.groups()

        a_day = gettext_noop("tanggal seperti 04 November 2019")
        day, name, year = take(LATER_DAY, parts[0], a_day)
        hour, minute = map(int, take(LATER_HOUR, parts[1], gettext_noop("jam seperti 14:24")))
        (views,) = take(VIEWS_ALONE, parts[2], gettext_noop("jumlah seperti “Dilihat 102x”"))
        month = MONTHS.get(name.lower())
        if month is None:
            raise self._fault(head, a_day, found=parts[0])
        moment = self._moment(head, (int(year), month, int(day)), (hour, minute))
        facts = self._facts(head, moment, parts[3], parts[4], view_count=_number(views))
        return facts if hour or minute else replace(facts, is_time_known=False)

    def _moment(self, head: int, day: tuple[int, int, int], clock: tuple[int, int]) -> datetime:
        try:
            if 1945 <= day[0] <= 2099:
                return datetime(*day, *clock, tzinfo=WIB)
        except ValueError:
            pass
        expected = gettext_noop("hari dan jam yang ada, antara tahun 1945 dan 2099")
        raise self._fault(head, expected, found=self.lines[head].strip(INVISIBLE))

    def _facts(
        self, head: int, moment: datetime, byline: str, category: str, *, view_count: int
    ) -> Facts:
        byline, category = _one_spaced(byline), _one_spaced(category)
        if not byline:
            raise self._fault(head, gettext_noop("nama penulis"), found=self.lines[head])
        self._fits(
            head, byline, LONGEST_BYLINE, gettext_noop("nama penulis paling panjang 120 huruf")
        )
        self._fits(
            head, category, LONGEST_CATEGORY, gettext_noop("kategori paling panjang 80 huruf")
        )
        return Facts(moment, byline, category, view_count)

    def _below_second_title(self, head: int, title: str) -> int:
        """Past the title's second appearance, which the later form has below the head."""
        start = head + 1
        while start < len(self.lines) and _is_empty(self.lines[start]):
            start += 1
        for end in range(start + 1, len(self.lines) + 1):
            if _alike(_joined(self.lines[start:end])) == _alike(title):
                return end
            if _is_empty(self.lines[end - 1]):
                break
        found = self.lines[min(start, len(self.lines) - 1)]
        raise self._fault(start, gettext_noop("judul yang sama sekali lagi"), found=found)

    def _paragraphs(self, start: int) -> tuple[str, ...]:
        """Parted by empty lines; a break inside one is a space."""
        paragraphs: list[list[str]] = [[]]
        for line in self.lines[start:]:
            if not _is_empty(line):
                paragraphs[-1].append(line)
            elif paragraphs[-1]:
                paragraphs.append([])
        said = tuple(_joined(lines) for lines in paragraphs if lines)
        if not said:
            last = len(self.lines) - 1
            raise self._fault(
                last, gettext_noop("isi berita, paling sedikit satu paragraf"), found=""
            )
        return said

    def _fits(self, line: int, text: str, longest: int, expected: str) -> None:
        if len(text) > longest:
            raise self._fault(line, expected, found=text)

    def _fault(self, line: int, expected: str, *, found: str) -> NotAPortalPage:
        return NotAPortalPage(self.file, line + 1, expected=expected, found=found.strip(INVISIBLE))


def _lines(content: bytes, file: str) -> list[str]:
    if len(content) > LARGEST_FILE:
        expected = gettext_noop("berkas paling besar 1 MB")
        raise NotAPortalPage(file, 1, expected=expected, found="> 1 MB")
    lines = BREAKS.split(_decoded(content, file))
    for number, line in enumerate(lines, 1):
        if strange := NEVER_IN_TEXT.search(line):
            expected = gettext_noop("teks biasa, tanpa karakter kendali")
            raise NotAPortalPage(file, number, expected=expected, found=repr(strange[0]))
    while len(lines) > 1 and _is_empty(lines[-1]):
        lines.pop()
    return lines


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        strange = error.start
    try:
        if not A_LETTER_IN_UTF_8.search(content):
            return content.decode("cp1252")
    except UnicodeDecodeError as error:
        strange = error.start
    line = 1 + len(BREAKS.findall(content[:strange].decode("latin-1")))
    expected = gettext_noop("teks yang seluruhnya UTF-8 atau seluruhnya CP1252")
    raise NotAPortalPage(file, line, expected=expected, found=f"0x{content[strange]:02x}")


def _is_empty(line: str) -> bool:
    return not line.strip(INVISIBLE)


def _is_banner(line: str) -> bool:
    return line.strip(INVISIBLE)[:1] in {*BULLETS}


def _joined(lines: list[str]) -> str:
    return " ".join(line.strip(INVISIBLE) for line in lines)


def _one_spaced(text: str) -> str:
    return " ".join(text.strip(INVISIBLE).split())


def _alike(title: str) -> str:
    """The same for two titles that differ only in spacing, case and the kind of quotes."""
    return _one_spaced(title).casefold().translate(STRAIGHT)


def _number(text: str) -> int:
    return int(re.sub("[.,]", "", text))
