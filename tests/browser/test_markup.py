"""The HTML of every page, by the Nu checker (vnu): no errors."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser import pages

ROOT = Path(__file__).resolve().parents[2]
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
pytestmark = pytest.mark.browser


def test_the_checker_finds_no_error(client, semarang, tmp_path):
    _need_java()
    for name, page in pages.everything().items():
        client.cookies.clear()
        if semarang[page.reader]:
            client.cookies[settings.SESSION_COOKIE_NAME] = semarang[page.reader]
        answer = client.get(page.where())
        assert answer.status_code == page.status, f"{name}: {answer.status_code}"
        (tmp_path / f"{name.replace(' ', '-')}.html").write_bytes(answer.content)
    done = subprocess.run(
        ["java", "-jar", VNU, "--format", "json", "--errors-only", "--skip-non-html", tmp_path],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    faults = [
        f"{Path(fault['url']).name}:{fault.get('lastLine')}: {fault['message']}: {fault.get('extract')}"
        for fault in json.loads(done.stderr)["messages"]
    ]
    assert not faults, "\n".join(faults)


def test_the_checker_would_find_one(tmp_path):
    _need_java()
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p id=a><p id=a>")
    done = subprocess.run(
        ["java", "-jar", VNU, "--format", "json", "--errors-only", tmp_path],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert "Duplicate ID" in done.stderr


def _need_java() -> None:
    for is_there, what in (
        (shutil.which("java"), "java is missing: sudo apt-get install default-jre-headless"),
        (VNU.exists(), "vnu is missing: run `make test`, which installs it"),
    ):
        if not is_there and os.environ.get("CI") == "true":
            pytest.fail(what)
        if not is_there:
            pytest.skip(f"The markup was not checked: {what}")
