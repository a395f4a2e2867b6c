"""`cygos pack`: what it prints, what it does, and with which code it leaves."""

import json

import pytest

from cygos.config import commands, connection, terminal
from cygos.kernel.city.models import City
from cygos.kernel.people.models import Unit


@pytest.fixture
def cygos(db, capsys, monkeypatch):
    """Runs one command; gives its exit code, and what it printed."""
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    monkeypatch.setattr(terminal.manner, "as_json", terminal.manner.as_json)
    monkeypatch.setattr(connection, "release", lambda: None)  # it is the test's connection

    def run(*words):
        code = commands.run([str(word) for word in words])
        return code, capsys.readouterr()

    return run


def test_without_consent_nothing_is_applied(cygos, folder):
    code, said = cygos("pack", "apply", folder.path)

    assert code == 3
    assert "+ berita-kota, pasar" in said.out
    assert "tambahkan --yes" in said.err
    assert not City.objects.exists()


def test_a_dry_run_is_no_failure_and_no_deed(cygos, folder):
    code, _said = cygos("pack", "apply", folder.path, "--dry-run")

    assert code == 0
    assert not City.objects.exists()


def test_with_consent_it_is_applied_and_a_second_time_says_so(cygos, folder):
    assert cygos("pack", "apply", folder.path, "--yes")[0] == 0
    code, said = cygos("pack", "apply", folder.path)

    assert code == 0
    assert said.out.strip() == "Paket tiga-kelurahan: kota sudah persis seperti paket."
    assert City.objects.here().name == "Kota Lembayung"


def test_the_preview_shows_before_and_after_and_how_to_choose(cygos, folder):
    folder.apply()
    Unit.objects.filter(code="dinas-kota").update(name="Dinas Tata Kota")
    folder.change("units.csv", "setda", phone="0999 1")

    _code, said = cygos("pack", "apply", folder.path, "--dry-run")

    assert "= units:dinas-kota" in said.out
    assert "= name: “Dinas Tata Kota” → “Dinas Kota”" in said.out
    assert "~ phone: “” → “0999 1”" in said.out
    assert "--take KUNCI (misalnya units:dinas-kota)" in said.out


def test_a_machine_gets_the_whole_preview(cygos, folder):
    folder.apply()
    Unit.objects.filter(code="dinas-kota").update(name="Dinas Tata Kota")

    code, said = cygos(
        "pack", "apply", folder.path, "--take", "units:dinas-kota", "--yes", "--json"
    )

    told = json.loads(said.out)
    assert code == 0
    assert (told["applied"], told["counts"]["taken"]) == (True, 1)
    assert told["entries"] == [
        {
            "section": "units",
            "key": "dinas-kota",
            "fate": "taken",
            "differences": [
                {
                    "column": "name",
                    "before": "Dinas Tata Kota",
                    "after": "Dinas Kota",
                    "fate": "taken",
                }
            ],
        }
    ]
    assert Unit.objects.get(code="dinas-kota").name == "Dinas Kota"


def test_a_faulty_pack_is_refused_with_its_lines(cygos, folder):
    folder.change("areas.csv", "99.01.01.1001", postal_code="9910")

    code, said = cygos("pack", "apply", folder.path, "--yes")

    assert code == 1
    assert "areas.csv, baris 5, kolom postal_code: Kode pos terdiri atas 5 angka." in said.err
    assert not City.objects.exists()


def test_check_needs_no_city(cygos, folder):
    assert cygos("pack", "check", folder.path)[0] == 0

    (folder.path / "terms.csv").unlink()
    code, said = cygos("pack", "check", folder.path, "--json")

    assert code == 1
    assert json.loads(said.out)[0]["file"] == "terms.csv"


def test_show_counts_what_is_in_it(cygos):
    code, said = cygos("pack", "show", "semarang", "--json")

    assert code == 0
    assert json.loads(said.out)["rows"]["areas"] == 195


def test_export_writes_what_was_applied(cygos, folder, tmp_path):
    folder.apply()

    code, _said = cygos("pack", "export", tmp_path / "out")

    assert code == 0
    assert (tmp_path / "out/areas.csv").read_bytes() == (folder.path / "areas.csv").read_bytes()


def test_it_speaks_english_too(cygos, folder):
    _code, said = cygos("--lang", "en", "pack", "apply", folder.path, "--dry-run")

    assert "new: will be added" in said.out
