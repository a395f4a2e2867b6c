"""A city goes out as a pack and comes in elsewhere the same."""

import filecmp

import pytest
from django.db import connection

from cygos.config import packs
from cygos.information.news.models import Category
from cygos.kernel.city.models import City
from cygos.kernel.pack import exporting
from cygos.kernel.pack.exporting import FolderInUse
from cygos.kernel.pack.models import Baseline
from cygos.kernel.people.models import Hat, Person, Unit
from cygos.kernel.people.roles import Role
from tests.pack.conftest import AT, Folder

CARRIED = ("pack.toml", "crest.svg", "motif.svg", "areas.csv", "units.csv", "posts.csv", "terms.csv",
           "holidays.csv", "years.csv",
           "categories.csv",
    "navigation.csv", "welcome.csv", "spellings.csv", "demo/persons.csv", "demo/hats.csv")  # fmt: skip

PROFILES = [f"demo/{name}.csv" for name in ("offices", "services", "special_days", "officials")]


def export(path):
    exporting.write(path, packs.EVERYTHING)
    return path


@pytest.mark.parametrize(
    ("name", "more"),
    [("tiga-kelurahan", ["theme.css"]), ("semarang", ["LICENSES", "topics.csv", *PROFILES])],
)
def test_an_unedited_city_goes_out_byte_for_byte_as_it_came_in(db, tmp_path, name, more):
    Folder(packs.where(name)).apply()

    out = export(tmp_path / "out")

    _same, differ, lost = filecmp.cmpfiles(packs.where(name), out, [*CARRIED, *more], shallow=False)
    assert (differ, lost) == ([], [])


def test_an_edited_city_comes_in_elsewhere_with_the_same_rows(lembayung, tmp_path):
    City.objects.update(motto="Ada “kutip”, \\ dan \t tab")
    Unit.objects.filter(code="dinas-kota").update(name='Dinas "Kota", Tata Ruang', phone="0999 5")
    Category.objects.create(slug="cuaca", name="Cuaca", name_en="Weather")
    out = export(tmp_path / "out")
    rows = packs.read(out).rows
    _go_elsewhere()

    Folder(out).apply()

    assert {section.name: section.stored() for section in packs.EVERYTHING} == rows


def _go_elsewhere():
    """Another database: this one, emptied."""
    tables = {section.model._meta.db_table for section in packs.EVERYTHING}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(tables)}, {Baseline._meta.db_table} CASCADE")


def test_a_real_person_never_goes_out(lembayung, tmp_path):
    somebody = Person.add("Wulan Anggraini", "wulan@kota.test", by=None, at=AT)
    Hat.give(somebody, Role.OFFICER, by=None, at=AT, since=AT.date())

    out = export(tmp_path / "out")

    assert "wulan" not in (out / "demo/persons.csv").read_text()
    assert "wulan" not in (out / "demo/hats.csv").read_text()


def test_a_folder_with_something_in_it_is_left_alone(lembayung, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/milik-saya.txt").write_text("jangan")

    with pytest.raises(FolderInUse):
        export(tmp_path / "out")

    assert [file.name for file in (tmp_path / "out").iterdir()] == ["milik-saya.txt"]
