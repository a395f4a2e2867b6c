"""A section: one table of the pack and the model it fills. The module that owns the model declares it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext

from cygos.kernel.pack.columns import Link, Text, Unreadable
from cygos.kernel.pack.faults import Fault

SEPARATOR = "|"


@dataclass(frozen=True)
class Row:
    """One row as text: column → text in its one way of writing. `line` is where it was read, 0 if nowhere."""

    key: str
    values: Mapping[str, str]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Raw:
    """One row as it stands in a file, before anybody looked at it."""

    line: int
    values: Mapping[str, str]


class Source(Protocol):
    """Where a section lies in the folder."""

    @property
    def file(self) -> str: ...

    @property
    def files(self) -> Iterable[str]:
        """Every file this source may read."""

    def read(self, folder: Path, columns: Sequence[str]) -> Iterator[Raw | Fault]: ...

    def write(self, folder: Path, columns: Sequence[str], rows: Sequence[Row]) -> None: ...


Rule = Callable[[Sequence[Row]], Iterator[tuple[Row, str, str]]]
"""Looks at all rows of a section; yields row, column, and what was expected, for each fault."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """What stands in one table, by which key, and what it becomes."""

    name: str
    title: str | Promise
    model: type[Model]
    source: Source
    columns: tuple[Text, ...]
    key: tuple[str, ...]
    order: tuple[str, ...] = ()  # columns the file is sorted by; else the key
    fixed: Mapping[str, Any] = field(default_factory=dict)  # what every row of this section is
    among: Mapping[str, Any] = field(default_factory=dict)  # which rows of the table are the pack's
    revision: str = ""  # the field that counts a row's changes, if it has one
    make: Callable[..., Model] | None = None  # builds a new, unsaved one; else the model itself
    rules: tuple[Rule, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(column for column in self.columns if isinstance(column, Link))

    def key_of(self, values: Mapping[str, str]) -> str:
        return SEPARATOR.join(values[name] for name in self.key)

    def in_order(self, rows: Iterable[Row]) -> list[Row]:
        """In the one order in which this section is written."""
        columns = {column.name: column for column in self.columns}
        wanted = [columns[name] for name in (*self.order, *self.key)]
        return sorted(
            rows, key=lambda row: [column.order(row.values[column.name]) for column in wanted]
        )

    def read(self, folder: Path) -> Iterator[Row | Fault]:
        """Every row of the pack that can be read, and every fault of those that cannot."""
        seen: dict[str, int] = {}
        for raw in self.source.read(folder, self.names):
            if isinstance(raw, Fault):
                yield raw
                continue
            faults, values = self._look_at(raw)
            if faults:
                yield from faults
                continue
            row = Row(self.key_of(values), values, raw.line)
            if (first := seen.setdefault(row.key, raw.line)) != raw.line:
                yield self.fault(row, self.key[0], _twice(row.key, first))
                continue
            yield row

    def fault(self, row: Row, column: str, expected: str) -> Fault:
        return Fault(self.source.file, row.line, column, expected)

    def in_city(self) -> QuerySet[Any]:
        """The rows of the city that a pack may speak of."""
        return self.model._default_manager.filter(**self.fixed, **self.among)

    def stored(self) -> dict[str, Row]:
        """What the city holds now, by key. One query."""
        lookups = [column.lookup for column in self.columns]
        found = self.in_city().order_by().values_list(*lookups)
        rows = {}
        for record in found.iterator():
            values = {
                column.name: column.write(value)
                for column, value in zip(self.columns, record, strict=True)
            }
            row = Row(self.key_of(values), values)
            rows[row.key] = row
        return rows

    def facts(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The values of a row for the model; links are left to whoever knows the other rows."""
        return {
            column.attribute: column.read(values[column.name])
            for column in self.columns
            if column.name in values and not isinstance(column, Link)
        }

    def new(self, facts: Mapping[str, Any]) -> Model:
        return (self.make or self.model)(**self.fixed, **facts)

    def _look_at(self, raw: Raw) -> tuple[list[Fault], dict[str, str]]:
        """The row in its one way of writing, and what is wrong with it."""
        faults, values = [], {}
        for column in self.columns:
            try:
                value = column.read(raw.values[column.name])
                if not isinstance(column, Link):
                    self.model._meta.get_field(column.attribute).clean(value, None)  # type: ignore[union-attr]
                values[column.name] = column.write(value)
            except Unreadable as error:
                expected = str(error)
            except ValidationError as error:
                expected = " ".join(error.messages)
            else:
                continue
            faults.append(Fault(self.source.file, raw.line, column.name, expected))
        return faults, values


def _twice(key: str, line: int) -> str:
    return gettext("kunci “{key}” sudah dipakai di baris {line}").format(key=key, line=line)
