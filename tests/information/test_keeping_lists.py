"""Rooms, categories and topics are put in order on screen: by buttons, without script; each change is an act."""

import pytest
import time_machine
from django.test import Client

from cygos.information.news.models import Article, Category, Topic
from cygos.kernel.acts.models import Act
from cygos.kernel.people.roles import Role
from cygos.web.models import NavigationEntry
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.test_changes import said
from tests.people.conftest import person


@pytest.fixture(autouse=True)
def _that_wednesday(portal):
    with time_machine.travel(THAT_WEDNESDAY, tick=False):
        yield


@pytest.fixture
def ratna():
    return desk("Ratna Kusumawati", Role.CITY_ADMIN)


@pytest.fixture
def rina():
    return desk("Rina Melati", Role.PORTAL_EDITOR)


def desk(name, role):
    somebody = person(name, role, is_demo=True)
    client = Client()
    client.post(f"/akun/masuk/sebagai/{somebody.code}/")
    return client


def rooms(*labels):
    for number, label in enumerate(labels):
        NavigationEntry.add(
            label=label, address=f"/{label.lower()}/", order=number, by=None, at=THAT_WEDNESDAY
        )


def order(model, name):
    return list(model.objects.values_list(name, flat=True))


# In which order


def test_a_room_moves_one_place_by_a_button(ratna):
    rooms("Berita", "Lapor", "Pasar")
    lapor = NavigationEntry.objects.get(label="Lapor")
    page = ratna.get("/kerja/kota/navigasi/").text
    assert f'formaction="/kerja/kota/navigasi/{lapor.pk}/naik/"' in page
    assert "Naikkan Lapor" in page

    with said() as heard:
        answer = ratna.post(f"/kerja/kota/navigasi/{lapor.pk}/naik/")

    assert answer.headers["Location"] == f"/kerja/kota/navigasi/#{lapor.pk}"
    assert heard.tags == {"*"}
    assert order(NavigationEntry, "label") == ["Lapor", "Berita", "Pasar"]
    ratna.post(f"/kerja/kota/navigasi/{lapor.pk}/turun/")
    ratna.post(f"/kerja/kota/navigasi/{lapor.pk}/turun/")
    assert order(NavigationEntry, "label") == ["Berita", "Pasar", "Lapor"]
    assert Act.objects.about(lapor).filter(verb="navigation.moved").exists()


def test_the_first_stays_the_first_and_the_last_the_last(ratna):
    rooms("Berita", "Lapor")
    berita, lapor = NavigationEntry.objects.all()

    ratna.post(f"/kerja/kota/navigasi/{berita.pk}/naik/")
    ratna.post(f"/kerja/kota/navigasi/{lapor.pk}/turun/")

    assert order(NavigationEntry, "label") == ["Berita", "Lapor"]


def test_categories_of_the_same_place_part_when_one_moves(rina):
    for slug in ("agenda", "berita", "siaran"):
        Category.add(slug=slug, name=slug.title(), by=None, at=THAT_WEDNESDAY)  # all at 100

    rina.post("/kerja/kota/kategori/siaran/naik/")

    assert order(Category, "slug") == ["agenda", "siaran", "berita"]
    assert order(Category, "order") == [10, 20, 30]


# What is not needed any more


def test_a_category_without_news_goes_and_one_with_news_stays(rina, write, city_news):
    write("Rakor hari ini")
    Category.add(slug="kosong", name="Kosong", by=None, at=THAT_WEDNESDAY)

    answer = rina.post("/kerja/kota/kategori/berita-kota/hapus/", {"revision": 0})
    assert answer.status_code == 409
    assert "Masih ada 1 berita dalam kategori Berita Kota." in answer.text

    rina.post("/kerja/kota/kategori/kosong/hapus/", {"revision": 0})
    assert order(Category, "slug") == ["berita-kota"]
    assert Act.objects.filter(verb="category.removed").count() == 1


# Topics


@pytest.fixture
def written(write):
    """Two articles about a flood, which two editors called by two names."""
    first, second = write("Saluran diperbaiki"), write("Pompa siap")
    first.topics.add("banjir")
    second.topics.add("kebanjiran", "pompa")
    for article in (first, second):
        article.save()
    return first, second


def topics_of(article):
    return sorted(topic.name for topic in Article.objects.get(pk=article.pk).topics.all())


def test_a_topic_gets_its_english_name_and_readers_see_it(client, rina, written):
    assert "banjir" in rina.get("/kerja/kota/topik/?q=banjir").text

    with said() as heard:
        rina.post(
            "/kerja/kota/topik/banjir/ubah/", {"name": "Banjir", "name_en": "Floods", "revision": 0}
        )

    assert heard.tags == {"*"}
    assert "Floods (1)" in client.get("/en/berita/topik/").text
    act = Act.objects.about(Topic.objects.get(slug="banjir")).get()
    assert (act.verb, act.actor.name) == ("topic.amended", "Rina Melati")


def test_a_name_that_another_topic_has_is_refused_in_a_sentence(rina, written):
    answer = rina.post(
        "/kerja/kota/topik/banjir/ubah/", {"name": "pompa", "name_en": "", "revision": 0}
    )

    assert answer.status_code == 422
    assert Topic.objects.get(slug="banjir").name == "banjir"


def test_two_topics_that_are_one_become_one(client, rina, written):
    first, second = written
    second.topics.add("banjir")  # it had both: afterwards it has it once
    second.save()

    rina.post("/kerja/kota/topik/kebanjiran/gabung/", {"into": "banjir", "revision": 0})

    assert topics_of(first) == ["banjir"]
    assert topics_of(second) == ["banjir", "pompa"]
    assert client.get("/berita/topik/kebanjiran/").status_code == 404
    assert "Pompa siap" in client.get("/berita/topik/banjir/").text
    assert Act.objects.filter(verb="topic.merged").count() == 1


def test_a_topic_is_not_merged_into_itself(rina, written):
    answer = rina.post("/kerja/kota/topik/banjir/gabung/", {"into": "banjir", "revision": 0})

    assert answer.status_code == 409
    assert "tidak dapat digabungkan ke dirinya sendiri" in answer.text


def test_a_topic_goes_and_its_articles_stay(client, rina, written):
    rina.post("/kerja/kota/topik/pompa/hapus/", {"revision": 0})

    assert client.get("/berita/topik/pompa/").status_code == 404
    assert client.get("/berita/pompa-siap/").status_code == 200


def test_an_officer_keeps_no_lists():
    joko = desk("Joko Prasetyo", Role.OFFICER)

    for address in ("navigasi/", "kategori/", "topik/"):
        assert joko.get(f"/kerja/kota/{address}").status_code == 403
