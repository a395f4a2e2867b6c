"""A pack laid beside the city (`plan`), and then into it (`carry_out`): all of it, or nothing."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from cygos.kernel.pack.columns import Link
from cygos.kernel.pack.comparing import WRITTEN, Entry, Fate, compare
from cygos.kernel.pack.faults import BrokenRule, PackMoved, RemovedOnScreen, UnknownKeys
from cygos.kernel.pack.folder import Pack
from cygos.kernel.pack.models import AppliedPack, Baseline
from cygos.kernel.pack.section import Row, Section


@dataclass(frozen=True)
class Plan:
    """What applying the pack would do, row by row. Two equal plans do the same."""

    entries: tuple[Entry, ...]
    takes: frozenset[str]

    @property
    def counts(self) -> Counter[Fate]:
        return Counter(entry.fate for entry in self.entries)

    @property
    def writes(self) -> bool:
        """Whether anything in the city would change."""
        return any(entry.fate in WRITTEN or entry.written for entry in self.entries)

    def of(self, section: Section) -> list[Entry]:
        return [entry for entry in self.entries if entry.section == section.name]


def plan(pack: Pack, sections: Sequence[Section], *, take: Collection[str] = ()) -> Plan:
    """What would happen. Raises UnknownKeys if `take` names what the preview does not."""
    last = _baselines(sections)
    entries = tuple(
        entry
        for section in sections
        for entry in compare(
            section,
            pack=pack.rows[section.name],
            city=section.stored(),
            last={key: row.values for key, row in last.get(section.name, {}).items()},
            take=take,
        )
    )
    unknown = set(take) - {entry.name for entry in entries}
    if unknown:
        raise UnknownKeys(keys=", ".join(sorted(unknown)))
    takes = frozenset(entry.name for entry in entries if entry.name in take)
    return Plan(entries, takes)


def carry_out(
    pack: Pack,
    sections: Sequence[Section],
    *,
    at: datetime,
    seen: Plan,
    take: Collection[str] = (),
) -> Plan:
    """Do what the plan that was `seen` says, and remember the pack as the next comparison's third side.

    Waits for whoever is writing to these tables, and lets nobody write meanwhile. Raises PackMoved if
    the city is no longer what it was when the plan was made, RemovedOnScreen if a new row needs one
    that is gone, BrokenRule if the database refuses a row, and RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a pack is applied in the transaction that records it")
    _hold(sections)
    now = plan(pack, sections, take=take)
    if now != seen:
        raise PackMoved
    keys = _Keys(sections)
    for section in sections:
        rows = pack.rows[section.name]
        entries = now.of(section)
        added = {e.key for e in entries if e.fate in WRITTEN and not e.differences}
        with _rules_in_prose(section):
            _add(section, [rows[key] for key in rows if key in added], keys)
            _change(section, {e.key: (rows[e.key], e.written) for e in entries if e.written}, keys)
    _remember(pack, sections, at=at)
    return now


def is_applied(name: str, digest: str) -> bool:
    """Whether exactly this was the last that was applied under this name. One query."""
    return AppliedPack.objects.filter(name=name, digest=digest).exists()


def was_applied(name: str) -> bool:
    """Whether anything was ever applied under this name. One query."""
    return AppliedPack.objects.filter(name=name).exists()


def remember(name: str, *, digest: str, at: datetime) -> None:
    """What was applied last under this name."""
    if not is_applied(name, digest):
        AppliedPack.objects.update_or_create(name=name, defaults={"digest": digest, "at": at})


class _Keys:
    """Database keys by the packs' keys, asked once for each table and again after it grew."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._models = {section.name: section.model for section in sections}
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def of(self, link: Link) -> dict[str, Any]:
        name = (link.to, link.by)
        if name not in self._known:
            rows = self._models[link.to]._default_manager.order_by().values_list(link.by, "pk")
            self._known[name] = {str(key): pk for key, pk in rows}
        return self._known[name]

    def forget(self, section: Section) -> None:
        self._known = {k: known for k, known in self._known.items() if k[0] != section.name}


def _add(section: Section, rows: Sequence[Row], keys: _Keys) -> None:
    """New rows, those first that others of the same table point to: a city before its kecamatan."""
    own = [link.name for link in section.links if link.to == section.name]
    waiting = {row.key: row for row in rows}
    while waiting:
        wave = [r for r in waiting.values() if not any(r.values[name] in waiting for name in own)]
        section.model._default_manager.bulk_create(
            [section.new(section.facts(row.values) | _linked(section, row, keys)) for row in wave]
        )
        keys.forget(section)
        for row in wave:
            del waiting[row.key]


def _change(
    section: Section, changes: Mapping[str, tuple[Row, Sequence[str]]], keys: _Keys
) -> None:
    """Write the changed columns, and no others, of rows that exist."""
    if not changes:
        return
    columns = {column.name: column for column in section.columns}
    parts = {f"pack_{name}": F(columns[name].lookup) for name in section.key}
    touched, objects = set(), []
    for found in section.in_city().annotate(**parts):
        texts = {n: columns[n].write(getattr(found, f"pack_{n}")) for n in section.key}
        row, written = changes.get(section.key_of(texts), (None, ()))
        if row is None:
            continue
        facts = section.facts(row.values) | _linked(section, row, keys)
        for attribute in (columns[name].attribute for name in written):
            setattr(found, _stored_as(section, attribute), facts[_stored_as(section, attribute)])
            touched.add(attribute)
        if section.revision:
            setattr(found, section.revision, getattr(found, section.revision) + 1)
            touched.add(section.revision)
        objects.append(found)
    section.model._default_manager.bulk_update(objects, sorted(touched))


@contextmanager
def _rules_in_prose(section: Section) -> Iterator[None]:
    """A rule that only the whole city can break (a name used by a row from the screen) is said by name."""
    try:
        yield
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        raise BrokenRule(
            section=section.name,
            rule=getattr(said, "constraint_name", None) or "",
            detail=getattr(said, "message_detail", None) or "",
        ) from error


def _linked(section: Section, row: Row, keys: _Keys) -> dict[str, Any]:
    """What the row's links become in the database."""
    facts: dict[str, Any] = {}
    for link in section.links:
        text = row.values[link.name]
        if text and text not in keys.of(link):
            target = f"{link.to}:{text}"
            raise RemovedOnScreen(key=f"{section.name}:{row.key}", target=target)
        facts[_stored_as(section, link.attribute)] = keys.of(link)[text] if text else None
    return facts


def _stored_as(section: Section, attribute: str) -> str:
    """The name under which Django keeps the value itself: parent → parent_id."""
    return str(section.model._meta.get_field(attribute).attname)  # type: ignore[union-attr]


def _hold(sections: Sequence[Section]) -> None:
    """Until the end of this transaction nobody else writes here; reading goes on."""
    tables = {Baseline._meta.db_table} | {section.model._meta.db_table for section in sections}
    names = ", ".join(connection.ops.quote_name(table) for table in sorted(tables))
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def _remember(pack: Pack, sections: Sequence[Section], *, at: datetime) -> None:
    """The pack's rows become what was applied last. Rows gone from it stay known, and go on being shown."""
    last = _baselines(sections)
    news = [
        Baseline(section=section.name, key=row.key, values=row.values)
        for section in sections
        for row in pack.rows[section.name].values()
        if last.get(section.name, {}).get(row.key) != row
    ]
    Baseline.objects.bulk_create(
        news,
        update_conflicts=True,
        unique_fields=["section", "key"],
        update_fields=["values"],
    )
    remember(pack.name, digest=pack.digest, at=at)


def _baselines(sections: Sequence[Section]) -> dict[str, dict[str, Row]]:
    names = [section.name for section in sections]
    rows: dict[str, dict[str, Row]] = {}
    for section, key, values in Baseline.objects.filter(section__in=names).values_list(
        "section", "key", "values"
    ):
        rows.setdefault(section, {})[key] = Row(key, values)
    return rows
