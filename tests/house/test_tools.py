"""The tools: what they say when something is missing, and what they leave alone."""

import json
import subprocess
import sys
from collections import namedtuple

import pytest
from tools import check, lock, messages, setup

from tests.house.tree import ROOT, planted


@pytest.fixture
def app(tmp_path, monkeypatch):
    """A small city with one app that says hello."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCE", tmp_path / "src/cygos")

    def write(**files):
        texts = {"apps.py": "", **{name.replace("__", "."): text for name, text in files.items()}}
        planted(tmp_path / "src/cygos/greetings", texts)
        return next(iter(messages.catalogues().items()), (None, None))

    return write


def test_texts_of_code_and_templates_are_found(app, tmp_path):
    planted(
        tmp_path / "src/cygos/greetings/templates",
        {
            "a.html": "{% blocktranslate trimmed count n=n %}\n  {{ n }} berkas\n"
            "{% plural %}\n  {{ n }} berkas\n{% endblocktranslate %}",
            "b.txt": '{% translate "Salam" context "surat" %}',
        },
    )

    file, catalogue = app(models__py='title = _("Selamat " "datang")\n')

    assert file == tmp_path / "src/cygos/greetings/locale/en/LC_MESSAGES/django.po"
    assert catalogue.get("Selamat datang")
    assert catalogue.get("Salam", "surat")
    assert catalogue.get(("%(n)s berkas", "%(n)s berkas"))


def test_what_a_refusal_says_is_found_though_it_is_not_marked(app):
    _, catalogue = app(refusals__py='class No(Refusal):\n    sentence = "Tidak."\n')

    assert catalogue.get("Tidak.")


def test_a_text_without_english_is_a_fault_and_so_are_other_placeholders(app):
    _, catalogue = app(views__py='_("Halo")\n_("Halo {name}")\n_("Hai {name}")\n')
    catalogue.get("Halo {name}").string = "Hello"
    catalogue.get("Hai {name}").string = "Hi {name}"

    assert list(messages.faults_of(catalogue)) == [
        "no English yet for “Halo”",
        "other placeholders than in “Halo {name}”",
    ]


def test_english_is_kept_and_what_is_gone_is_dropped(app):
    file, catalogue = app(views__py='_("Halo")\n_("Hai")\n')
    catalogue.get("Halo").string = "Hello"
    catalogue.get("Hai").string = "Hi"
    messages._write(file, messages.as_text(catalogue))

    _, after = app(views__py='_("Halo")\n')

    assert after.get("Halo").string == "Hello"
    assert after.get("Hai") is None


def test_a_catalogue_is_the_same_whenever_it_is_written(app):
    _, first = app(views__py='_("Halo")\n_("Hai")\n')
    _, second = app(views__py='_("Hai")\n\n\n_("Halo")\n')

    assert messages.as_text(first) == messages.as_text(second)


BROWSER = check.Step("in the browser", ["python", "-c", ""], needs="no-such-program")


def test_a_missing_program_is_one_line_that_says_what_to_install(capsys, monkeypatch):
    monkeypatch.delenv("CI", raising=False)

    assert check.look(BROWSER)
    assert capsys.readouterr().out == (
        "– in the browser: skipped, no-such-program is missing. "
        "To have it: sudo apt-get install no-such-program\n"
    )


def test_in_ci_a_missing_program_is_a_failure(monkeypatch):
    monkeypatch.setenv("CI", "true")

    assert not check.look(BROWSER)


def test_a_step_that_fails_shows_its_output(capsys):
    failing = check.Step("sums", ["python", "-c", "raise SystemExit('2 + 2 = 5')"])

    assert not check.look(failing)
    assert "✗ sums" in (said := capsys.readouterr().out)
    assert "2 + 2 = 5" in said


def test_the_lock_forgets_where_packages_came_from(tmp_path):
    path = tmp_path / "package-lock.json"
    package = {"version": "1.0.0", "resolved": "https://registry.example/a.tgz", "integrity": "x"}
    path.write_text(json.dumps({"packages": {"node_modules/a": package}}))

    lock.forget_addresses(path)

    assert json.loads(path.read_text()) == {
        "packages": {"node_modules/a": {"version": "1.0.0", "integrity": "x"}}
    }


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "LOG", tmp_path / "var/setup.log")
    (tmp_path / "var").mkdir()
    return tmp_path


def test_a_step_is_done_once_and_again_when_its_cause_changes(place):
    seen, cause, made = [], place / "lock", place / "made"
    made.write_text("")

    def install(_):
        seen.append(cause.read_text())

    for content in ("1", "1", "2"):
        cause.write_text(content)
        setup._step("Packages", install, [cause], makes=made)

    assert seen == ["1", "2"]


def test_a_step_that_fails_shows_its_last_words_and_is_done_again(place):
    def fail(work):
        work.run(sys.executable, "-c", "raise SystemExit('no room on the disk')")

    for _ in range(2):
        with pytest.raises(SystemExit, match="no room on the disk"):
            setup._step("Packages", fail, [], makes=place)


def test_an_old_python_is_refused_in_one_sentence(monkeypatch):
    version = namedtuple("version", "major minor micro")
    monkeypatch.setattr(sys, "argv", ["setup.py"])
    monkeypatch.setattr(sys, "version_info", version(3, 9, 2))

    with pytest.raises(SystemExit, match=r"CyGoS needs 3\.11 or newer"):
        setup.main()


def test_a_python_without_pip_says_what_to_install(place, monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SystemExit, match="sudo apt-get install python3-venv"):
        setup._pip_from_debian(setup.Work("Python environment"))


def test_make_help_lists_every_target():
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    for target in ("serve", "test", "check", "quick", "setup", "messages", "lock", "wheel", "help"):
        assert f"make {target}\t" in said.stdout
