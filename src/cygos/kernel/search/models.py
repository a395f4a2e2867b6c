"""What can be found: one row for each thing, written in the transaction of its change.

Everything that narrows a question stands among the words of a row, as words that nobody can type: its kind, its
office, its category and its month. So one index answers all of it, however common a word is (decision 0046).
"""

import re
from datetime import datetime
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _

from cygos.kernel.search import wording
from cygos.kernel.search.kinds import Found
from cygos.kernel.search.spellings import Spellings, with_the_citys

MOST_SPELLINGS = 2_000
TIMELESS = "=tetap"
WRITE = """
WITH words AS (
    INSERT INTO search_word (word)
    SELECT word FROM unnest(%(words)s::text[]) AS word
    WHERE NOT EXISTS (SELECT FROM search_word AS known WHERE known.word = word.word)
    ORDER BY word
    ON CONFLICT DO NOTHING
), prepared AS (
    SELECT setweight(to_tsvector('indonesian', %(title_words)s), 'A') AS head,
           to_tsvector('indonesian', %(text_words)s) AS body
)
INSERT INTO search_entry (kind, key, title, text, at, head, vector)
SELECT %(kind)s, %(key)s, %(title)s, %(text)s, %(at)s, head, head || body || array_to_tsvector(%(facets)s::text[])
FROM prepared
ON CONFLICT (kind, key) DO UPDATE SET title = excluded.title, text = excluded.text, at = excluded.at,
    head = excluded.head, vector = excluded.vector
"""


class SpellingQuerySet(models.QuerySet["Spelling"]):
    def in_force(self) -> Spellings:
        """The city's own, and those of every city."""
        own = self.order_by("old").values_list("old", "new")[:MOST_SPELLINGS]
        return with_the_citys(tuple(own))


class Spelling(models.Model):
    """One spelling of the city's own: an older or shorter word, and what it is written like today."""

    old = models.CharField(_("tertulis"), max_length=60, unique=True)
    new = models.CharField(_("sama dengan"), max_length=120)

    objects = SpellingQuerySet.as_manager()

    class Meta:
        ordering = ("old",)
        verbose_name = _("ejaan")
        verbose_name_plural = _("ejaan")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(old__regex=r"^[a-z0-9]+$"), name="a_spelling_is_one_small_word"
            ),
            models.CheckConstraint(
                condition=models.Q(new__regex=r"^[a-z0-9]+( [a-z0-9]+)*$"),
                name="a_spelling_stands_for_small_words",
            ),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="a_spelling_is_another_word"
            ),
        )

    def __str__(self) -> str:
        return f"{self.old} = {self.new}"

    def clean(self) -> None:
        super().clean()
        if not re.fullmatch(r"[a-z0-9]+", self.old):
            raise ValidationError({"old": _("Satu kata dengan huruf kecil, tanpa spasi.")})
        if not re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", self.new):
            raise ValidationError({"new": _("Kata-kata dengan huruf kecil, tanpa tanda baca.")})


class EntryManager(models.Manager["Entry"]):
    def put(self, kind: str, found: Found, *, spellings: Spellings | None = None) -> None:
        """It can be found from now on, under these words."""
        known = spellings or Spelling.objects.in_force()
        words = wording.for_guessing(f"{found.title} {found.text}", known)
        facts: dict[str, Any] = {
            "kind": kind, "key": found.key, "title": found.title, "text": found.text, "at": found.at,
            "title_words": wording.of_text(found.title, known),
            "text_words": wording.of_text(found.text, known),
            "facets": facets(kind=kind, unit=found.unit, category=found.category, at=found.at),
            "words": sorted(words),
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(WRITE, facts)

    def forget(self, kind: str, *keys: str) -> None:
        """They cannot be found any more."""
        self.filter(kind=kind, key__in=keys).delete()

    def keys(self, kind: str) -> set[str]:
        """What of this kind can be found."""
        return set(self.filter(kind=kind).order_by().values_list("key", flat=True))


class Entry(models.Model):
    """One thing that can be found."""

    kind = models.CharField(_("jenis"), max_length=40)
    key = models.CharField(_("kunci"), max_length=60)
    title = models.TextField(_("judul"))
    text = models.TextField(_("teks"), blank=True)
    at = models.DateTimeField(_("pada"), null=True)
    head = SearchVectorField(_("kata judul"))  # short, so that many are weighed at little cost
    vector = SearchVectorField(_("kata"))

    objects = EntryManager()

    class Meta:
        ordering = ("-at", "-pk")  # what has no day first, as PostgreSQL has it
        verbose_name = _("yang dapat ditemukan")
        verbose_name_plural = _("yang dapat ditemukan")
        indexes = (
            GinIndex("vector", name="search_by_words", fastupdate=False),
            models.Index(fields=["-at", "-id"], name="search_newest_first"),
        )
        constraints = (
            models.UniqueConstraint(fields=["kind", "key"], name="a_thing_is_found_once"),
        )

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that stood in something that can be found: what a typing mistake may have meant.

    One that stands nowhere any more does no harm: only what is found today is offered.
    """

    word = models.CharField(_("kata"), max_length=24, primary_key=True)

    class Meta:
        ordering = ("word",)
        verbose_name = _("kata yang dikenal")
        verbose_name_plural = _("kata yang dikenal")
        indexes = (
            GinIndex(Func("word", function="search_near"), name="search_words_near", fastupdate=False),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.word


class Kept(models.Model):
    """How a kind stood when all of it was written last."""

    kind = models.CharField(_("jenis"), max_length=40, primary_key=True)
    stamp = models.CharField(_("keadaan"), max_length=120)

    class Meta:
        ordering = ("kind",)
        verbose_name = _("jenis yang tertulis")
        verbose_name_plural = _("jenis yang tertulis")

    def __str__(self) -> str:
        return f"{self.kind}: {self.stamp}"

    @classmethod
    def is_current(cls, kind: str, stamp: str) -> bool:
        return cls.objects.filter(kind=kind, stamp=stamp).exists()

    @classmethod
    def note(cls, kind: str, stamp: str) -> None:
        """All of it is written as it stood then."""
        cls.objects.update_or_create(kind=kind, defaults={"stamp": stamp})


def facets(*, kind: str, unit: str, category: str, at: datetime | None) -> list[str]:
    """What narrows a question, as words: no text becomes one of these, since no word begins with “=”."""
    own = [f"={kind}", month_of(at)]
    own += [f"=unit:{unit}"] if unit else []
    return own + ([f"=kategori:{category}"] if category else [])


def month_of(at: datetime | None) -> str:
    """Its month, by which the newest are found first."""
    return f"={at:%Y-%m}" if at else TIMELESS
