"""What can be found: one row for each thing, written in the transaction of its change.

A word that stands in a fifth of all rows must not cost more than a rare one: only the newest `CANDIDATES` that match
are weighed, and PostgreSQL finds them by whichever index is shorter, the words' or the time's.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVectorField,
)
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cygos.kernel.search import wording
from cygos.kernel.search.kinds import Found

CANDIDATES = 1_000
MARKS = ("\x02", "\x03")  # around a word that was asked for; no text holds them
WRITE = """
INSERT INTO search_entry (kind, key, title, text, at, vector)
VALUES (%(kind)s, %(key)s, %(title)s, %(text)s, %(at)s,
        setweight(to_tsvector('indonesian', %(title_words)s), 'A') ||
        setweight(to_tsvector('indonesian', %(text_words)s), 'D'))
ON CONFLICT (kind, key) DO UPDATE SET title = excluded.title, text = excluded.text, at = excluded.at,
        vector = excluded.vector
"""


@dataclass(frozen=True)
class Hits:
    """The keys of the rows that match, best first, at most so many; `is_all` is false when there are more."""

    ids: list[int]
    is_all: bool


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_kind(self, name: str) -> Self:
        return self.filter(kind=name) if name else self

    def between(self, since: date | None, until: date | None) -> Self:
        """Of these days, both included; no day is no limit."""
        found = self.filter(at__gte=_at(since, time.min)) if since else self
        return found.filter(at__lte=_at(until, time.max)) if until else found

    def about(self, question: wording.Question) -> Hits:
        """What answers the question, the best first: title before text, the newer of two that are alike."""
        asked = _asked(question)
        newest = self.filter(vector=asked).order_by("-at", "-pk")[: CANDIDATES + 1]
        weighed = newest.annotate(weight=SearchRank(models.F("vector"), asked))
        rows = list(weighed.values_list("weight", "at", "pk"))
        best = sorted(rows[:CANDIDATES], reverse=True)
        return Hits([pk for _weight, _at, pk in best], is_all=len(rows) <= CANDIDATES)

    def with_excerpts(self, ids: list[int], question: wording.Question) -> list["Entry"]:
        """These rows, in this order, each with the part of its text that was asked for."""
        excerpt = SearchHeadline(
            "text", _asked(question), config="indonesian", start_sel=MARKS[0], stop_sel=MARKS[1],
            max_words=32, min_words=16,
        )  # fmt: skip
        rows = {row.pk: row for row in self.filter(pk__in=ids).annotate(excerpt=excerpt)}
        return [rows[pk] for pk in ids if pk in rows]


class EntryManager(models.Manager.from_queryset(EntryQuerySet)):  # type: ignore[misc]
    def put(self, kind: str, found: Found) -> None:
        """It can be found from now on, under these words."""
        facts: dict[str, Any] = {
            "kind": kind, "key": found.key, "title": found.title, "text": found.text, "at": found.at,
            "title_words": wording.of_text(found.title), "text_words": wording.of_text(found.text),
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(WRITE, facts)

    def forget(self, kind: str, key: str) -> None:
        """It cannot be found any more."""
        self.filter(kind=kind, key=key).delete()


class Entry(models.Model):
    """One thing that can be found."""

    kind = models.CharField(_("jenis"), max_length=40)
    key = models.CharField(_("kunci"), max_length=60)
    title = models.TextField(_("judul"))
    text = models.TextField(_("teks"), blank=True)
    at = models.DateTimeField(_("pada"))
    vector = SearchVectorField(_("kata"))

    objects = EntryManager()

    class Meta:
        ordering = ("-at", "-pk")
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


def _at(day: date, hour: time) -> datetime:
    """A moment of that day, in the city's own zone."""
    return datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())


def _asked(question: wording.Question) -> SearchQuery:
    return SearchQuery(question.text, config="indonesian", search_type="websearch")
