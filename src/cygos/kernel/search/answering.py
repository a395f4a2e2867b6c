"""What answers a question, the best first, in a time that does not grow with the city.

1. All that match, in no order, but no more than `ENOUGH`: the index alone says which.
2. Were there more, the word is a common one, and among how many rows those stood says how common. Then only the newest
   rows are asked, as many as should hold `CANDIDATES`: by their months, which stand in the same index.
   The newest `CANDIDATES` of either go on, ordered by their titles, which are short.
3. The best `WEIGHED` of those are weighed by all their words. Where phrases were asked for, all of them are, and those
   without the phrase leave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db import connection
from django.utils import timezone

from cygos.kernel.search.kinds import kinds
from cygos.kernel.search.models import TIMELESS, Entry, month_of
from cygos.kernel.search.wording import Question

ENOUGH = 6_000
CANDIDATES = 1_000
WEIGHED = 200
WIDER = 1.5  # times what should hold enough of them, since words come in waves
MOST_MONTHS = 240
MARKS = ("\x02", "\x03")  # around a word that was asked for; no text holds them
EVER = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)

FIND = """
SELECT matching, among, ids FROM search_newest(
    %(asked)s, %(words)s, %(facets)s, %(since)s, %(until)s, %(kinds)s, %(weights)s::real[], %(most)s, %(candidates)s
)
"""
MONTHS = """
SELECT min(at), max(at) FROM (
    SELECT at FROM search_entry WHERE at <= %s ORDER BY at DESC, id DESC LIMIT %s
) AS newest
"""
WEIGH = "SELECT search_weighed(%(asked)s, %(ids)s, %(kinds)s, %(weights)s::real[])"


@dataclass(frozen=True)
class Narrowing:
    """What else a reader said: only this kind, category, office; only these days, both included."""

    kind: str = ""
    category: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def facets(self) -> list[str]:
        said = (
            self.kind,
            self.category and f"kategori:{self.category}",
            self.unit and f"unit:{self.unit}",
        )
        return [f"={one}" for one in said if one]

    @property
    def is_dated(self) -> bool:
        return bool(self.since or self.until)


@dataclass(frozen=True)
class Hits:
    """The rows that match, best first, at most so many; `is_all` is false when there are more."""

    ids: list[int]
    is_all: bool


def about(question: Question, narrowing: Narrowing = Narrowing()) -> Hits:
    """What answers the question: title before text, the newer of two that are alike."""
    asked = _Asked(question, narrowing)
    some = asked.found(most=ENOUGH + 1)
    ids = some.ids
    if some.matching > ENOUGH:
        ids = asked.newest(among=int(some.among * WIDER * CANDIDATES / ENOUGH))
    return Hits(_weighed(ids, question), is_all=some.matching <= CANDIDATES)


def is_answered(question: Question, narrowing: Narrowing) -> bool:
    """Whether anything answers it."""
    return bool(_Asked(question, narrowing).found(most=1).matching)


def with_excerpts(ids: Sequence[int], question: Question) -> list[Entry]:
    """These rows, in this order, each with the part of its text that was asked for."""
    marked = SearchQuery(" or ".join(question.marked), config="indonesian", search_type="websearch")
    excerpt = SearchHeadline(
        "text", marked, config="indonesian", start_sel=MARKS[0], stop_sel=MARKS[1],
        max_words=32, min_words=16,
    )  # fmt: skip
    found = Entry.objects.filter(pk__in=ids).defer("vector", "head", "text")
    rows = {row.pk: row for row in found.annotate(excerpt=excerpt)}
    return [rows[pk] for pk in ids if pk in rows]


@dataclass(frozen=True)
class _Some:
    """How many match, up to a limit; among about how many rows they stood; the keys of the newest."""

    matching: int
    among: int
    ids: list[int]


@dataclass(frozen=True)
class _Asked:
    """One question on its way to the database."""

    question: Question
    narrowing: Narrowing

    def found(self, *, most: int | None, months: Sequence[str] = ()) -> "_Some":
        """The newest of those that match, and of no more than `most` of them, the best titles first."""
        since, until = self._days
        groups = [*([one] for one in self.narrowing.facets), *([months] if months else ())]
        facts: dict[str, Any] = {
            "asked": self.question.wide, "words": " or ".join(self.question.words),
            "facets": _all_of(groups), "since": since, "until": until,
            "most": most, "candidates": CANDIDATES, **_weights(),
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(FIND, facts)
            matching, among, ids = cursor.fetchone() or (0, 0, None)
        return _Some(matching, among or 0, ids or [])

    def newest(self, *, among: int) -> list[int]:
        """The newest that match, if so many newest rows hold enough; else the newest of all that match."""
        months = self._newest_months(among)
        ids = self.found(most=None, months=months).ids if months else []
        return ids if len(ids) >= CANDIDATES else self.found(most=None).ids

    @property
    def _days(self) -> tuple[datetime | None, datetime | None]:
        """None for both where the days do not matter: then what has no day is found as well."""
        since, until = self.narrowing.since, self.narrowing.until
        first, last = EVER if self.narrowing.is_dated else (None, None)
        return (_at(since, time.min) if since else first, _at(until, time.max) if until else last)

    def _newest_months(self, most: int) -> list[str]:
        _since, until = self._days
        with connection.cursor() as cursor:
            cursor.execute(MONTHS, [until or EVER[1], most])
            first, last = cursor.fetchone() or (None, None)
        if first is None or last is None:
            return []
        months = list(_months(timezone.localtime(first), timezone.localtime(last)))
        return [TIMELESS, *months] if len(months) <= MOST_MONTHS else []


def _weighed(ids: list[int], question: Question) -> list[int]:
    """The best of them by all their words; where phrases were asked for, only those that have them."""
    has_phrases = question.text != question.wide
    read, rest = (ids, []) if has_phrases else (ids[:WEIGHED], ids[WEIGHED:])
    facts: dict[str, Any] = {"asked": question.text, "ids": read, **_weights()}
    with connection.cursor() as cursor:
        cursor.execute(WEIGH, facts)
        (weighed,) = cursor.fetchone() or (None,)
    return [*(weighed or ()), *rest]


def _weights() -> dict[str, list[Any]]:
    every = kinds()
    return {"kinds": [one.name for one in every], "weights": [one.weight for one in every]}


def _all_of(groups: Sequence[Sequence[str]]) -> str:
    """One of each group, as `tsquery` is written."""
    return " & ".join(
        "({})".format(" | ".join(f"'{_safe(one)}'" for one in group)) for group in groups
    )


def _safe(word: str) -> str:
    return word.replace("\\", "\\\\").replace("'", "''")


def _months(first: datetime, last: datetime) -> Iterator[str]:
    month = first.replace(day=1)
    while month <= last:
        yield month_of(month)
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def _at(day: date, hour: time) -> datetime:
    """A moment of that day, in the city's own zone."""
    return datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
