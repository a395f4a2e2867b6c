"""Every package we need has a licence that goes with EUPL-1.2; what does not is refused, or named with its reason."""

import json

import pytest

from tests.house.licences import faults, goes_with_ours, licence_of, locked, needed, parts
from tests.house.tree import ROOT

RUNS_WITH_US = {
    "qrcode": "BSD; its second classifier, “Other/Proprietary”, is a mistake of an old form",
}
TOOLS = {
    **RUNS_WITH_US,
    "djlint": "GPL-3.0: a program we run on our templates; nothing of it is in CyGoS or given on with it",
}


def test_what_runs_goes_with_our_licence():
    assert not faults(((name, licence_of(name)) for name in sorted(needed("cygos"))), RUNS_WITH_US)


def test_what_runs_holds_what_we_know_it_holds():
    assert {"django", "wagtail", "psycopg", "granian"} <= needed("cygos")
    assert "djlint" not in needed("cygos")


def test_our_tools_go_with_our_licence_or_are_named():
    lock = (ROOT / "requirements.lock").read_text()

    assert not faults(((name, licence_of(name)) for name in locked(lock)), TOOLS)


def test_what_the_browser_gets_goes_with_our_licence():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    licences = [
        (name, parts(package.get("license", ""))) for name, package in packages.items() if name
    ]

    assert not faults(licences, ())


@pytest.mark.parametrize(
    "licence",
    ["AGPL-3.0-only", "GPL-3.0-or-later", "SSPL-1.0", "MIT AND GPL-2.0-only", "Proprietary", ""],
)
def test_others_are_refused(licence):
    assert not goes_with_ours(parts(licence))
    assert faults([("stranger", parts(licence))], ())


@pytest.mark.parametrize(
    "licence", ["MIT", "LGPL-3.0-only", "MPL-2.0", "GPL-2.0-only OR MIT", "(MIT AND PSF-2.0)"]
)
def test_ours_and_its_friends_pass(licence):
    assert goes_with_ours(parts(licence))


def test_a_package_that_says_nothing_is_refused():
    assert faults([("stranger", [])], ())
