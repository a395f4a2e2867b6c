"""Units do not see each other's work: every address of the editors' rooms, asked for what is another unit's.

Dewi edits for the environment office (DLH). Bapermas has a draft, a new title of a published page, a page that was
deleted, one in review, a picture and a file; each carries a word that must be in no answer to her.
"""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, Workflow

from cygos.information.news.models import Article, Category, NewsIndex
from cygos.information.portal import tree
from cygos.information.publishing import desk, doors, rights, wagtail_hooks, walls
from cygos.information.publishing.models import Publication, Shelf
from cygos.kernel.city.models import City
from cygos.kernel.people.models import Unit
from cygos.kernel.people.roles import Role
from tests.access.addresses import addresses
from tests.access.test_matrix import asked
from tests.information.conftest import with_pictures, withdrawn
from tests.information.kinds import LEAST, publish
from tests.people.conftest import AT, person

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("afternoon"),
    with_pictures,
]
CANARY = "kenarirahasia"
SHARED = "Sungai"  # found by a search; CANARY stands beside it
OF_ONE_PAGE = {
    "page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk",
}  # fmt: skip
OF_ONE_FILE = {"image_id", "document_id", "doc_id"}
KEYS_OF_FILES = ("images/chooser/chosen/", "documents/chooser/chosen/", "api/main/")
REFUSED = {"403", "404", "405"}
SPARED = ("logout", "failwhale")


@pytest.fixture
def theirs(bapermas, settings, tmp_path):
    """What Bapermas has, each with the word."""
    settings.MEDIA_ROOT = tmp_path
    City.objects.create(id=1, code="99.01", name="Kota Mekar", government="Pemerintah Kota Mekar")
    tree.plant(title="Kota Mekar")
    written = {name: _article(bapermas, name) for name in ("draft", "live", "reviewed")}
    written["deleted"] = _article(bapermas, "deleted", live=False)
    for name in ("draft", "reviewed"):
        withdrawn(written[name])
    for article in written.values():
        article.title = f"{SHARED} {CANARY}"
        article.lead = f"Belum untuk siapa pun: {CANARY}."
        article.save_revision(log_action=True)
    for name in ("draft", "deleted", "reviewed"):
        Page.objects.filter(pk=written[name].pk).update(title=f"{SHARED} {CANARY}")
    written["deleted"].refresh_from_db()
    written["deleted"].delete()
    if workflow := Workflow.objects.first():
        workflow.start(written["reviewed"], person("Siti Rahayu", Role.PORTAL_EDITOR))
    shelf = Shelf.objects.of(bapermas).collection
    content = BytesIO()
    Drawing.new("RGB", (30, 20)).save(content, "PNG")
    picture = Image.objects.create(
        title=f"{SHARED} {CANARY}", collection=shelf, file=ImageFile(content, f"{CANARY}.png")
    )
    picture.tags.add(CANARY)
    file = Document.objects.create(
        title=f"{SHARED} {CANARY}", collection=shelf, file=ContentFile(b"x", f"{CANARY}.pdf")
    )
    return {**written, "picture": picture, "file": file}


@pytest.fixture
def dewi(db):
    unit = Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=AT)
    return person("Dewi Anggraini", (Role.UNIT_EDITOR, unit), is_demo=True)


@pytest.fixture
def desk_of_dewi(dewi, theirs):
    client = Client(raise_request_exception=False)
    client.post(f"/akun/masuk/sebagai/{dewi.code}/")
    client.get("/kerja/redaksi/")
    return client


def _article(unit, slug, **facts):
    category, _ = Category.objects.get_or_create(slug="kota", name="Kota")
    article = Article(
        title="Sungai bersih", slug=f"sungai-{slug}", category=category, byline="Bapermas",
        published_at=AT, unit=unit, **facts,
    )  # fmt: skip
    NewsIndex.objects.get().add_child(instance=article)
    if article.live:
        article.save_revision().publish()
        article.refresh_from_db()
    return article


def leaks(client, theirs, *, pages=("draft", "live", "reviewed"), methods=("GET", "POST")):
    """What shows the word, and what answers although it names what is theirs."""
    found = []
    for page in pages:
        for address in addresses(_examples(theirs, theirs[page])):
            if not address.is_editorial or any(word in address.route for word in SPARED):
                continue
            if page != "draft" and not _names(address.route) & OF_ONE_PAGE:
                continue  # asked once already
            for method in methods:
                found += _tried(client, method, address, theirs[page], theirs)
    return sorted(set(found))


def _tried(client, method, address, page, theirs):
    names = _names(address.route)
    is_named = bool(names & (OF_ONE_PAGE | OF_ONE_FILE)) or "compare" in address.route
    is_named = is_named or ("pk" in names and any(key in address.route for key in KEYS_OF_FILES))
    for query in ("", urlencode({"q": SHARED}), f"id={_key(address.route, page, theirs)}&p=1"):
        path = f"{_path(address, page, theirs)}?{query}"
        status, body = asked(client, method, path)
        if CANARY in body:
            yield f"{method} {address.route} ?{query} shows it"
        if is_named and not query and status not in REFUSED:
            yield f"{method} {address.route} answers {status}"


def _names(route):
    return {part.partition(">")[0].rpartition(":")[2] for part in route.split("<")[1:]}


def _path(address, page, theirs):
    if "compare" in address.route:
        return f"/kerja/redaksi/pages/{page.pk}/revisions/compare/earliest...latest/"
    path = address.example.replace("^", "")
    if "/api/main/" in path and "/999999/" in path:
        return path.replace("999999", str(_key(address.route, page, theirs)))
    if "chooser/chosen/" in path:
        return path.replace("/apa/", f"/{_key(address.route, page, theirs)}/")
    return path


def _key(route, page, theirs):
    if "images" in route:
        return theirs["picture"].pk
    return theirs["file"].pk if "documents" in route else page.pk


def _examples(theirs, page):
    values = {
        "int": 999999, "str": "apa", "slug": "apa", "path": "apa.jpg", "uuid": page.unit.pk,
        "kind": "orang", "token": "apa", "provider_id": "sso",
        "image_id": theirs["picture"].pk, "document_id": theirs["file"].pk,
        "doc_id": theirs["file"].pk, "revision_id": page.latest_revision_id,
        "app_label": "news", "model_name": "article", "content_type_app_name": "news",
        "content_type_model_name": "article", "object_id": page.pk, "filter_spec": "max-20x20",
        "app_name": "taggit", "action": "delete", "action_name": "publish",
        "model_name in kerja/redaksi/tag-autocomplete/<slug:app_name>/<slug:model_name>/": "tag",
    }  # fmt: skip
    return {**values, **dict.fromkeys(OF_ONE_PAGE, page.pk)}


def test_nobody_sees_their_pictures_and_files_by_address(desk_of_dewi, theirs):
    size = theirs["picture"].get_rendition("width-20")
    size.file.close()
    for client in (Client(), desk_of_dewi):
        for address in (size.url, theirs["file"].url):
            answer = client.get(address)
            assert answer.status_code == 404, address
            assert CANARY not in answer.text.replace(address, "")


def test_no_address_shows_or_touches_what_is_another_units(desk_of_dewi, theirs):
    assert leaks(desk_of_dewi, theirs) == []


def test_without_the_walls_the_walk_finds_much(desk_of_dewi, theirs, monkeypatch):
    """The control: the same walk, with everybody reaching everything; the half of it that looks is enough."""
    for module in (desk, doors, rights, wagtail_hooks, walls):
        monkeypatch.setattr(module, "reach", lambda _: None)
    monkeypatch.setattr("cygos.information.portal.editors.reach", lambda _: None)

    found = leaks(desk_of_dewi, theirs, pages=("draft",), methods=("GET",))

    assert len(found) > 20
    for room in (
        "pages/<int:page_id>/edit/",
        "images/<int:image_id>/",
        "api/main/^pages/",
        "choose-page/",
    ):
        assert any(room in leak for leak in found), room


def test_the_same_editor_finds_and_edits_what_is_her_own(desk_of_dewi, dewi):
    own = _article(Unit.objects.get(code="dlh"), "milik-dewi")
    Page.objects.filter(pk=own.pk).update(
        title="Sungai milik Dewi", draft_title="Sungai milik Dewi"
    )

    edit = desk_of_dewi.get(f"/kerja/redaksi/pages/{own.pk}/edit/")
    listed = desk_of_dewi.get(f"/kerja/redaksi/pages/{own.get_parent().pk}/")

    assert edit.status_code == 200
    assert "Sungai milik Dewi" in listed.text
    assert "Sungai bersih" not in listed.text


def test_every_other_kind_of_page_is_as_closed(desk_of_dewi, theirs, bapermas):
    assert {Article, *LEAST} == set(Publication.kinds()), (
        "add the new kind to tests/information/kinds.py"
    )
    found = []
    for kind in LEAST:
        page = publish(kind, f"{SHARED} {CANARY}", unit=bapermas)
        withdrawn(page)
        listed = f"/kerja/redaksi/pages/{page.get_parent().pk}/"
        for address in addresses(_examples(theirs, page)):
            if not address.is_editorial or not _names(address.route) & OF_ONE_PAGE:
                continue
            for method in ("GET", "POST"):
                status, body = asked(desk_of_dewi, method, _path(address, page, theirs))
                if CANARY in body or status not in REFUSED:
                    found.append(f"{kind.__name__}: {method} {address.route}: {status}")
        if CANARY in asked(desk_of_dewi, "GET", listed)[1]:
            found.append(f"{kind.__name__}: its list shows it")

    assert found == []


def test_what_readers_see_may_be_linked_to(desk_of_dewi, bapermas):
    index = _article(bapermas, "terbit").get_parent()

    assert "Sungai bersih" in desk_of_dewi.get(f"/kerja/redaksi/choose-page/{index.pk}/").text
