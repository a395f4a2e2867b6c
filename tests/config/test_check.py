"""`cygos check` says what is wrong, why, and how to mend it, and fails only on what must not stay."""

import json

import psycopg
import pytest

# The tests' own PostgreSQL is made to be thrown away, and is told apart for it.
NOT_KEPT = "database.durability"


def failures(done):
    return {one["subject"] for one in findings(done).values() if one["level"] == "failure"} - {
        NOT_KEPT
    }


def findings(done):
    return {one["subject"]: one for one in json.loads(done.stdout)["findings"]}


@pytest.fixture
def filled(city):
    assert city("pack", "apply", "semarang", "--yes").returncode == 0
    return city


def test_a_new_demo_city_is_fit(filled):
    checked = filled("check", "--json")

    assert failures(checked) == set()
    assert checked.returncode == (1 if NOT_KEPT in findings(checked) else 0)
    assert findings(checked)["tables"]["level"] == "good"
    assert findings(checked)["pack"]["level"] == "good"


def test_every_finding_that_is_not_good_says_why_and_how_to_mend_it(city):
    checked = city("check", "--json", domain="kota.go.id", demo="true", host="0.0.0.0", prot="1")

    bad = [one for one in findings(checked).values() if one["level"] != "good"]
    assert checked.returncode == 1
    assert {"demo", "mail", "host", "options", "pack", "backup"} <= {
        one["subject"] for one in bad
    } | {"backup"}
    assert all(one["why"] and one["mend"] for one in bad)


def test_a_demo_under_a_public_domain_fails(filled):
    checked = filled("check", "--json", domain="kota.go.id", demo="true")

    assert checked.returncode == 1
    assert findings(checked)["demo"]["level"] == "failure"


def test_a_secret_that_others_can_read_fails(filled):
    (filled.folder / "secret").chmod(0o644)

    checked = filled("check", "--json")

    assert checked.returncode == 1
    assert findings(checked)["secret"]["mend"] == f"chmod 600 {filled.folder / 'secret'}"


def test_tables_that_are_behind_fail(filled):
    with psycopg.connect(filled.database) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'acts'")

    checked = filled("check", "--json")

    assert checked.returncode == 1
    assert findings(checked)["tables"]["level"] == "failure"


def test_a_database_that_is_not_there_fails_in_a_sentence(city):
    checked = city("check", "--json", database_url="postgresql://cygos@127.0.0.1:1/cygos")

    assert checked.returncode == 1
    assert findings(checked)["database"]["level"] == "failure"


def test_a_real_city_without_a_backup_is_warned(filled):
    checked = filled("check", "--json", domain="kota.go.id")

    assert findings(checked)["backup"]["level"] == "warning"


def test_a_person_reads_a_table(filled):
    checked = filled("check", lang="en")

    assert "✓ tables" in checked.stdout
    assert " warnings, " in checked.stdout
