"""The printed pages of docs/operating/ say what the programs do."""

from cygos.config.commands.documents import HOME, pages
from cygos.config.options import Options


def test_every_printed_page_is_as_the_code_says():
    stale = [path.name for path, text in pages().items() if path.read_text() != text]

    assert stale == [], "Run `.venv/bin/cygos docs`."


def test_every_option_is_described_in_both_languages():
    page = (HOME / "settings.md").read_text()

    assert all(page.count(f"## `{name}`") == 2 for name in Options.model_fields)
    assert all(field.description for field in Options.model_fields.values())


def test_every_page_names_itself_in_both_languages():
    for page in HOME.glob("*.md"):
        bahasa, _, english = page.read_text().partition("\n---\n")
        assert bahasa.startswith("# "), page
        assert english.lstrip().startswith("# "), page
