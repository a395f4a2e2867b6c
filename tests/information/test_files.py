"""A picture or a file is everybody's once a page that is read shows it; until then its own editors' only."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from cygos.information.news.models import Article
from cygos.information.publishing.models import PreviewLink, Shelf
from cygos.kernel.people.models import Unit
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY, with_pictures
from tests.people.conftest import AT, person

pytestmark = [with_pictures, pytest.mark.usefixtures("that_afternoon")]


@pytest.fixture
def bapermas(db):
    return Unit.found("bapermas", "Bapermas Per dan KB", by=None, at=THAT_WEDNESDAY)


@pytest.fixture
def size(picture, bapermas):
    """A size of a picture of Bapermas."""
    picture.collection = Shelf.objects.of(bapermas).collection
    picture.save()
    made = picture.get_rendition("width-390")
    made.file.close()
    return made


@pytest.fixture
def file(picture, bapermas):
    shelf = Shelf.objects.of(bapermas).collection
    return Document.objects.create(
        title="Syarat", collection=shelf, file=ContentFile(b"rahasia", "syarat.pdf"), file_size=7
    )


@pytest.fixture
def draft(write, picture, file, bapermas):
    body = [
        ("image", {"image": picture, "alt": "Dua orang menanam", "caption": "", "credit": ""}),
        ("file", {"document": file, "title": ""}),
    ]
    return write("Belum terbit", live=False, body=body, unit=bapermas)


def asked(somebody, size, file):
    client = Client()
    if somebody:
        client.post(reverse("demo_sign_in", args=[somebody.code]))
    answers = [client.get(size.url), client.get(file.url)]
    for answer in answers:
        answer.getvalue()
    return [answer.status_code for answer in answers]


def test_of_a_draft_they_are_nobodys(draft, size, file):
    assert asked(None, size, file) == [404, 404]


def test_what_no_page_shows_is_nobodys(size, file):
    assert asked(None, size, file) == [404, 404]


def test_of_a_published_page_they_are_everybodys(draft, size, file):
    draft.save_revision().publish()

    assert asked(None, size, file) == [200, 200]


@pytest.mark.parametrize(("kind", "status"), [("readable", 200), ("gone", 404), ("never", 404)])
def test_withdrawn_they_go_with_their_page(draft, size, file, kind, status):
    draft.save_revision().publish()
    Article.objects.get().withdraw(kind, reason="Keliru.", by=None, at=AT)

    assert asked(None, size, file) == [status, status]


def test_their_own_editor_sees_them_and_no_other_units(draft, size, file, bapermas):
    dlh = Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=THAT_WEDNESDAY)
    endah = person("Endah Wulandari", (Role.UNIT_EDITOR, bapermas), is_demo=True)
    dewi = person("Dewi Anggraini", (Role.UNIT_EDITOR, dlh), is_demo=True)
    for somebody in (endah, dewi):
        client = Client()
        client.post(reverse("demo_sign_in", args=[somebody.code]))
        client.get("/kerja/redaksi/")  # where the hats of the day become rights

    assert asked(endah, size, file) == [200, 200]
    assert asked(dewi, size, file) == [404, 404]


def test_who_wears_no_hat_sees_none(draft, size, file):
    assert asked(person("Joko Prasetyo", Role.OFFICER, is_demo=True), size, file) == [404, 404]


def test_who_follows_a_preview_link_sees_that_drafts_until_it_is_taken_back(draft, size, file):
    ratna = person("Ratna Kusumaningtyas", Role.PORTAL_EDITOR)
    draft.save_revision()
    link = PreviewLink.objects.give(draft, days=1, by=ratna, at=AT)
    client = Client()
    client.get(f"/pratinjau/{link.token}/")

    answer = client.get(size.url)
    answer.getvalue()
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    other = Document.objects.create(title="Lain", file=ContentFile(b"lain", "lain.pdf"))
    assert client.get(other.url).status_code == 404

    link.revoke(by=ratna, at=AT)

    assert client.get(size.url).status_code == 404


def test_a_picture_costs_three_questions(draft, size, file, django_assert_num_queries):
    draft.save_revision().publish()
    client = Client()
    client.get(size.url).getvalue()

    with django_assert_num_queries(3):
        client.get(size.url).getvalue()
