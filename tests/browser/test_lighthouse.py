"""Lighthouse finds nothing to mend on what people read first: accessibility, best practices and SEO are 100 each.

Measured as a city and not as a demo of one, which asks not to be found: that costs points for SEO, and is meant.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import CHROMIUM
from tests.browser.pages import KINDS, Page

ROOT = Path(__file__).resolve().parents[2]
NODE = str(ROOT / ".venv/bin/node")
LIGHTHOUSE = ROOT / "node_modules/lighthouse"
FULL = {"accessibility": 100, "best-practices": 100, "seo": 100}
pytestmark = pytest.mark.browser


def test_lighthouse_finds_nothing_to_mend(live_server, semarang, settings, tmp_path):
    _need(CHROMIUM, "chromium is missing: sudo apt-get install chromium")
    _need(LIGHTHOUSE.exists(), "npm's lighthouse is missing: run `make test`, which installs it")
    settings.IS_DEMO = False
    article = KINDS["news.Article"]
    assert isinstance(article, Page)
    pages = ("/", "/berita/", article.where())

    found = measured(live_server.url, pages, tmp_path)

    assert {page: found[page]["scores"] for page in pages} == dict.fromkeys(pages, FULL), {
        page: found[page]["wanting"] for page in pages
    }


def measured(base, pages, folder):
    """What Lighthouse says of each page: its scores, and what it would mend."""
    done = subprocess.run(
        [NODE, "tests/browser/lighthouse.mjs", CHROMIUM, folder, *(f"{base}{page}" for page in pages)],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return {page: said[f"{base}{page}"] for page in pages}


def _need(is_there, what):
    if not is_there and os.environ.get("CI") == "true":
        pytest.fail(what)
    if not is_there:
        pytest.skip(f"Lighthouse did not run: {what}")
