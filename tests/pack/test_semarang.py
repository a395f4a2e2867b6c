"""Semarang's pack: what the handbook knows, each figure with how far it was verified, and nobody real."""

import re
from pathlib import Path

import pytest

from cygos.config import folders, packs
from cygos.kernel.people.models import Unit
from tests.pack.conftest import Folder

# Beside the checkout, or beside the folder that the worktrees lie in.
ABOVE = Path(__file__).resolve().parents[3:5]
HANDBOOK = next((p / "shared/handbook" for p in ABOVE if (p / "shared").is_dir()), Path("none"))


@pytest.fixture(scope="module")
def rows():
    return packs.read(packs.where("semarang")).rows


def test_every_term_of_the_handbook_is_there_with_its_mark(rows):
    terms = [row.values for row in rows["terms"].values()]

    assert len(terms) == 55
    assert {mark: sum(t["verification"] == mark for t in terms) for mark in "VSU"} == {
        "V": 47, "S": 7, "U": 1,
    }  # fmt: skip
    assert all(term["basis"] and term["what_en"] and term["trigger_en"] for term in terms)


def test_the_unit_of_2016_has_an_end_and_a_successor(db):
    Folder(packs.where("semarang")).apply()

    bapermas = Unit.objects.get(short_name="Bapermas Per dan KB")

    assert bapermas.valid_until.isoformat() == "2016-12-31"
    assert bapermas.successor.short_name == "DP3A"
    assert "belum diperiksa" in bapermas.note


def test_a_date_that_nobody_checked_says_so(rows):
    dated = [
        r.values
        for r in rows["units"].values()
        if r.values["valid_from"] or r.values["valid_until"]
    ]

    assert len(dated) == 4
    assert all("belum diperiksa" in unit["note"] for unit in dated)


def test_every_kecamatan_has_its_office(rows):
    districts = {
        r.values["name"] for r in rows["areas"].values() if r.values["level"] == "kecamatan"
    }
    offices = {
        r.values["name"].removeprefix("Kecamatan ")
        for r in rows["units"].values()
        if r.values["kind"] == "kecamatan"
    }

    assert districts == offices
    assert len(offices) == 16


def test_every_office_has_one_head(rows):
    heads = [r.values["unit"] for r in rows["posts"].values() if r.values["is_head"] == "ya"]

    assert sorted(heads) == sorted(rows["units"])


def test_there_are_invented_people_for_every_way_of_working(rows):
    roles = {row.values["role"] for row in rows["hats"].values()}
    without_hat = set(rows["persons"]) - {row.values["person"] for row in rows["hats"].values()}

    assert len(rows["persons"]) >= 10
    assert roles == {"city-admin", "portal-editor", "unit-editor", "officer"}
    assert len(without_hat) >= 3  # citizens, a journalist


def test_the_navigation_leads_to_the_rooms(rows):
    addresses = {row.values["address"] for row in rows["navigation"].values()}

    assert {"/berita/", "/lapor/", "/perizinan/", "/pasar/", "/rencana/", "/rapat/"} <= addresses


@pytest.mark.skipif(not HANDBOOK.is_dir(), reason="the handbook lies beside the project, not in it")
def test_areas_and_terms_are_the_handbooks(rows):
    import csv

    with (HANDBOOK / "semarang-areas.csv").open() as lines:
        areas = {
            (r["code"], r["name"], r["parent_code"], r["postal_code"])
            for r in csv.DictReader(lines)
        }
    with (HANDBOOK / "deadlines.csv").open() as lines:
        terms = {
            (r["key"], r["area"], r["amount"], r["unit"], r["confidence"])
            for r in csv.DictReader(lines)
        }

    def told(section, *names):
        return {tuple(row.values[name] for name in names) for row in rows[section].values()}

    assert told("areas", "code", "name", "parent", "postal_code") == areas
    assert told("terms", "key", "area", "amount", "unit", "verification") == terms


def test_the_notice_of_the_areas_travels_with_them(rows):
    assert "Copyright (c) Cahya DSN" in rows["city"]["33.74"].values["licences"]


def test_nothing_of_semarang_stands_in_the_code():
    said = re.compile("semarang", re.IGNORECASE)
    # There stands which pack a new city starts from when nobody says otherwise, and what a domain looks like.
    elsewhere = [file for file in folders.PACKAGE.rglob("*") if file.name != "options.py"]
    found = {
        f"{file.relative_to(folders.PACKAGE)}: {line.strip()}"
        for file in elsewhere
        if file.suffix in {".py", ".html", ".po", ".toml", ".txt", ".xml", ".js"}
        for line in file.read_text().splitlines()
        if said.search(line)
    }

    assert found == set()
