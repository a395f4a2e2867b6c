"""The pictures of the README, made when asked: PICTURES=docs/pictures .venv/bin/python -m pytest tests/browser.

They are of the invented demo city with its own demo news, as `make serve` shows it.
"""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cygos.config import packs
from cygos.information.news.models import Article
from cygos.web import clock
from tests.browser import readers
from tests.browser.readers import ADMIN

WANTED = os.environ.get("PICTURES", "")
MOST = 150_000  # bytes
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not WANTED, reason="no pictures were asked for (PICTURES=docs/pictures)"),
]  # fmt: skip
SHOTS = (
    ("beranda-terang", "/", 1280, "light", ""),
    ("beranda-gelap-telepon", "/", 390, "dark", ""),
    ("berita-telepon", "article", 390, "light", ""),
    ("ruang-kerja", "/kerja/kota/orang/", 1280, "light", ADMIN),
)


@pytest.fixture
def demo_city(django_db_serialized_rollback, transactional_db):
    packs.open_city("semarang", demo=True, domain="", at=clock.now(), say=lambda _: None)
    return readers.sessions()


@pytest.mark.parametrize(("name", "address", "width", "scheme", "who"), SHOTS)
def test_a_picture_is_made(live_server, browser, demo_city, name, address, width, scheme, who):
    if address == "article":
        article = Article.objects.published().first()
        address = article.get_url().removeprefix("http://localhost")

    def shoot(reader):
        reader.open(address)
        return reader.page.screenshot()

    session = demo_city[who] if who else ""
    shot = browser.read(live_server.url, shoot, width=width, scheme=scheme, session=session)
    folder = Path(WANTED)
    folder.mkdir(parents=True, exist_ok=True)
    small = Image.open(BytesIO(shot)).convert("P", palette=Image.Palette.ADAPTIVE, colors=64)
    small.save(folder / f"{name}.png", optimize=True)

    assert (folder / f"{name}.png").stat().st_size < MOST
