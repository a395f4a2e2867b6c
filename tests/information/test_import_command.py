"""`cygos import portal-page`: what it says, and with which code it leaves."""

import json

import pytest

from cygos.config import commands, connection, terminal
from cygos.information.news.importing import Import
from cygos.information.news.models import Article, Category
from tests.information.pages import page_2016, page_later

OLD = "https://contoh.invalid/p/1"


@pytest.fixture
def run(portal, capsys, monkeypatch):
    """Run `cygos import portal-page …`: the exit code, what was said, and the warnings."""
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    monkeypatch.setattr(terminal.manner, "as_json", terminal.manner.as_json)
    monkeypatch.setattr(connection, "release", lambda: None)  # it is the test's connection

    def one(*words):
        code = commands.run(["import", "portal-page", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return one


@pytest.fixture
def folder(tmp_path):
    """Two good pages and a bad one."""
    (tmp_path / "a.txt").write_text(page_2016())
    (tmp_path / "b.txt").write_text(page_2016(head="07-12-2016 24:24 WIB by A Dilihat: 1 kali B"))
    (tmp_path / "c.txt").write_text(page_later())
    return tmp_path


def test_a_bad_file_is_named_and_the_others_go_in(run, folder):
    code, said, warned = run(folder)

    assert code == 1
    assert f"{folder / 'b.txt'}:7: seharusnya hari dan jam yang ada" in warned
    assert "Baru: /berita/" in said
    assert Article.objects.count() == 2


def test_the_second_time_everything_is_there_already(run, folder):
    (folder / "b.txt").unlink()
    assert run(folder)[0] == 0
    code, said, _warned = run(folder)
    assert code == 0
    assert "Sudah ada, tidak berubah: /berita/" in said


def test_a_machine_gets_one_document(run, folder):
    code, said, warned = run(folder, "--json")

    told = json.loads(said)
    assert code == 1
    assert warned == ""
    assert [one["outcome"] for one in told["files"]] == ["new", "refused", "new"]
    assert told["files"][1]["line"] == 7
    assert told["summary"] == {"new": 2, "updated": 0, "unchanged": 0, "refused": 1, "notices": 3}


def test_a_dry_run_keeps_nothing_and_says_so(run, folder):
    code, said, _warned = run(folder / "a.txt", "--dry-run")
    assert code == 0
    assert "tidak ada yang disimpan" in said
    assert not Article.objects.exists()


def test_an_english_speaker_is_told_in_english(run, folder):
    code, _said, warned = run(folder / "b.txt", "--lang", "en")
    assert code == 1
    assert ":7: expected a day and an hour that exist" in warned


def test_a_missing_file_is_a_sentence(run, folder):
    code, _said, warned = run(folder / "tidak-ada.txt")
    assert code == 1
    assert "tidak dapat dibaca" in warned


def test_the_category_must_be_one_of_the_city(run, folder, city_news):
    code, _said, warned = run(folder / "a.txt", "--category", "Beritaa")
    assert code == 1
    assert "Kategori “Beritaa” tidak ada. Yang ada: Berita Kota." in warned

    Category.objects.create(slug="lingkungan", name="Lingkungan")
    assert run(folder / "a.txt", "--category", "lingkungan")[0] == 0
    assert Article.objects.get().category.name == "Lingkungan"


def test_an_old_address_is_for_one_file(run, folder):
    assert run(folder / "a.txt", folder / "c.txt", "--old-address", OLD)[0] == 2
    assert run(folder / "a.txt", "--old-address", "contoh")[0] == 1
    assert run(folder / "a.txt", "--old-address", OLD)[0] == 0
    assert Article.objects.get().old_address == OLD


def test_a_list_gives_each_file_its_old_address(run, folder):
    addresses = folder / "alamat.tsv"
    addresses.write_text(f"\ufeffa.txt\t{OLD}\r\n\r\nc.txt\t{OLD}2\r\n")

    assert run(folder / "a.txt", folder / "c.txt", "--old-addresses", addresses)[0] == 0

    assert {article.old_address for article in Article.objects.all()} == {OLD, f"{OLD}2"}


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (1, f"a.txt {OLD}"),
        (2, f"a.txt\t{OLD}\nc.txt\tcontoh.invalid/p/2"),
        (2, f"a.txt\t{OLD}\na.txt\t{OLD}2"),
        (2, f"a.txt\t{OLD}\nc.txt\t{OLD}"),
    ],
)
def test_a_wrong_list_is_refused_before_anything_is_imported(run, folder, line, text):
    addresses = folder / "alamat.tsv"
    addresses.write_text(text)

    code, _said, warned = run(folder / "a.txt", "--old-addresses", addresses)

    assert code == 1
    assert f"{addresses}:{line}:" in warned
    assert not Article.objects.exists()


def test_a_list_that_cannot_be_read_is_a_sentence(run, folder):
    (folder / "alamat.tsv").write_bytes(b"a.txt\t\xff")
    for name in ("tidak-ada.tsv", "alamat.tsv"):
        code, _said, warned = run(folder / "a.txt", "--old-addresses", folder / name)
        assert code == 1
        assert "tidak dapat dibaca" in warned


def test_stopped_halfway_it_says_what_is_in(run, folder, monkeypatch):
    take = Import._take

    def stopped_at_b(self, file, planting):
        if file.name == "b.txt":
            raise KeyboardInterrupt
        return take(self, file, planting)

    monkeypatch.setattr(Import, "_take", stopped_at_b)
    code, said, _warned = run(folder, "--json")
    assert code == 130
    assert json.loads(said)["summary"]["new"] == 1
