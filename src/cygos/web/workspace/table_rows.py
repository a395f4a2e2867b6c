"""CSV in and out: reading with faults in sentences, writing what no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_ROWS = 5_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Row:
    """One line of a table; `number` as a spreadsheet counts it, the heading being 1."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, in a sentence; line 0 is the table as a whole."""

    number: int
    sentence: str


def read(text: str, columns: tuple[str, ...]) -> tuple[list[Row], list[Fault]]:
    """The rows of a table, separated by commas or semicolons; faults of its shape."""
    if "\0" in text:
        return [], [Fault(0, _("Tabel ini memuat tanda yang bukan teks."))]
    heading = text.partition("\n")[0]
    separator = ";" if heading.count(";") > heading.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        return [], [Fault(0, _("Tabel ini tidak terbaca sebagai CSV: %(why)s.") % {"why": error})]
    if not lines:
        return [], [Fault(0, _("Tabel ini kosong."))]
    names = [name.strip().lower() for name in lines[0]]
    if missing := [column for column in columns if column not in names]:
        absent = ", ".join(missing)
        return [], [Fault(1, _("Kolom ini tidak ada: %(columns)s.") % {"columns": absent})]
    if len(lines) > MOST_ROWS + 1:
        return [], [Fault(0, _("Paling banyak %(most)s baris sekali masuk.") % {"most": MOST_ROWS})]
    rows = [
        Row(number, dict(zip(names, map(plain, line), strict=False)))
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line)
    ]
    return rows, []


def write(columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> str:
    """The table as CSV with a heading, readable by `read`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: object) -> str:
    """A cell that no spreadsheet runs: what looks like a formula gets an apostrophe in front."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def plain(cell: str) -> str:
    """A cell as it was before `harmless`."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith((*FORMULA, "'")) else text
