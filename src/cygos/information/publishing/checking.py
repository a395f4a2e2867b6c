"""What a page still lacks before it may be published: a draft may be poor, a publication may not.

Each fault says where it stands and what to mend. Nothing here asks another machine: links to other sites are looked at
elsewhere, by a command that may take its time.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from cygos.kernel.refusals import Refusal
from cygos.web.addresses import not_open_yet
from cygos.web.navigation import PAGES, plain

SAYS_NOTHING = frozenset(
    {
        "klik", "klik di sini", "klik disini", "di sini", "disini", "sini", "ini", "tautan", "link", "tautan ini",
        "selengkapnya", "baca selengkapnya", "lihat", "here", "click here", "read more", "more",
    }
)  # fmt: skip
FILE_NAME = re.compile(
    r"(?i)^(img|dsc|image|foto|gambar|screenshot)?[\s_\-]*\d*\.?(jpe?g|png|webp|gif)?$"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MOST = 30  # faults of one page; who has mended those sees the next
A_LINK_WITHOUT_WORDS = gettext_lazy("Ada tautan tanpa kata-kata. Tulis ke mana tautan itu menuju.")
A_PICTURE_WITHOUT_WORDS = gettext_lazy(
    "Gambar belum punya teks pengganti. Tulis apa yang terlihat, bagi yang tidak dapat melihatnya."
)


@dataclass(frozen=True)
class Fault:
    """One thing to mend: in which field, where in it, and what."""

    field: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


@dataclass
class Found:
    """What was met on the way through one field: faults, and what has to be asked of the database."""

    faults: list[tuple[str, str | Promise]] = field(default_factory=list)
    pages: list[tuple[str, int, str]] = field(default_factory=list)
    files: list[tuple[str, int, str]] = field(default_factory=list)
    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    level: int = 1  # of the last heading; the title is the first

    def fault(self, where: str, what: str | Promise) -> None:
        self.faults.append((where, what))

    def heading(self, where: str, level: int, words: str) -> None:
        if not words.strip():
            self.fault(where, gettext_lazy("Subjudul kosong. Isi atau hapus."))
        if level > self.level + 1:
            skipped = _(
                "Tingkat subjudul melompat dari %(before)s ke %(now)s. Pakai tingkat berikutnya."
            )
            self.fault(where, skipped % {"before": self.level, "now": level})
        self.level = level


def faults_of(page: Any) -> list[Fault]:
    """Everything to mend before this page is published, in the order of its fields."""
    found: list[Fault] = []
    for column in page._meta.get_fields():
        if not isinstance(column, StreamField | RichTextField):
            continue
        met, value = Found(), getattr(page, column.name)
        if isinstance(column, StreamField):
            _stream(value, met)
        else:
            _rich_text(str(value or ""), "", met)
        _ask(met, page)
        found += [Fault(column.name, where, str(what)) for where, what in met.faults]
    return found[:MOST]


def advice_for(page: Any) -> list[str]:
    """What would be good and is no condition: words in English where a field for them is empty."""
    names = {
        column.name: column for column in page._meta.get_fields() if hasattr(column, "verbose_name")
    }
    return [
        _("%(field)s masih kosong: pembaca berbahasa Inggris membaca teks Indonesianya.")
        % {"field": str(column.verbose_name).capitalize()}
        for name, column in names.items()
        if name.endswith("_en")
        and getattr(page, name.removesuffix("_en"), "")
        and not getattr(page, name)
    ]


# Through the blocks


def _stream(stream: Any, met: Found, before: str = "") -> None:
    for number, child in enumerate(stream, 1):
        label = str(child.block.label or child.block_type)
        where = before or _("Bagian %(number)s (%(label)s)") % {"number": number, "label": label}
        if child.block_type == "heading" and isinstance(child.value, str):
            met.heading(where, 2, child.value)
        _value(child.value, where, met)


def _value(value: Any, where: str, met: Found) -> None:
    if isinstance(value, RichText):
        _rich_text(value.source, where, met)
    elif isinstance(value, TypedTable):
        _table(value, where, met)
    elif isinstance(value, blocks.StreamValue):
        _stream(value, met, where)
    elif isinstance(value, blocks.StructValue):
        _picture(value, where, met)
        for part in value.values():
            _value(part, where, met)
    elif isinstance(value, blocks.list_block.ListValue):
        for part in value:
            _value(part, where, met)


def _picture(value: Any, where: str, met: Found) -> None:
    if not (value.get("image") and "alt" in value):
        return
    alt = (value["alt"] or "").strip()
    if not alt:
        met.fault(where, A_PICTURE_WITHOUT_WORDS)
    elif FILE_NAME.match(alt):
        says = _("Teks pengganti “%(alt)s” tidak mengatakan apa yang terlihat. Tulis isinya.")
        met.fault(where, says % {"alt": alt})


def _table(value: Any, where: str, met: Found) -> None:
    for number, column in enumerate(value.columns, 1):
        if not (column.get("heading") or "").strip():
            lacks = _("Kolom %(number)s belum punya judul. Tulis apa isinya.")
            met.fault(where, lacks % {"number": number})


# Through rich text


def _rich_text(html: str, where: str, met: Found) -> None:
    reader = _Reader(where, met)
    reader.feed(html)
    reader.close()


class _Reader(HTMLParser):
    """Reads rich text as it is stored: links to pages and files by key, others by address."""

    def __init__(self, where: str, met: Found) -> None:
        super().__init__()
        self._where, self._met = where, met
        self._link: dict[str, str] | None = None
        self._level, self._words = 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._link, self._words = facts, ""
        elif tag in HEADINGS:
            self._level, self._words = HEADINGS[tag], ""
        elif facts.get("embedtype") == "image" and not facts.get("alt", "").strip():
            self._met.fault(self._where, A_PICTURE_WITHOUT_WORDS)

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self._ends_link(self._link, " ".join(self._words.split()))
            self._link = None
        elif tag in HEADINGS and self._level:
            self._met.heading(self._where, self._level, self._words)
            self._level = 0

    def _ends_link(self, link: dict[str, str], words: str) -> None:
        if not words:
            self._met.fault(self._where, A_LINK_WITHOUT_WORDS)
        elif words.lower().strip(" .,:;!»>") in SAYS_NOTHING:
            says = _("Tautan “%(words)s” tidak mengatakan ke mana. Sebut nama tujuannya.")
            self._met.fault(self._where, says % {"words": words})
        key = link.get("id", "")
        if link.get("linktype") == "page" and key.isdigit():
            self._met.pages.append((self._where, int(key), words))
        elif link.get("linktype") == "document" and key.isdigit():
            self._met.files.append((self._where, int(key), words))
        elif path := _ours(link.get("href", "")):
            self._met.addresses.append((self._where, path, words))


def _ours(address: str) -> str:
    """The path of an address on this site; nothing for another one."""
    for host in (settings.WAGTAILADMIN_BASE_URL, f"http://{settings.DOMAIN}"):
        address = address.removeprefix(host) if settings.DOMAIN or "127" in host else address
    is_path = address.startswith("/") and not address.startswith("//")
    return address.partition("#")[0].partition("?")[0] if is_path else ""


# What only the database knows


def _ask(met: Found, page: Any) -> None:
    """Of all links of a field at once: two questions, and one for each address typed by hand."""
    keys = {key for _where, key, _words in met.pages} - {page.pk}
    live = set(Page.objects.live().filter(pk__in=keys).values_list("pk", flat=True)) | {page.pk}
    files = {key for _where, key, _words in met.files}
    kept = (
        set(get_document_model().objects.filter(pk__in=files).values_list("pk", flat=True))
        if files
        else set()
    )
    nowhere = [(where, words) for where, key, words in met.pages if key not in live]
    nowhere += [(where, words) for where, key, words in met.files if key not in kept]
    nowhere += [(where, words) for where, path, words in met.addresses if not _answers(path)]
    for where, words in nowhere:
        leads = _(
            "Tautan “%(words)s” menuju halaman atau berkas yang tidak ada atau sudah ditarik."
        )
        mend = _("Pilih tujuan lain, atau hapus tautannya.")
        met.fault(where, f"{leads % {'words': words}} {mend}")


def _answers(path: str) -> bool:
    """Whether something of ours lies at this address."""
    try:
        match = resolve(plain(path))
    except Resolver404:
        return path.startswith((settings.STATIC_URL, settings.MEDIA_URL))
    if match.view_name != PAGES:
        return match.func is not not_open_yet
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    parts = [part for part in plain(path).split("/") if part]
    try:
        return bool(site and site.root_page.specific.route(HttpRequest(), parts))
    except (Http404, Refusal):
        return False
