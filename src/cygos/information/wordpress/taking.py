"""One run over an export: each post and page entirely or not at all, and the same export twice changes nothing.

What was published there is published here; drafts, and whatever waited, was private or had a password, become drafts
that only editors see. The number of a post is what it is known by, so a later export brings up to date what nobody has
touched here since. A page becomes an article of the category “Halaman”.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_noop
from wagtail.models import Page as AnyPage

from cygos.information.news.importing import NoListYet, Outcome
from cygos.information.news.models import Article, Category, NewsIndex, Planting
from cygos.information.news.taking_in import Piece, digest, free_slug, rewrite, write, write_draft
from cygos.information.redirects.models import FormerNumber
from cygos.information.wordpress import wxr
from cygos.information.wordpress.converting import Notes, Page, Site
from cygos.information.wordpress.media import Media
from cygos.information.wordpress.wxr import Entry
from cygos.kernel.refusals import Refusal

UNSORTED = {"uncategorized", "uncategorised", "tak berkategori", "tanpa kategori"}
OF_PAGES = "Halaman"
OF_POSTS = "Berita"
GONE = {"trash", "auto-draft", "inherit"}
LONGEST_TITLE, LONGEST_NAME, LONGEST_BYLINE, LONGEST_TOPIC, LONGEST_ADDRESS = 255, 80, 120, 100, 500

IN_THE_BIN = gettext_noop("ada di tempat sampah atau belum pernah disimpan ({name})")
EMPTY = gettext_noop("tidak ada judul dan isinya")
NOT_PUBLIC = gettext_noop("tidak terbit di sana ({name}), menjadi konsep")
HAD_PASSWORD = gettext_noop("memakai kata sandi di sana, menjadi konsep")
NO_TITLE = gettext_noop("tidak ada judulnya; diambil dari awal isinya")
TITLE_CUT = gettext_noop("judulnya dipotong menjadi 255 huruf")
NO_DATE = gettext_noop("tidak ada tanggalnya; dipakai waktu impor")
MORE_CATEGORIES = gettext_noop("kategori lain menjadi topik: {name}")
PAGE_IS_ARTICLE = gettext_noop("halaman statis menjadi berita dalam kategori Halaman")
COMMENTS = gettext_noop("{name} komentar tidak diimpor")


@dataclass(frozen=True)
class Taken:
    """What became of one post or page. `left_out` says that it was not even tried, and why."""

    entry: Entry
    outcome: Outcome | None
    title: str = ""
    address: str = ""
    is_draft: bool = False
    notes: Notes = field(default_factory=Notes)
    reason: Refusal | None = None


class Run:
    """Every entry goes through `take`. Raises NotAnExport, NoListYet, or OSError."""

    def __init__(
        self, file: Path, *, media: Media, at: datetime, category: Category | None = None
    ) -> None:
        if not NewsIndex.objects.exists():
            raise NoListYet
        self.file, self.at, self.category = file, at, category
        self.seen = wxr.survey(file)
        self.site = Site(self.seen.host, self.seen.files, media)

    @property
    def total(self) -> int:
        """How many there are to take."""
        return self.seen.kinds["post"] + self.seen.kinds["page"]

    @property
    def beside(self) -> dict[str, int]:
        """What the file holds beside posts, pages and their files: none of it is taken in."""
        ours = {"post", "page", wxr.FILES}
        return {kind: count for kind, count in sorted(self.seen.kinds.items()) if kind not in ours}

    def entries(self) -> Iterator[Entry]:
        return wxr.entries(self.file, self.seen)

    def take(self, entry: Entry) -> Taken:
        """Bring one in, in a transaction of its own. What is wrong with it is in the result."""
        notes = Notes()
        if entry.status in GONE:
            notes.add(IN_THE_BIN, entry.status)
            return Taken(entry, None, entry.title, notes=notes)
        if not entry.title and not entry.text.strip():
            notes.add(EMPTY, "")
            return Taken(entry, None, notes=notes)
        try:
            title = _title(entry, notes)
            body = self._body(entry, title, notes)
            with transaction.atomic():
                return self._bring_in(entry, self._piece(entry, title, body, notes), notes)
        except Refusal as reason:
            return Taken(entry, Outcome.REFUSED, entry.title, notes=notes, reason=reason)

    def _bring_in(self, entry: Entry, piece: Piece, notes: Notes) -> Taken:
        """Within the transaction. A lock on the list keeps two imports from writing the same article."""
        index = NewsIndex.objects.select_for_update().get()
        known = FormerNumber.objects.of(self.site.host, entry.number)
        article = Article.objects.get(pk=known.page_id) if known else None
        is_public = _is_public(entry, notes)
        if article and article.page_digest == piece.digest:
            outcome = Outcome.UNCHANGED
        elif article and not _is_untouched_draft(article):
            rewrite(article, piece, at=self.at)
            outcome = Outcome.UPDATED
        else:
            outcome = Outcome.UPDATED if article else Outcome.NEW
            if article:
                article.delete()
            way = write if is_public else write_draft
            slug = free_slug(entry.slug or piece.title, piece.published_at, index)
            planting = Planting(index)
            article = way(piece, planting, slug=slug, at=self.at)
            planting.finish()
            FormerNumber.objects.note(self.site.host, entry.number, AnyPage(pk=article.pk))
        address = f"/{index.slug}/{article.slug}/"
        return Taken(entry, outcome, article.title, address, not article.live, notes)

    def _body(self, entry: Entry, title: str, notes: Notes) -> list[dict[str, Any]]:
        """Its blocks. Pictures and documents are taken in here, each by itself, before anything points to them."""
        page = Page(self.site, entry.number, title, notes)
        if entry.thumbnail and f"wp-image-{entry.thumbnail}" not in entry.text:
            page.picture(entry.thumbnail)
        return page.read(entry.text)

    def _piece(self, entry: Entry, title: str, body: list[dict[str, Any]], notes: Notes) -> Piece:
        category, topics = self._terms(entry, notes)
        if entry.at is None:
            notes.add(NO_DATE, "")
        if entry.comments:
            notes.add(COMMENTS, str(entry.comments))
        piece = Piece(
            title=title, category=category, byline=self._byline(entry), body=body, digest="",
            published_at=entry.at or self.at, lead=_words(entry.excerpt), topics=tuple(topics),
            old_address=_address(entry.link),
        )  # fmt: skip
        when = entry.at.isoformat() if entry.at else ""
        return replace(piece, digest=digest(
            title, piece.lead, body, category.name, piece.byline, topics, when, entry.status,
            entry.is_locked, piece.old_address,
        ))  # fmt: skip

    def _byline(self, entry: Entry) -> str:
        name = self.seen.authors.get(entry.author) or entry.author or self.site.host or OF_POSTS
        return " ".join(unescape(name).split())[:LONGEST_BYLINE]

    def _terms(self, entry: Entry, notes: Notes) -> tuple[Category, list[str]]:
        """The first category that says something; the others are topics, like the tags."""
        named = [unescape(name)[:LONGEST_NAME] for name in entry.named("category")]
        named = [name for name in named if name.lower() not in UNSORTED]
        topics = [unescape(name)[:LONGEST_TOPIC] for name in entry.named("post_tag")]
        if entry.kind == "page":
            notes.add(PAGE_IS_ARTICLE, "")
            named = [OF_PAGES, *named]
        if named[1:]:
            notes.add(MORE_CATEGORIES, ", ".join(named[1:]))
        if self.category and (entry.kind == "post" or not named):
            topics = [*named, *topics]
            return self.category, _once(topics)
        first = named[0] if named else OF_POSTS
        return Category.objects.obtain(first, slug=slugify(first)), _once([*named[1:], *topics])


class Rehearsal(Run):
    """A run that leaves nothing behind: each is brought in, and its transaction undone."""

    def _bring_in(self, entry: Entry, piece: Piece, notes: Notes) -> Taken:
        result = super()._bring_in(entry, piece, notes)
        transaction.set_rollback(True)
        return result


def _is_untouched_draft(article: Article) -> bool:
    """A draft as it was taken in: the newer one may stand in its place."""
    was_never_out = not article.live and article.first_published_at is None
    return was_never_out and article.revisions.count() == 1


def _is_public(entry: Entry, notes: Notes) -> bool:
    if entry.is_locked:
        notes.add(HAD_PASSWORD, "")
    elif entry.status != "publish":
        notes.add(NOT_PUBLIC, entry.status)
    return entry.status == "publish" and not entry.is_locked


def _title(entry: Entry, notes: Notes) -> str:
    title = _words(entry.title)
    if not title:
        notes.add(NO_TITLE, "")
        title = " ".join(_words(entry.text).split()[:8]) or f"Nomor {entry.number}"
    if len(title) > LONGEST_TITLE:
        notes.add(TITLE_CUT, "")
        title = title[: LONGEST_TITLE - 1].rstrip() + "…"
    return title


def _words(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


def _address(link: str) -> str:
    """Where it stood, if that was a path; an address like /?p=123 is kept by its number."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    is_path = parts.scheme in {"http", "https"} and parts.hostname and parts.path.strip("/")
    return link if is_path and not parts.query and len(link) <= LONGEST_ADDRESS else ""


def _once(names: list[str]) -> list[str]:
    """Each name once, in whatever case."""
    return list({name.lower(): name for name in reversed(names) if name}.values())[::-1]
