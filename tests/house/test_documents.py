"""The documents at the root: what they name is there, and catalogues of public software can read us."""

import re
import tomllib
from importlib import import_module  # noqa: TID251 — the names are the glossary's

import pytest
import yaml

from tests.house.tree import ROOT

NAMES = re.findall(r"`(cygos\.[\w.]+)`", (ROOT / "GLOSSARY.md").read_text())
MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
    "description", "legal", "maintenance", "localisation",
}  # fmt: skip
OPTIONAL = {
    "applicationSuite", "landingURL", "isBasedOn", "softwareVersion", "releaseDate", "logo", "usedBy", "roadmap",
    "intendedAudience", "dependsOn",
}  # fmt: skip


def there(name: str) -> bool:
    """Whether a dotted name leads to a module, a class, or something of one."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


@pytest.mark.parametrize("name", NAMES)
def test_what_the_glossary_names_is_there(name):
    assert there(name)


def test_what_is_not_there_is_seen():
    assert not there("cygos.kernel.people.models.Mayor")


@pytest.fixture
def public():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text())


def test_publiccode_has_the_keys_of_the_standard(public):
    assert public["publiccodeYmlVersion"] == "0.4"
    assert set(public) >= MANDATORY
    assert set(public) <= MANDATORY | OPTIONAL


def test_publiccode_says_enough_and_not_too_much(public):
    for words in public["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in words["features"])


def test_publiccode_and_the_package_say_the_same(public):
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert public["softwareVersion"] == package["version"]
    assert public["legal"]["license"] == package["license"]
    assert public["description"]["en"]["shortDescription"].rstrip(".") == package["description"]


def test_every_language_has_its_description(public):
    assert set(public["description"]) == set(public["localisation"]["availableLanguages"])


def test_the_licence_is_the_whole_eupl():
    text = (ROOT / "LICENSE").read_text()

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [f"{number}." in text for number in range(1, 16)] == [True] * 15
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text
