"""The way in for what an older site held: each article once, as it was, and never over the head of an editor.

An article knows two things about where it came from: the digest of the piece, so that the same piece is recognised,
and the digest of its own text as it was taken in, so that what somebody has edited on screen since is never
overwritten. Whoever wants the piece's text after all goes back to the imported revision first.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models.functions import Greatest
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from cygos.information.news.models import (
    TAKEN_BY_LISTS,
    Article,
    Category,
    NewsIndex,
    Planting,
)
from cygos.kernel.acts.models import record
from cygos.kernel.refusals import Conflict
from cygos.web.times import WIB

LONGEST_SLUG = 80
ADDED_BY_THE_EDITOR = re.compile(r' data-block-key=\\"[^"]*"')


class EditedSince(Conflict):
    """Somebody has worked on the article on screen; the page must not take that away."""

    code = "edited-since"
    sentence = gettext_noop("“{title}” sudah disunting di Redaksi sejak diimpor.")
    advice = gettext_noop(
        "Sunting di Redaksi, atau kembalikan dahulu ke revisi yang diimpor, lalu impor lagi."
    )


@dataclass(frozen=True)
class Piece:
    """An article as another site had it. `body` is the blocks as they are stored; `digest` speaks for all of it."""

    title: str
    category: Category
    byline: str
    published_at: datetime
    body: Sequence[dict[str, Any]]
    digest: str
    is_time_known: bool = True
    lead: str = ""
    view_count: int = 0
    old_address: str = ""
    topics: Sequence[str] = ()


def write(piece: Piece, planting: Planting, *, slug: str, at: datetime) -> Article:
    """A published article; the caller is in a transaction, holds the list, and finishes the planting."""
    article = _article(piece, slug)
    article.first_published_at = piece.published_at
    planting.plant(article, at=at)
    record("article.imported", article, by=None, at=at)
    return article


def write_draft(piece: Piece, planting: Planting, *, slug: str, at: datetime) -> Article:
    """A draft that only editors see."""
    article = _article(piece, slug)
    planting.finish()
    article.plant_draft(planting.index, at=at)
    record("article.imported", article, by=None, at=at)
    return article


def rewrite(article: Article, piece: Piece, *, at: datetime) -> None:
    """Take up what the piece says now. Raises EditedSince."""
    as_imported = article.text_digest == text_digest(article)
    if not as_imported or article.has_unpublished_changes or not article.live:
        raise EditedSince(title=article.title)
    _fill(article, piece)
    article.view_count = Greatest("view_count", piece.view_count)
    article.replant(at=at)
    record("article.imported-again", article, by=None, at=at)


def free_slug(wanted: str, published_at: datetime, index: NewsIndex) -> str:
    """The title; where another article has it, with the day; where one of that day has it, with a number."""
    base = slugify(wanted)
    if len(base) > LONGEST_SLUG:
        base = base[: LONGEST_SLUG + 1].rpartition("-")[0] or base[:LONGEST_SLUG]
    if not base or TAKEN_BY_LISTS.fullmatch(base):
        base = f"berita-{base}".rstrip("-")
    with_day = f"{base}-{published_at.astimezone(WIB):%d-%m-%Y}"
    siblings = index.get_children()
    slug, number = base, 0
    while siblings.filter(slug=slug).exists():
        number += 1
        slug = with_day if number == 1 else f"{with_day}-{number}"
    return slug


def text_digest(article: Article) -> str:
    """What a reader reads, in one number: it changes when somebody edits the article, and only then."""
    body = [
        (block["type"], ADDED_BY_THE_EDITOR.sub("", json.dumps(block["value"], ensure_ascii=False)))
        for block in article.body.get_prep_value()
    ]
    return digest(
        article.title, article.lead, body, article.category_id, article.byline,
        article.published_at.astimezone(UTC).isoformat(), article.is_time_known,
    )  # fmt: skip


def digest(*parts: object) -> str:
    """One number for all of these."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _article(piece: Piece, slug: str) -> Article:
    article = Article(slug=slug, view_count=piece.view_count)
    _fill(article, piece)
    return article


def _fill(article: Article, piece: Piece) -> None:
    article.title, article.lead = piece.title, piece.lead
    article.category = piece.category
    article.byline = piece.byline
    article.published_at = piece.published_at
    article.is_time_known = piece.is_time_known
    article.body = json.dumps(piece.body)
    article.old_address = piece.old_address or article.old_address
    article.page_digest = piece.digest
    article.text_digest = text_digest(article)
    if piece.topics:
        article.topics.set(piece.topics)
