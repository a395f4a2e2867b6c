"""Each import contract is seen to break: one arrow drawn the wrong way, in a copy of the code."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT, planted

pytestmark = pytest.mark.slow  # a program is started for each contract

CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
]
# For each contract, what breaks it: a line added to a file (made, if it is not there).
ARROWS = {
    "The city is built on the kernel, and only config sees it whole": (
        "kernel/city/models.py",
        "import cygos.web.clock",
    ),
    "Inside the kernel, people live in places, acts and packs know nobody, rules rest on nothing": (
        "kernel/acts/models.py",
        "import cygos.kernel.people.models",
    ),
    "Rules are pure": ("kernel/refusals.py", "import django.http"),
    "Inside a module: pages know rules, rules know records, records know nobody": (
        "information/news/forms.py",
        "import cygos.information.news.views",
    ),
    "No circles": ("processes.py", "import cygos.database"),
    "The CMS is a guest in one room": ("kernel/people/roles.py", "import wagtail.models"),
    "The database and the processes know no framework": ("processes.py", "import django.conf"),
    "Only config speaks to a terminal": ("web/clock.py", "import rich.console"),
}
BESIDE = {"information/news/views.py": '"""Planted."""\n'}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The code alone, to be spoilt."""
    place = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "src", place / "src", ignore=shutil.ignore_patterns("static", "locale", "templates")
    )
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def lint(place: Path) -> str:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=place, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(place / "src"), "COLUMNS": "200"},
    )  # fmt: skip
    return " ".join((done.stdout + done.stderr).split())


def test_the_copy_itself_keeps_every_contract(copy):
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in lint(copy)


def test_every_contract_is_seen_to_break():
    assert set(ARROWS) == set(CONTRACTS)


@pytest.mark.parametrize("contract", ARROWS)
def test_a_wrong_arrow_is_named(contract, copy):
    name, line = ARROWS[contract]
    spoilt = copy / "src/cygos" / name
    before = spoilt.read_text() if spoilt.exists() else None
    beside = [path for path in BESIDE if not (copy / "src/cygos" / path).exists()]
    planted(copy / "src/cygos", {path: BESIDE[path] for path in beside})
    spoilt.write_text(f"{before or ''}\n{line}\n")
    try:
        assert f"{contract} BROKEN" in lint(copy)
    finally:
        spoilt.unlink() if before is None else spoilt.write_text(before)
        for path in beside:
            (copy / "src/cygos" / path).unlink()


def test_a_package_that_no_contract_names_is_refused(copy):
    planted(copy / "src/cygos", {"somewhere/__init__.py": '"""Planted."""\n'})
    try:
        assert "Missing layers" in lint(copy) or "somewhere" in lint(copy)
    finally:
        shutil.rmtree(copy / "src/cygos/somewhere")
