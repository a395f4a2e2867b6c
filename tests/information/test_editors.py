"""In the editorial room: what an editor can do there, and what a unit's editor cannot."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cygos.information.news.models import Article, NewsIndex
from cygos.kernel.people.models import Hat, Person, Unit
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY, with_pictures


@pytest.fixture
def sign_in(client, portal):
    """Let an example person who wears this hat in, through the demo city's own door."""

    def one(role, *, until=None, unit=None):
        person = Person.add(
            "Ratna Kusumaningtyas",
            f"{role}@contoh.invalid",
            by=None,
            at=THAT_WEDNESDAY,
            is_demo=True,
        )
        Hat.give(
            person, role, by=None, at=THAT_WEDNESDAY, since=date(2016, 1, 4), until=until, unit=unit
        )
        client.post(reverse("demo_sign_in", args=[person.code]))
        return person

    return one


def article_form(category, *, body, **facts):
    return nested_form_data(
        {
            "title": "Warga menanam pohon",
            "slug": "warga-menanam-pohon",
            "lead": "Seribu bibit di tepi sungai.",
            "body": streamfield(body),
            "category": category.pk,
            "byline": "Tanya Jawab",
            "published_at": "2016-12-07 14:24",
            "is_time_known": "on",
            "topics": "lingkungan",
            "comments": {
                "TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0,
            },
        } | facts
    )  # fmt: skip


def add(client, form):
    address = reverse(
        "wagtailadmin_pages:add", args=["news", "article", NewsIndex.objects.get().pk]
    )
    return client.post(address, form)


PARAGRAPH = ("paragraph", rich_text("<p>Warga menanam pohon.</p>"))


def test_the_portals_editor_writes_and_publishes(client, sign_in, city_news):
    sign_in(Role.PORTAL_EDITOR)

    add(client, article_form(city_news, body=[PARAGRAPH], **{"action-publish": "1"}))

    page = client.get("/berita/warga-menanam-pohon/").content.decode()
    assert "Seribu bibit di tepi sungai." in page
    assert "07-12-2016 14:24 WIB" in page
    assert "lingkungan" in page


@with_pictures
def test_every_screen_of_the_room_opens_for_the_portals_editor(client, sign_in, write, picture):
    article = write()
    sign_in(Role.PORTAL_EDITOR)
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[article.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
    ):
        assert client.get(address).status_code == 200, address


@with_pictures
def test_a_picture_needs_words_for_those_who_cannot_see_it(client, sign_in, city_news, picture):
    sign_in(Role.PORTAL_EDITOR)
    block = {"image": picture.pk, "alt": "", "caption": "", "credit": ""}

    answer = add(
        client, article_form(city_news, body=[("image", block)], **{"action-publish": "1"})
    )

    assert answer.status_code == 200
    assert not Article.objects.exists()

    block["alt"] = "Tiga orang menanam pohon"
    add(client, article_form(city_news, body=[("image", block)], **{"action-publish": "1"}))
    assert (
        'alt="Tiga orang menanam pohon"'
        in client.get("/berita/warga-menanam-pohon/").content.decode()
    )


@pytest.mark.parametrize("slug", ["2016", "kategori"])
def test_an_article_cannot_take_the_address_of_a_list(client, sign_in, city_news, slug):
    sign_in(Role.PORTAL_EDITOR)
    answer = add(
        client, article_form(city_news, body=[PARAGRAPH], slug=slug, **{"action-publish": "1"})
    )
    assert "Alamat ini dipakai daftarnya sendiri." in answer.content.decode()
    assert not Article.objects.exists()


def test_a_units_editor_writes_and_asks_for_publication(client, sign_in, city_news):
    sign_in(
        Role.UNIT_EDITOR, unit=Unit.found("dlh", "Dinas Lingkungan", by=None, at=THAT_WEDNESDAY)
    )

    add(client, article_form(city_news, body=[PARAGRAPH], **{"action-publish": "1"}))

    assert not Article.objects.get().live
    assert client.get("/berita/warga-menanam-pohon/").status_code == 404
