"""A unit's editor submits; an editor of the portal approves or sends back; each hears of it by mail."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from cygos.information.news.models import Article
from cygos.information.portal import workflow
from cygos.information.publishing.letters import send_letters
from cygos.information.publishing.models import Letter
from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Unit
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.test_editors import PARAGRAPH, add, article_form
from tests.people.conftest import person

SUBMIT = {"action-submit": "1"}
ADDRESS = "/berita/warga-menanam-pohon/"


@pytest.fixture
def dlh(db):
    return Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=THAT_WEDNESDAY)


@pytest.fixture
def dewi(dlh):
    return person("Dewi Anggraini", (Role.UNIT_EDITOR, dlh), is_demo=True)


@pytest.fixture
def ratna(db):
    return person("Ratna Kusumaningtyas", Role.PORTAL_EDITOR, is_demo=True)


def at_the_desk(somebody):
    client = Client()
    client.post(reverse("demo_sign_in", args=[somebody.code]))
    return client


@pytest.fixture
def submitted(portal, ratna, dewi, dlh, city_news):
    """Dewi writes an article, goes over it once more, and asks for its publication."""
    desk, facts = at_the_desk(dewi), {"body": [PARAGRAPH], "unit": str(dlh.pk)}
    add(desk, article_form(city_news, **facts))
    article = Article.objects.get()
    where = reverse("wagtailadmin_pages:edit", args=[article.pk])
    desk.post(where, article_form(city_news, lead="Dua ribu bibit.", **facts, **SUBMIT))
    return article


def decide(client, article, action, comment=""):
    state = article.current_workflow_task_state
    where = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, action, state.pk])
    return client.post(where, {"comment": comment})


def told():
    return [(letter.to.name, letter.matter, letter.note) for letter in Letter.objects.all()]


def test_what_is_submitted_waits_and_the_portals_editors_hear_of_it(client, submitted, mailoutbox):
    assert client.get(ADDRESS).status_code == 404
    assert told() == [("Ratna Kusumaningtyas", "submitted", "")]
    assert mailoutbox == []  # by the post, once the transaction is done

    send_letters(at=Letter.objects.get().at)

    assert "menunggu persetujuan Anda" in mailoutbox[0].body


def test_approved_it_is_published_and_its_writer_hears_of_it(client, submitted, ratna):
    Letter.objects.all().delete()

    decide(at_the_desk(ratna), submitted, "approve", "Bagus.")

    assert client.get(ADDRESS).status_code == 200
    assert told() == [("Dewi Anggraini", "approved", "Bagus.")]
    act = Act.objects.about(submitted).get()
    assert (act.verb, act.actor) == ("publication.published", ratna)


def test_sent_back_it_is_not_published_and_its_writer_reads_why(client, submitted, ratna, dewi):
    Letter.objects.all().delete()

    decide(at_the_desk(ratna), submitted, "reject", "Jumlah bibitnya berapa?")

    assert client.get(ADDRESS).status_code == 404
    assert told() == [("Dewi Anggraini", "returned", "Jumlah bibitnya berapa?")]
    desk = at_the_desk(dewi)
    editor = desk.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk]))
    assert "Jumlah bibitnya berapa?" in editor.text


def test_who_wrote_it_cannot_approve_it(client, submitted, dewi):
    decide(at_the_desk(dewi), submitted, "approve")

    assert not Article.objects.get().live


def test_whose_hat_has_ended_hears_of_nothing(portal, dewi, dlh, city_news, ratna):
    ratna.hats.get().end(last_day=date(2016, 12, 6), by=None, at=THAT_WEDNESDAY)
    form = article_form(city_news, body=[PARAGRAPH], unit=str(dlh.pk), **SUBMIT)

    add(at_the_desk(dewi), form)

    assert told() == []


def test_what_a_city_changed_of_the_way_stays(portal):
    Workflow.objects.get(name=workflow.NAME).tasks.update(active=False)

    workflow.lay_the_way()

    assert not Workflow.objects.get(name=workflow.NAME).tasks.filter(active=True).exists()
