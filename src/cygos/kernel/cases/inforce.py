"""What is in force now: every term of the city and its calendars, read once and again only when one of them changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from cygos.kernel.calendar import Calendar
from cygos.kernel.holidays.models import Holiday
from cygos.kernel.procedure.walking import Moment, Term
from cygos.kernel.terms import models as terms

STATE = """
SELECT count(*), coalesce(sum(revision), 0), coalesce(max(id), 0) FROM terms_term
UNION ALL SELECT count(*), coalesce(sum(revision), 0), coalesce(max(id), 0) FROM holidays_holiday
UNION ALL SELECT count(*), coalesce(sum(revision), 0), coalesce(max(id), 0) FROM holidays_year
"""


class UnknownTerm(KeyError):
    """A rule book names a term that the city does not keep: `cygos check` says so before anybody meets it."""


@dataclass(frozen=True)
class Tables:
    """The terms and calendars as they stood when the tables looked like `state`."""

    state: tuple[Any, ...]
    terms: dict[str, Term]
    with_leave: frozenset[str]  # keys of terms for which joint leave counts as work
    calendar: Calendar
    calendar_with_leave: Calendar

    def term(self, key: str) -> Term:
        """The term in force. Raises UnknownTerm."""
        try:
            return self.terms[key]
        except KeyError:
            raise UnknownTerm(key) from None

    def calendar_of(self, *, works_in_joint_leave: bool) -> Calendar:
        """The calendar by which a promise counts."""
        return self.calendar_with_leave if works_in_joint_leave else self.calendar


_kept: list[Tables] = []


def tables() -> Tables:
    """One short question if nothing changed since this process last asked; else four."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        state = tuple(cursor.fetchall())
    if not _kept or _kept[0].state != state:
        _kept[:] = [_read(state)]
    return _kept[0]


@dataclass(frozen=True)
class Now:
    """When something is done, and where chance comes from: both from outside."""

    at: datetime
    chance: Callable[[int], bytes]
    tables: Tables = field(default_factory=tables)

    def moment(self, facts: dict[str, object]) -> Moment:
        """As the rules want it."""
        return Moment(self.at, self.tables.term, facts)


def _read(state: tuple[Any, ...]) -> Tables:
    calendar = Holiday.objects.calendar()
    with_leave = Holiday.objects.calendar(works_in_joint_leave=True)
    found, leave = {}, set()
    for row in terms.Term.objects.order_by("key"):
        found[row.key] = Term(
            row.key, row.span, with_leave if row.works_in_joint_leave else calendar
        )
        if row.works_in_joint_leave:
            leave.add(row.key)
    return Tables(state, found, frozenset(leave), calendar, with_leave)
