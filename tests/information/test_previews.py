"""A draft is shown by a link to whoever holds it, for some days, until it is taken back; to nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cygos.information.news.models import Article
from cygos.information.publishing.models import PreviewLink
from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Unit
from cygos.kernel.people.roles import Role
from cygos.web.cache.marking import TAGS
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.test_editors import sign_in
from tests.people.conftest import person

__all__ = ["sign_in"]
DAY = timedelta(days=1)


@pytest.fixture
def draft(write):
    written = write("Belum untuk semua orang", live=False, lead="Baru rancangan.")
    written.save_revision()
    return Article.objects.get()


@pytest.fixture
def rina(sign_in):
    return sign_in(Role.PORTAL_EDITOR)


@pytest.fixture
def link(client, rina, draft):
    """Rina gives one for three days."""
    with time_machine.travel(THAT_WEDNESDAY):
        client.post(reverse("preview_links", args=[draft.pk]), {"days": 3})
    return PreviewLink.objects.get()


def look(link, at=THAT_WEDNESDAY, language=""):
    with time_machine.travel(at):
        return Client().get(f"{language}/pratinjau/{link.token}/")


def test_who_has_the_link_sees_the_draft_and_nobody_keeps_it(link):
    page = look(link)

    assert page.status_code == 200
    assert "Baru rancangan." in page.text
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]
    assert TAGS not in page.headers
    assert look(link, language="/en").status_code == 200


def test_without_it_the_draft_is_nowhere(client, link):
    assert Client().get("/berita/belum-untuk-semua-orang/").status_code == 404


def test_it_shows_the_newest_words(link, draft):
    draft.lead = "Rancangan kedua."
    draft.save_revision()

    assert "Rancangan kedua." in look(link).text


def test_it_ends_by_itself(link):
    assert look(link, at=THAT_WEDNESDAY + 3 * DAY - timedelta(minutes=1)).status_code == 200

    late = look(link, at=THAT_WEDNESDAY + 3 * DAY + timedelta(minutes=1))

    assert late.status_code == 410
    assert "sudah tidak berlaku" in late.text


def test_it_is_taken_back(client, rina, link, draft):
    with time_machine.travel(THAT_WEDNESDAY):
        client.post(reverse("preview_revoke", args=[draft.pk, link.pk]))
        client.post(reverse("preview_revoke", args=[draft.pk, link.pk]))

    assert look(link).status_code == 410
    acts = Act.objects.about(draft).order_by("id").values_list("verb", "actor__email")
    assert list(acts) == [("preview.given", rina.email), ("preview.revoked", rina.email)]


@pytest.mark.parametrize("token", ["apa", "1:apa", "MQ:" + "x" * 27])
def test_a_made_up_link_shows_nothing(link, token):
    assert Client().get(f"/pratinjau/{token}/").status_code == 410


@pytest.mark.parametrize("days", ["0", "15", "", "-1"])
def test_it_is_open_for_one_to_fourteen_days(client, rina, draft, days):
    answer = client.post(reverse("preview_links", args=[draft.pk]), {"days": days})

    assert answer.status_code == 422
    assert not PreviewLink.objects.exists()


def test_the_database_holds_to_two_weeks(link):
    longer = {"until": THAT_WEDNESDAY + 20 * DAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(**longer)


def test_the_token_stands_in_no_table(link):
    assert link.token not in str(Act.objects.values_list("details"))
    assert not [field for field in PreviewLink._meta.fields if field.name == "token"]


def test_another_units_editor_gives_none(draft):
    unit = Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=THAT_WEDNESDAY)
    dewi = person("Dewi Anggraini", (Role.UNIT_EDITOR, unit), is_demo=True)
    client = Client()
    client.post(reverse("demo_sign_in", args=[dewi.code]))

    answer = client.post(reverse("preview_links", args=[draft.pk]), {"days": 3})

    assert answer.status_code == 404
    assert not PreviewLink.objects.exists()
