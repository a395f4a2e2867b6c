"""Brings pages of the old portal in: each file entirely or not at all, and the same file twice changes nothing.

An article knows two things about the page it came from: the digest of the page, so that the same page is
recognised, and the digest of its own text as it was imported, so that what somebody has edited on screen
since is never overwritten. Whoever wants the page's text after all goes back to the imported revision first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from html import escape
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from cygos.information.news import portal_page
from cygos.information.news.models import Article, Category, NewsIndex, Planting
from cygos.information.news.portal_page import NotAPortalPage, PortalPage
from cygos.information.news.taking_in import Piece, digest, free_slug, rewrite, write
from cygos.information.notices.models import Notice
from cygos.kernel.refusals import Conflict, NotFound, Refusal

A_BATCH = 50  # files in one transaction


class Outcome(StrEnum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class TwoAlike(Conflict):
    """The page does not say which of several articles it is."""

    code = "two-alike"
    sentence = gettext_noop("Ada beberapa berita “{title}” dengan waktu terbit yang sama.")
    advice = gettext_noop("Sebutkan alamat lamanya dengan --old-address atau --old-addresses.")


class NoListYet(Refusal):
    """There is no list of news to put an article into."""

    code, status = "no-list-yet", 409
    sentence = gettext_noop("Kota ini belum punya daftar berita.")
    advice = gettext_noop("Terapkan dahulu paket kota: `cygos pack apply`.")


class NoSuchCategory(NotFound):
    """The operator names a category that the city does not have: more likely a slip than a new one."""

    code = "no-such-category"
    sentence = gettext_noop("Kategori “{name}” tidak ada.")
    advice = gettext_noop("Yang ada: {known}.")


class NoCategory(Refusal):
    """Neither the page nor the operator names a category."""

    code, status = "no-category", 422
    sentence = gettext_noop("Halaman ini tidak menyebut kategorinya.")
    advice = gettext_noop("Sebutkan kategorinya dengan --category.")


@dataclass(frozen=True)
class Result:
    """What became of one file, and why it was refused if it was."""

    file: str
    outcome: Outcome
    title: str = ""
    address: str = ""
    new_notices: int = 0
    reason: NotAPortalPage | Refusal | OSError | None = None


class Import:
    """One run: every file goes through `take`."""

    def __init__(
        self,
        *,
        at: datetime,
        category: Category | None = None,
        old_addresses: Mapping[str, str] | None = None,
    ) -> None:
        if not NewsIndex.objects.exists():
            raise NoListYet
        self.at, self.category, self.old_addresses = at, category, old_addresses or {}
        self._announced: tuple[str, ...] = ()
        self._categories: dict[str, Category] = {}

    def take(self, file: Path) -> Result:
        """Bring one file in. What is wrong with it is in the result."""
        return next(self.take_all([file]))

    def take_all(self, files: Iterable[Path]) -> Iterator[Result]:
        """Bring each in, entirely or not at all; so many in one transaction, told of when they are there to stay."""
        rest = iter(files)
        while batch := list(islice(rest, A_BATCH)):
            results: list[Result] = []
            with transaction.atomic():
                # A lock on the list keeps two imports from writing the same article.
                planting = Planting(NewsIndex.objects.select_for_update().get())
                is_stopped = not self._take_each(batch, planting, results)
                planting.finish()
            yield from results
            if is_stopped:
                raise KeyboardInterrupt

    def _take_each(self, batch: list[Path], planting: Planting, results: list[Result]) -> bool:
        """Whether all were taken: at Ctrl-C the one at hand is undone, and what was done before stays."""
        try:
            results.extend(self._take(file, planting) for file in batch)
        except KeyboardInterrupt:
            return False
        return True

    def _take(self, file: Path, planting: Planting) -> Result:
        try:
            page = portal_page.read(file)
            old_address = self.old_addresses.get(str(file)) or self.old_addresses.get(file.name, "")
            article = _find(page, old_address)
            if article:
                planting.finish()  # it may be one of these
            with planting.one(), transaction.atomic():
                return self._bring_in(page, file, article, old_address, planting)
        except (NotAPortalPage, Refusal, OSError) as reason:
            self._categories.clear()  # one of them may have been undone
            return Result(str(file), Outcome.REFUSED, reason=reason)

    def _bring_in(
        self,
        page: PortalPage,
        file: Path,
        article: Article | None,
        old_address: str,
        planting: Planting,
    ) -> Result:
        """Within the transaction."""
        category = self.category or self._category_of(page)
        piece = _piece(page, category, old_address)
        if article is None:
            slug = free_slug(page.title, page.facts.published_at, planting.index)
            article, outcome = write(piece, planting, slug=slug, at=self.at), Outcome.NEW
        elif article.page_digest == piece.digest and old_address in {"", article.old_address}:
            outcome = Outcome.UNCHANGED
        else:
            rewrite(article, piece, at=self.at)
            outcome = Outcome.UPDATED
        return Result(
            str(file), outcome, article.title, f"/{planting.index.slug}/{article.slug}/",
            new_notices=self._announce(page.banners),
        )  # fmt: skip

    def _category_of(self, page: PortalPage) -> Category:
        """Asked for once, however many pages name it."""
        name = page.facts.category
        if not name:
            raise NoCategory
        if name not in self._categories:
            self._categories[name] = Category.objects.obtain(name, slug=slugify(name))
        return self._categories[name]

    def _announce(self, banners: tuple[str, ...]) -> int:
        """The pages of one portal carry the same banners: ask the database only when they differ."""
        if banners == self._announced:
            return 0
        self._announced = banners
        return Notice.objects.announce(*banners)


class Rehearsal(Import):
    """A run that leaves nothing behind: each file is brought in, and its transaction undone."""

    def _bring_in(
        self,
        page: PortalPage,
        file: Path,
        article: Article | None,
        old_address: str,
        planting: Planting,
    ) -> Result:
        result = super()._bring_in(page, file, article, old_address, planting)
        planting.finish()
        self._categories.clear()
        transaction.set_rollback(True)
        return result


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves; of a folder its .txt files, by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.txt"))
        else:
            yield path


def fill_with_articles(folder: Path, *, at: datetime) -> int:
    """Bring in every page of a folder and say how many were new or changed. Raises what is wrong with one.

    For demo cities: their articles take the same way in as the old portal's.
    """
    run = Import(at=at)
    changed = 0
    for result in run.take_all(files_in([folder])):
        if result.reason:
            raise result.reason
        changed += result.outcome is not Outcome.UNCHANGED
    return changed


def category_called(name: str) -> Category:
    """The category of this name or address. Raises NoSuchCategory."""
    category = Category.objects.called(name).first()
    if category is None:
        known = ", ".join(Category.objects.values_list("name", flat=True)) or "–"
        raise NoSuchCategory(name=name, known=known)
    return category


def _find(page: PortalPage, old_address: str) -> Article | None:
    """The article this page was: by its old address, else by title and time."""
    if old_address:
        article: Article | None = Article.objects.filter(old_address=old_address).first()
        if article:
            return article
    alike = Article.objects.filter(title=page.title, published_at=page.facts.published_at)
    if old_address:
        alike = alike.filter(old_address="")
    found = list(alike[:2])
    if len(found) > 1:
        raise TwoAlike(title=page.title)
    return found[0] if found else None


def _piece(page: PortalPage, category: Category, old_address: str) -> Piece:
    paragraphs = "".join(f"<p>{escape(p, quote=False)}</p>" for p in page.paragraphs)
    return Piece(
        title=page.title, category=category, byline=page.facts.byline,
        published_at=page.facts.published_at, is_time_known=page.facts.is_time_known,
        body=[{"type": "paragraph", "value": paragraphs}], view_count=page.facts.view_count,
        old_address=old_address, digest=_page_digest(page, category),
    )  # fmt: skip


def _page_digest(page: PortalPage, category: Category) -> str:
    facts = page.facts
    return digest(
        page.title, facts.published_at.isoformat(), facts.is_time_known, facts.byline,
        category.name, facts.view_count, page.paragraphs,
    )  # fmt: skip
