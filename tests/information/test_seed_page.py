"""A real page of the portal of 2016. Its wording is not ours to carry: the test runs where the page lies."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from cygos.information.news.importing import Import, Outcome
from cygos.information.news.models import Article
from cygos.information.notices.models import Notice
from tests.information.conftest import THAT_WEDNESDAY, WIB

CHECKOUT = Path(__file__).resolve().parents[2]
PLACES = (
    Path(os.environ.get("CYGOS_SHARED", CHECKOUT.parent / "shared")),
    CHECKOUT.parent.parent / "shared",  # where the checkout is one of several working trees
)
PAGE = next(
    (
        place / "seed/portal-page.txt"
        for place in PLACES
        if (place / "seed/portal-page.txt").exists()
    ),
    None,
)

pytestmark = pytest.mark.skipif(
    PAGE is None,
    reason="the real page is not in ../shared/seed (or CYGOS_SHARED) beside this checkout",
)


@pytest.fixture
def article(portal):
    assert Import(at=THAT_WEDNESDAY).take(PAGE).outcome is Outcome.NEW
    return Article.objects.get()


def test_its_facts(article):
    assert article.published_at == datetime(2016, 12, 7, 14, 24, tzinfo=WIB)
    assert article.is_time_known
    assert article.byline == "Tanya Jawab"
    assert article.category.name == "Berita Kota"
    assert article.view_count == 405


def test_its_seven_paragraphs_word_for_word(article):
    lines = [line for line in PAGE.read_text(encoding="utf-8").split("\n") if line.strip()]
    expected = "".join(f"<p>{line.strip()}</p>" for line in lines[-7:])
    assert article.title == lines[3].strip()
    assert len(lines) == 3 + 1 + 1 + 7
    assert [block["value"] for block in article.body.raw_data] == [expected]


def test_its_three_banners(article):
    assert Notice.objects.count() == 3
    assert not any("•" in notice.text for notice in Notice.objects.all())


def test_it_is_shown(article, client):
    page = client.get(f"/berita/{article.slug}/").content.decode()
    assert "07-12-2016 14:24 WIB" in page
    assert "Rabu, 7 Desember 2016, pukul 14.24 WIB" in page
    assert "oleh Tanya Jawab" in page
    assert "Dilihat: 405 kali" in page


def test_twice_changes_nothing(article):
    before = Article.objects.values().get()
    assert Import(at=THAT_WEDNESDAY).take(PAGE).outcome is Outcome.UNCHANGED
    assert Article.objects.values().get() == before
    assert Notice.objects.count() == 3
