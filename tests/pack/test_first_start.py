"""The first start fills a new city from its pack; every later one leaves the city alone, and is quick."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cygos.config import packs
from cygos.information.news.models import Article, Category
from cygos.information.portal.models import HomePage
from cygos.kernel.acts.models import Act
from cygos.kernel.city.models import City
from cygos.kernel.pack.faults import FaultyPack
from cygos.kernel.people.models import Person
from tests.pack.conftest import AT

pytestmark = pytest.mark.usefixtures("afternoon")


@pytest.fixture
def start(db, folder):
    """Starts the city whose pack `folder` is; gives what was said."""

    def begin(**facts):
        said = []
        options = {"demo": True, "domain": "", "at": AT} | facts
        packs.open_city(str(folder.path), say=said.append, **options)
        return said

    return begin


def read(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.text


def test_a_demo_city_opens_with_its_pack_its_people_and_its_news(start):
    assert start() == ["42 baris dari paket tiga-kelurahan.", "1 berita contoh."]

    assert City.objects.here().name == "Kota Lembayung"
    assert Person.objects.filter(is_demo=True).count() == 4
    assert Article.objects.get().category.name == "Kabar Pasar"


def test_the_front_page_is_this_citys_and_says_nothing_of_another(start):
    start()

    for address in ("/", "/en/", "/berita/"):
        page = read(address)
        assert "Lembayung" in page
        assert "Semarang" not in page


def test_the_navigation_has_the_rooms_that_are_open_in_the_readers_language(start):
    start()

    assert ">Kabar<" in read("/")
    assert ">News<" in read("/en/")
    assert 'href="/lapor/"' not in read("/")  # not open yet


def test_categories_come_in_the_order_that_the_pack_gives_them(start, folder):
    folder.change("categories.csv", "pasar", order="5")
    start()

    assert [category.slug for category in Category.objects.all()] == ["pasar", "berita-kota"]


def test_a_second_start_changes_nothing_and_asks_little(start):
    start()
    acts = Act.objects.count()

    with CaptureQueriesContext(connection) as queries:
        assert start() == []

    assert Act.objects.count() == acts
    assert Article.objects.count() == 1
    assert len(queries) < 80


def test_what_was_edited_on_screen_survives_every_start(start):
    start()
    City.objects.update(motto="Semboyan dari layar")
    Article.objects.get().delete()

    start()

    assert City.objects.here().motto == "Semboyan dari layar"
    assert not Article.objects.exists()


def test_a_newer_pack_waits_and_the_start_says_where(start, folder):
    start()
    folder.change("units.csv", "dinas-kota", phone="0999 5")

    (line,) = start()

    assert "cygos pack apply tiga-kelurahan --dry-run" in line
    assert folder.plan().counts == {"changed": 1}


def test_a_start_that_was_cut_off_is_taken_up_where_it_stopped(start, folder):
    folder.apply()  # and then the power went

    assert start() == ["1 berita contoh."]

    assert HomePage.objects.count() == 1
    assert Article.objects.count() == 1


def test_a_real_city_has_no_invented_people_and_no_invented_news(start):
    start(demo=False, domain="lembayung.example")

    assert not Person.objects.exists()
    assert not Article.objects.exists()
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("lembayung.example", 443)


def test_a_faulty_pack_leaves_an_empty_city_empty(start, folder):
    folder.change("areas.csv", "99.01.01.1001", postal_code="9910")

    with pytest.raises(FaultyPack, match="postal_code"):
        start()

    assert not City.objects.exists()
    assert not HomePage.objects.exists()
