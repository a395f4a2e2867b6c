"""Feeds and what else machines ask for, read by the programs that others use."""

import json
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cygos.information.feeds import sitemap
from cygos.information.news.models import Category
from cygos.information.notices.models import Notice, Rank
from cygos.kernel.city.models import City
from cygos.kernel.people.models import Unit
from tests.information.conftest import THAT_WEDNESDAY

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules/sitemap"
FORMS = ("rss", "atom")


@pytest.fixture
def that_afternoon():
    with time_machine.travel(THAT_WEDNESDAY, tick=True):
        yield


@pytest.fixture
def official(settings):
    settings.IS_DEMO, settings.DOMAIN = False, "kota.contoh.id"
    settings.ALLOWED_HOSTS = ["kota.contoh.id", "testserver"]


@pytest.mark.parametrize("form", FORMS)
def test_feedparser_finds_nothing_wrong(client, write, that_afternoon, form):
    write("Rakor & rapat < lain", published_at=THAT_WEDNESDAY - timedelta(days=1))
    write("Tanda \x0b yang tidak dapat ditulis")

    feed = feedparser.parse(client.get(f"/umpan/berita.{form}").content)

    assert feed.bozo == 0, feed.get("bozo_exception")
    assert feed.feed.title == "Berita Kota – Kota Contoh"
    titles = [entry.title for entry in feed.entries]
    assert titles == ["Tanda  yang tidak dapat ditulis", "Rakor & rapat < lain"]
    assert feed.entries[1].published_parsed[:5] == (2016, 12, 6, 7, 24)
    assert feed.entries[1].link.endswith("/berita/rakor-rapat-lain/")
    assert len({entry.id for entry in feed.entries}) == 2


def test_a_json_feed_says_the_same(client, write, that_afternoon):
    article = write("Rakor hari ini")

    feed = json.loads(client.get("/umpan/berita.json").content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = feed["items"]
    assert item["title"] == "Rakor hari ini"
    assert item["id"] == f"urn:uuid:{article.translation_key}"
    assert item["date_published"] == "2016-12-07T14:24:00+07:00"


@pytest.mark.parametrize("form", FORMS)
def test_an_alert_comes_first_in_every_feed_and_leaves_with_its_end(client, write, form):
    write("Rakor hari ini")
    Notice.post(text="Loket tutup", by=None, at=THAT_WEDNESDAY)
    Notice.post(
        text="Air naik", rank=Rank.ALERT, ends_at=THAT_WEDNESDAY + timedelta(hours=1),
        by=None, at=THAT_WEDNESDAY,
    )  # fmt: skip
    for address in (f"/umpan/berita.{form}", f"/umpan/kategori/berita-kota.{form}"):
        with time_machine.travel(THAT_WEDNESDAY, tick=False):
            feed = feedparser.parse(client.get(address).content)
        with time_machine.travel(THAT_WEDNESDAY + timedelta(hours=1), tick=False):
            later = feedparser.parse(client.get(address).content)

        assert [entry.title for entry in feed.entries] == ["Siaga: Air naik", "Rakor hari ini"]
        assert [entry.title for entry in later.entries] == ["Rakor hari ini"]


def test_a_category_and_a_topic_have_their_own(client, write, that_afternoon):
    other = Category.objects.create(slug="lingkungan", name="Lingkungan")
    write("Rakor hari ini")
    green = write("Menanam pohon", category=other)
    green.topics.add("pohon")
    green.save()

    for address in ("/umpan/kategori/lingkungan.rss", "/umpan/topik/pohon.rss"):
        titles = [entry.title for entry in feedparser.parse(client.get(address).content).entries]
        assert titles == ["Menanam pohon"], address
    assert client.get("/umpan/kategori/tidak-ada.rss").status_code == 404
    assert client.get("/umpan/topik/tidak-ada.atom").status_code == 404


def test_an_office_has_its_own(client, write, that_afternoon):
    parks = Unit.found("pertamanan", "Dinas Pertamanan", by=None, at=THAT_WEDNESDAY)
    write("Rakor hari ini")
    write("Menanam pohon", unit=parks)

    feed = feedparser.parse(client.get("/umpan/unit/pertamanan.atom").content)

    assert [entry.title for entry in feed.entries] == ["Menanam pohon"]
    assert feed.feed.title == "Dinas Pertamanan – Kota Contoh"
    assert client.get("/umpan/unit/tidak-ada.atom").status_code == 404


def test_a_draft_is_in_no_feed_and_in_no_sitemap(client, write, that_afternoon):
    write("Masih konsep", live=False)

    assert "Masih konsep" not in client.get("/umpan/berita.atom").text
    assert "masih-konsep" not in _whole_map(client)


def test_more_news_needs_no_more_questions(client, write, that_afternoon):
    counts = []
    for number in range(12):
        write(f"Berita {number}")
        if number in {1, 2, 11}:
            with CaptureQueriesContext(connection) as asked:
                client.get("/umpan/berita.rss")
            counts.append(len(asked))

    assert counts[1] == counts[2]


def test_pages_lead_to_their_feeds(client, write, that_afternoon):
    write("Rakor hari ini")

    assert 'href="/umpan/berita.rss"' in client.get("/").text
    assert 'href="/umpan/kategori/berita-kota.atom"' in client.get("/berita/kategori/berita-kota/").text  # fmt: skip


def test_the_map_is_valid_by_its_own_schema(client, write, that_afternoon, tmp_path, monkeypatch):
    _need_the_checker()
    monkeypatch.setattr(sitemap, "A_FILE", 5)
    for number in range(9):
        write(f"Berita & kabar nomor {number}")

    locations = _locations(client.get("/sitemap.xml").content)
    assert len(locations) > 2
    for number, location in enumerate(locations):
        file = tmp_path / f"{number}.xml"
        file.write_bytes(client.get(location.removeprefix("http://testserver")).content)
        _validate(file)
    index = tmp_path / "index.xml"
    index.write_bytes(client.get("/sitemap.xml").content)
    assert _read_by_npm(index) == locations


def test_the_checker_would_find_a_fault(tmp_path):
    _need_the_checker()
    file = tmp_path / "bad.xml"
    file.write_text(
        f'<urlset xmlns="{sitemap.SPACE}"><url><lastmod>kemarin</lastmod></url></urlset>'
    )

    with pytest.raises(subprocess.CalledProcessError):
        _validate(file)


def test_every_page_is_in_the_map_once(client, write, that_afternoon, monkeypatch):
    monkeypatch.setattr(sitemap, "A_FILE", 3)
    for number in range(7):
        write(f"Berita {number}")

    found = [line for line in _whole_map(client).splitlines() if line.startswith("<url>")]

    assert len(found) == len(set(found)) == Page.objects.live().count() - 1 + len(sitemap.BESIDE)


def test_an_official_city_is_mapped_under_its_own_address(client, write, official):
    write("Rakor hari ini")

    assert "https://kota.contoh.id/berita/rakor-hari-ini/" in _whole_map(client)
    robots = client.get("/robots.txt").text
    assert "Sitemap: https://kota.contoh.id/sitemap.xml" in robots
    assert "Disallow: /kerja/" in robots
    assert "X-Robots-Tag" not in client.get("/").headers


def test_a_demo_city_asks_not_to_be_found(client, portal):
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    for address in ("/", "/berita/", "/umpan/berita.rss", "/tidak-ada/"):
        assert client.get(address).headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_hole_can_be_reported(client, portal, that_afternoon):
    assert client.get("/.well-known/security.txt").status_code == 404
    City.objects.update(email="tik@kota.contoh.id")

    text = client.get("/.well-known/security.txt").text

    assert "Contact: mailto:tik@kota.contoh.id" in text
    assert "Expires: 2017-06-05T00:00:00+07:00" in text


def _whole_map(client):
    files = _locations(client.get("/sitemap.xml").content)
    paths = [f"/{location.rpartition('/')[2]}" for location in files]
    return "".join(client.get(path).text for path in paths)


def _locations(xml):
    return [part.partition("</loc>")[0] for part in xml.decode().split("<loc>")[1:]]


def _validate(file):
    """As npm's sitemap does, with its copy of the schema, and nothing asked of the network."""
    subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", PACKAGE / "schema/sitemap.xsd", file],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip


def _read_by_npm(file):
    script = (
        "import {parseSitemapIndex} from 'sitemap'; import {createReadStream} from 'fs';"
        "const found = await parseSitemapIndex(createReadStream(process.argv[1]));"
        "console.log(JSON.stringify(found.map(each => each.url)));"
    )
    done = subprocess.run(
        [ROOT / ".venv/bin/node", "--input-type=module", "-e", script, file],
        check=True, capture_output=True, text=True, timeout=60, cwd=ROOT,
    )  # fmt: skip
    return json.loads(done.stdout)


def _need_the_checker():
    for is_there, what in (
        (shutil.which("xmllint"), "xmllint is missing: sudo apt-get install libxml2-utils"),
        (PACKAGE.exists(), "npm's sitemap is missing: run `make test`, which installs it"),
    ):
        if not is_there and os.environ.get("CI") == "true":
            pytest.fail(what)
        if not is_there:
            pytest.skip(f"The sitemap was not checked: {what}")
