"""A table of a pack: a CSV file in UTF-8 with one line of column names, as any spreadsheet writes it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from cygos.kernel.pack.faults import Fault
from cygos.kernel.pack.section import Raw, Row

if TYPE_CHECKING:
    from _csv import Reader

MOST_ROWS = 50_000  # more is a mistake, not a city


@dataclass(frozen=True)
class Table:
    """A table that every pack has, even if it is empty."""

    file: str

    @property
    def files(self) -> Iterable[str]:
        return (self.file,)

    def read(self, folder: Path, columns: Sequence[str]) -> Iterator[Raw | Fault]:
        """Every line of the table. Faults: no file, no UTF-8, other columns, too few or too many cells."""
        try:
            with (folder / self.file).open(encoding="utf-8-sig", newline="") as lines:
                yield from self._rows(csv.reader(lines, strict=True), columns)
        except FileNotFoundError:
            yield from self._missing()
        except UnicodeDecodeError:
            yield Fault(self.file, 0, "", gettext("diharapkan berkas teks UTF-8"))
        except csv.Error as error:
            yield Fault(self.file, 0, "", gettext("bukan CSV yang utuh: {why}").format(why=error))

    def write(self, folder: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """The table in its one way of writing: these columns, lines ending in LF, quotes only where needed."""
        file = folder / self.file
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([row.values[name] for name in columns] for row in rows)

    def _missing(self) -> Iterator[Fault]:
        yield Fault(self.file, 0, "", gettext("berkas ini tidak ada dalam paket"))

    def _rows(self, lines: "Reader", columns: Sequence[str]) -> Iterator[Raw | Fault]:
        head = [name.strip() for name in next(lines, [])]
        if sorted(head) != sorted(columns):
            wanted = ",".join(columns)
            yield Fault(
                self.file, 1, "", gettext("diharapkan kolom {columns}").format(columns=wanted)
            )
            return
        for number, cells in enumerate(lines, start=1):
            if not cells:
                continue
            if number > MOST_ROWS:
                limit = gettext("paling banyak {count} baris").format(count=MOST_ROWS)
                yield Fault(self.file, lines.line_num, "", limit)
                return
            if len(cells) != len(head):
                counts = {"count": len(head), "found": len(cells)}
                amiss = gettext("diharapkan {count} kolom, ada {found}").format(**counts)
                yield Fault(self.file, lines.line_num, "", amiss)
                continue
            values = {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
            yield Raw(lines.line_num, values)


@dataclass(frozen=True)
class OptionalTable(Table):
    """A table that a pack may leave out."""

    def _missing(self) -> Iterator[Fault]:
        return iter(())
