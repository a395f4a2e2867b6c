"""A small portal: its tree, one category, and a way to write an article in one line."""

import gc
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Drawing
from wagtail.images.models import Image

from cygos.information.news.models import Article, Category, NewsIndex
from cygos.information.portal import tree
from cygos.kernel.city.models import City
from cygos.kernel.people.models import Hat, Person
from cygos.kernel.people.roles import Role
from tests.letters import Letterbox, served

WIB = ZoneInfo("Asia/Jakarta")
THAT_WEDNESDAY = datetime(2016, 12, 7, 14, 24, tzinfo=WIB)

# Wagtail leaves the temporary files of a picture's sizes to the garbage collector, which says so aloud.
with_pictures = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def portal(db):
    """A city with a front page and an empty list of news."""
    City.objects.create(id=1, code="33.74", name="Kota Contoh", government="Pemerintah Kota Contoh")
    return tree.plant(title="Kota Contoh")


@pytest.fixture
def city_news(db):
    return Category.objects.create(slug="berita-kota", name="Berita Kota", name_en="City news")


@pytest.fixture
def write(portal, city_news):
    """Write an article: write("Rakor hari ini", published_at=…)."""

    def one(title="Rakor pemberdayaan perempuan", **facts):
        facts = {
            "category": city_news,
            "byline": "Tanya Jawab",
            "published_at": THAT_WEDNESDAY,
            "body": [("paragraph", "<p>Rakor digelar di lantai 8.</p>")],
        } | facts
        return NewsIndex.objects.get().add_child(instance=Article(title=title, **facts))

    return one


@pytest.fixture
def picture(db, settings, tmp_path):
    """A picture that is hard to make small: 1600 by 1000 points of noise."""
    settings.MEDIA_ROOT = tmp_path
    content = BytesIO()
    Drawing.effect_noise((1600, 1000), 80).convert("RGB").save(content, "JPEG", quality=90)
    with ImageFile(content, name="pohon.jpg") as file:
        yield Image.objects.create(title="Pohon", file=file)
    gc.collect()


@pytest.fixture
def that_afternoon():
    with time_machine.travel(THAT_WEDNESDAY, tick=True):
        yield


@pytest.fixture
def rina(portal, that_afternoon):
    """The portal's editor at her desk."""
    person = Person.add("Rina Melati", "rina@contoh.test", by=None, at=THAT_WEDNESDAY, is_demo=True)
    Hat.give(person, Role.PORTAL_EDITOR, by=None, at=THAT_WEDNESDAY, since=date(2016, 1, 4))
    client = Client()
    client.post(f"/akun/masuk/sebagai/{person.code}/")
    return client


@pytest.fixture
def letterbox(settings, tmp_path):
    yield from served(Letterbox(), settings, tmp_path)


def withdrawn(article):
    """Taken from its readers, as if it had never been."""
    article.withdraw("never", reason="Terbit keliru.", by=None, at=THAT_WEDNESDAY)
    article.refresh_from_db()
