"""No link of the city leads nowhere, by a program of others (linkinator)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE = str(ROOT / ".venv/bin/node")
LINKINATOR = ROOT / "node_modules/linkinator/build/src/cli.js"
FEWEST_LINKS = 100  # fewer, and the program saw nothing
pytestmark = pytest.mark.browser


def test_no_link_of_the_city_leads_nowhere(live_server, semarang):
    _need(LINKINATOR)
    ours = live_server.url.replace(".", r"\.")
    done = subprocess.run(
        [
            NODE, LINKINATOR, f"{live_server.url}/", f"{live_server.url}/en/", "--recurse", "--concurrency", "2",
            "--skip", f"^(?!{ours})", "--format", "json",
        ],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    links = json.loads(done.stdout)["links"]
    broken = [
        f"{link['url']} ({link['status']}) on {link['parent']}"
        for link in links
        if link["state"] == "BROKEN"
    ]
    assert not broken, "\n".join(broken)
    assert len(links) > FEWEST_LINKS


def _need(program: Path) -> None:
    if not program.exists() or shutil.which(NODE) is None:
        pytest.skip(f"{program.name} is missing: run `make test`, which installs it")
