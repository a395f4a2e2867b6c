"""An invented city of three kelurahan, laid beside and into the database as its pack says."""

import csv
import shutil
from datetime import UTC, datetime

import pytest

from cygos.config import packs
from tests.people.conftest import afternoon  # noqa: F401  the fixed moment, for what reads the clock

AT = datetime(2016, 12, 7, 7, 24, tzinfo=UTC)  # Wednesday 7 December 2016, 14:24 WIB


class Folder:
    """A pack that a test may change, as a city would in a spreadsheet."""

    def __init__(self, path):
        self.path = path

    def rows(self, file):
        with (self.path / file).open(newline="") as lines:
            return list(csv.DictReader(lines))

    def write(self, file, rows):
        with (self.path / file).open("w", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, file, key, **values):
        rows = self.rows(file)
        (row,) = [row for row in rows if next(iter(row.values())) == key]
        row.update(values)
        self.write(file, rows)

    def drop(self, file, key):
        self.write(file, [row for row in self.rows(file) if next(iter(row.values())) != key])

    def replace(self, file, old, new):
        text = (self.path / file).read_text()
        assert old in text
        (self.path / file).write_text(text.replace(old, new))

    def plan(self, take=()):
        return packs.plan(packs.read(self.path), packs.EVERYTHING, take=take)

    def apply(self, take=()):
        pack = packs.read(self.path)
        seen = packs.plan(pack, packs.EVERYTHING, take=take)
        return packs.apply(pack, packs.EVERYTHING, seen=seen, take=take, at=AT)


@pytest.fixture
def folder(tmp_path):
    return Folder(shutil.copytree(packs.where("tiga-kelurahan"), tmp_path / "tiga-kelurahan"))


@pytest.fixture
def lembayung(db, folder):
    """The city, as its pack was applied; `folder` is that pack, to be changed."""
    folder.apply()
    return folder
