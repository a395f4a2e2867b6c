"""A publication leaves its act and its edition, whoever publishes; its readers see what changed."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from cygos.information.news.models import Article, NewsIndex
from cygos.information.publishing.models import Edition
from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Hat, Person, Unit
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.test_editors import PARAGRAPH, add, article_form, sign_in

__all__ = ["sign_in"]
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def rina(sign_in):
    return sign_in(Role.PORTAL_EDITOR)


@pytest.fixture
def article(client, rina, city_news):
    """Rina writes it and publishes it."""
    add(client, article_form(city_news, body=[PARAGRAPH], **PUBLISH))
    return Article.objects.get()


def edit(client, article, category, **facts):
    form = article_form(category, body=[PARAGRAPH], **facts)
    return client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form)


def verbs(article):
    return list(
        Act.objects.about(article).order_by("id").values_list("verb", "actor__email").distinct()
    )


def test_a_publication_is_an_act_of_whoever_published(rina, article):
    assert verbs(article) == [("publication.published", rina.email)]


def test_a_draft_is_no_act(client, rina, city_news):
    add(client, article_form(city_news, body=[PARAGRAPH]))

    assert not verbs(Article.objects.get())


def test_a_change_says_to_the_readers_what_changed(client, rina, article, city_news):
    answer = edit(client, article, city_news, lead="Dua ribu bibit.", **PUBLISH)
    assert "Katakan kepada pembaca apa yang berubah" in answer.text
    assert "Riwayat perubahan" not in client.get("/berita/warga-menanam-pohon/").text

    note = "Jumlah bibit dibetulkan: dua ribu, bukan seribu."
    edit(client, article, city_news, lead="Dua ribu bibit.", change_note=note, **PUBLISH)

    page = client.get("/berita/warga-menanam-pohon/").text
    assert "Riwayat perubahan" in page
    assert note in page
    assert verbs(article)[-1] == ("publication.changed", rina.email)


def test_the_note_of_the_last_change_is_not_said_again(client, rina, article, city_news):
    edit(client, article, city_news, change_note="Judul dibetulkan.", **PUBLISH)

    form = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).context["form"]

    assert form["change_note"].value() == ""


def test_a_draft_of_a_change_needs_no_note_and_shows_readers_nothing(
    client, rina, article, city_news
):
    edit(client, article, city_news, lead="Dua ribu bibit.")

    assert "Seribu bibit" in client.get("/berita/warga-menanam-pohon/").text
    assert len(verbs(article)) == 1


def test_a_withdrawal_is_an_act(client, rina, article):
    form = {"kind": "never", "reason": "Terbit sebelum waktunya."}
    client.post(reverse("withdraw_page", args=[article.pk]), form)

    assert client.get("/berita/warga-menanam-pohon/").status_code == 404
    assert verbs(article)[-1] == ("publication.erased", rina.email)


def test_what_was_scheduled_is_published_by_nobody_and_leaves_its_act(client, rina, city_news):
    hour = THAT_WEDNESDAY + timedelta(hours=1)
    with time_machine.travel(THAT_WEDNESDAY):
        later = {"go_live_at": hour.strftime("%Y-%m-%d %H:%M")}
        add(client, article_form(city_news, body=[PARAGRAPH], **later, **PUBLISH))
    assert not verbs(Article.objects.get())

    with time_machine.travel(hour + timedelta(minutes=1)):
        call_command("publish_scheduled")

    assert verbs(Article.objects.get()) == [("publication.published", None)]
    assert client.get("/berita/warga-menanam-pohon/").status_code == 200


def test_without_its_act_nothing_is_published(article, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("the act could not be written")

    monkeypatch.setattr("cygos.information.publishing.models.edition.record", fails)
    with pytest.raises(RuntimeError):
        article.withdraw("gone", reason="Keliru.", by=None, at=THAT_WEDNESDAY)

    assert Article.objects.get().live
    assert Edition.objects.count() == 1


def test_the_page_of_a_units_editor_is_the_units(client, portal, city_news):
    unit = Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=THAT_WEDNESDAY)
    dewi = Person.add("Dewi", "dewi@contoh.test", by=None, at=THAT_WEDNESDAY, is_demo=True)
    Hat.give(dewi, Role.UNIT_EDITOR, by=None, at=THAT_WEDNESDAY, since=date(2016, 1, 4), unit=unit)
    client.post(reverse("demo_sign_in", args=[dewi.code]))

    add(client, article_form(city_news, body=[PARAGRAPH], unit=""))

    assert Article.objects.get().unit == unit
    assert NewsIndex.objects.exists()
