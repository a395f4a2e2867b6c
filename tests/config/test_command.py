"""The command speaks Bahasa or English, refuses in a sentence, and leaves with the exit code that is documented."""

import json

import pytest
from typer.main import get_command

from cygos.config import language
from cygos.config.commands import build
from tests.running_city import cygos

WORDS = sorted(name for name, word in get_command(build()).commands.items() if not word.hidden)


@pytest.mark.parametrize(
    ("arguments", "environment", "spoken"),
    [
        ([], {}, "id"),
        ([], {"LANG": "id_ID.UTF-8"}, "id"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"}, "id"),
        ([], {"LANG": "en_US.UTF-8", "CYGOS_LANG": "id"}, "id"),
        (["--lang", "en"], {"CYGOS_LANG": "id"}, "en"),
        (["check", "--lang=en"], {}, "en"),
    ],
)
def test_the_language_is_the_one_that_was_asked_for(arguments, environment, spoken):
    assert language.wanted(arguments, environment) == spoken


@pytest.mark.parametrize("word", [w for w in WORDS if w != "manage"])
def test_every_word_explains_itself_in_both_languages(word):
    bahasa, english = cygos(word, "--help"), cygos(word, "--help", "--lang", "en")

    assert bahasa.returncode == english.returncode == 0
    assert "Di setiap perintah" in bahasa.stdout
    assert "With every command" in english.stdout
    assert bahasa.stdout.splitlines()[2] != english.stdout.splitlines()[2]


def test_without_a_word_it_shows_them_all():
    shown = cygos()

    assert shown.returncode == 2
    assert all(f"  {word} " in shown.stdout for word in WORDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["srve"], "Perintah srve tidak ada. Yang dekat: serve."),
        (["serve", "--prt", "1"], "Pilihan --prt tidak ada."),
        (["serve", "--port", "x"], "--port tidak dapat dipakai: harus angka bulat."),
        (["serve", "--port", "70000"], "--port tidak dapat dipakai: paling besar 65535."),
        (["serve", "--port"], "--port memerlukan nilai."),
        (["backup"], "FILE belum disebut."),
        (["check", "sekali"], "Ada kata yang lebih"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_2(words, said):
    refused = cygos(*words)

    assert refused.returncode == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_machine_gets_one_object_for_a_refusal_too():
    refused = cygos("serve", "--prt", "1", "--json")

    assert json.loads(refused.stdout)["exit"] == refused.returncode == 2
    assert refused.stderr == ""


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("port", "99999", "port = '99999' (dari CYGOS_PORT) tidak dapat dipakai: paling besar 65535."),
        ("workers", "0", "workers = '0' (dari CYGOS_WORKERS) tidak dapat dipakai: paling kecil 1."),
        ("demo", "mungkin", "demo = 'mungkin' (dari CYGOS_DEMO) tidak dapat dipakai: harus true atau false."),
        ("domain", "https://kota", "domain = 'https://kota' (dari CYGOS_DOMAIN) tidak dapat dipakai"),
        ("database_url", "mysql://a:rahasia@b/c", "database_url = '…' (dari CYGOS_DATABASE_URL)"),
    ],
)  # fmt: skip
def test_a_bad_variable_stops_the_start_in_a_sentence(folder, option, value, said):
    refused = cygos("serve", data=folder, **{option: value})

    assert refused.returncode == 1
    assert said in refused.stderr
    assert "rahasia" not in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'workers = "dua"',
            "workers = 'dua' (dari {file}) tidak dapat dipakai: harus angka bulat.",
        ),
        ("portt = 8000", "Pilihan portt di {file} tidak dikenal. Maksud Anda port?"),
        ("port = = 1", "{file} tidak dapat dibaca"),
    ],
)
def test_a_bad_file_stops_the_start_in_a_sentence(folder, text, said):
    (folder / "cygos.toml").write_text(text)

    refused = cygos("serve", data=folder)

    assert refused.returncode == 1
    assert said.format(file=folder / "cygos.toml") in refused.stderr


def test_a_taken_port_is_refused_in_a_sentence(city):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = city("serve", "--port", taken.getsockname()[1])

    assert refused.returncode == 1
    assert "dipakai program lain" in refused.stderr


def test_the_version_names_what_is_installed():
    said = json.loads(cygos("version", "--json").stdout)

    assert said["cygos"] == "0.1.0"
    assert int(said["postgresql"]) >= 15


def test_nothing_is_coloured_for_a_file(city):
    assert "\033" not in city("check").stdout
