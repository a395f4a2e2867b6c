"""What programs read: the same as readers, under the same rules. Fikri writes one that shows the city's news."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cygos.information.api import frame, limit
from cygos.information.news.models import Category, Topic
from cygos.information.notices.models import Notice
from cygos.kernel.people.models import Unit
from cygos.kernel.places.models import Area
from tests.information.conftest import THAT_WEDNESDAY, withdrawn
from tests.people.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


def read(client, address, **headers):
    answer = client.get(f"/api/v1{address}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def titles(client, query=""):
    return [one["title"] for one in read(client, f"/articles/{query}")["items"]]


def test_articles_come_newest_first_and_part_by_part(client, write):
    for number in range(5):
        write(f"Berita {number}", published_at=THAT_WEDNESDAY + timedelta(days=number))

    answer = client.get("/api/v1/articles/?size=2")
    first = answer.json()
    assert [one["title"] for one in first["items"]] == ["Berita 4", "Berita 3"]
    assert answer.headers["Link"] == f'<{first["next"]}>; rel="next"'
    second = client.get(first["next"]).json()
    last = client.get(second["next"]).json()
    assert [one["title"] for one in (*second["items"], *last["items"])] == [
        "Berita 2",
        "Berita 1",
        "Berita 0",
    ]
    assert last["next"] is None


def test_what_narrows_a_list(client, write):
    dlh = Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=AT)
    health = Category.objects.create(slug="kesehatan", name="Kesehatan")
    water = Topic.objects.create(name="air bersih", slug="air-bersih")
    tagged = write("Tentang air")
    tagged.topics.add(water)
    tagged.save()
    write("Dari DLH", unit=dlh)
    write("Sehat", category=health, published_at=THAT_WEDNESDAY + timedelta(days=9))

    assert titles(client, "?unit=dlh") == ["Dari DLH"]
    assert titles(client, "?category=kesehatan") == ["Sehat"]
    assert titles(client, "?topic=air-bersih") == ["Tentang air"]
    assert titles(client, "?since=2016-12-10") == ["Sehat"]
    assert titles(client, "?until=2016-12-07") == ["Dari DLH", "Tentang air"]
    assert titles(client, "?category=kesehatan&unit=dlh") == []


def test_an_article_carries_its_fingerprint_and_its_editions(client, write):
    article = write("Rakor hari ini")

    found = read(client, f"/articles/{article.pk}/")

    text = client.get(found["text_url"]).content
    assert found["fingerprint"] == hashlib.sha256(text).hexdigest()
    assert found["paragraphs"] == ["Rakor digelar di lantai 8."]
    assert found["editions"] == []
    assert client.get(found["url"]).status_code == 200
    assert client.get(found["self"]).json() == found
    assert read(client, f"/articles/{article.pk}/views/") == {"before": 0, "total": 0, "days": []}


def test_what_readers_may_not_read_is_not_there(client, write):
    draft = write("Rahasia", live=False)
    gone = write("Ditarik")
    withdrawn(gone)
    Notice.post(text="Besok", by=None, at=AT, starts_at=AT + timedelta(days=1))

    assert titles(client) == []
    assert read(client, "/notices/")["items"] == []
    for article in (draft, gone):
        for address in (
            f"/articles/{article.pk}/",
            f"/articles/{article.pk}/views/",
            f"/articles/?after={article.pk}",
        ):
            assert client.get(f"/api/v1{address}").status_code == 404


def test_the_directories(client, portal, city_news):
    setda = Unit.found("setda", "Sekretariat Daerah", by=None, at=AT)
    Unit.found("humas", "Bagian Humas", by=None, at=AT, parent=setda)
    province = Area.objects.create(code="33", level="provinsi", name="Jawa Tengah")
    Area.objects.create(code="33.74", level="kota", name="Semarang", parent=province)
    Notice.post(text="Loket tutup", by=None, at=AT)

    assert [one["key"] for one in read(client, "/categories/")["items"]] == ["berita-kota"]
    assert [(one["code"], one["parent"]) for one in read(client, "/units/")["items"]] == [
        ("humas", "setda"),
        ("setda", None),
    ]
    assert read(client, "/units/humas/")["name"] == "Bagian Humas"
    assert [one["code"] for one in read(client, "/areas/?within=33.74")["items"]] == ["33.74"]
    assert [one["text"] for one in read(client, "/notices/")["items"]] == ["Loket tutup"]
    assert read(client, "/topics/") == {"items": []}
    assert read(client, "/officials/") == {"items": []}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/articles/999999/", 404), ("/articles/?category=x", 404), ("/articles/?size=0", 422),
        ("/articles/?since=kemarin", 422), ("/units/x/", 404), ("/areas/?within=99", 404), ("/tidak-ada/", 404),
    ],
)  # fmt: skip
def test_a_refusal_is_a_problem_document_in_the_asked_language(client, portal, address, status):
    bahasa = client.get(f"/api/v1{address}", headers={"Accept": "*/*"})
    english = client.get(f"/api/v1{address}", headers={"Accept-Language": "en"})

    for answer in (bahasa, english):
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
    if address != "/tidak-ada/":
        assert bahasa.json()["title"] != english.json()["title"]
        assert english.headers["Content-Language"] == "en"


def test_a_copy_is_told_from_a_change(client, write):
    article = write("Rakor hari ini")
    tag = client.get("/api/v1/articles/").headers["ETag"]

    assert client.get("/api/v1/articles/", headers={"If-None-Match": tag}).status_code == 304
    article.title = "Rakor besok"
    article.save()
    assert client.get("/api/v1/articles/", headers={"If-None-Match": tag}).status_code == 200


def test_any_web_page_may_read_it_and_no_cookie_is_set(client, write):
    answer = client.get("/api/v1/articles/", headers={"Origin": "https://contoh.example"})

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Link" in answer.headers["Access-Control-Expose-Headers"]
    assert not answer.cookies


def test_who_asks_too_often_is_told_how_long_to_wait(client, portal, monkeypatch):
    monkeypatch.setattr(limit, "MOST", 2)
    statuses = [client.get("/api/v1/categories/").status_code for _ in range(3)]
    refused = client.get("/api/v1/categories/")

    assert statuses == [200, 200, 429]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.json()["type"] == "/refusals/too-often"
    assert refused.headers["RateLimit-Policy"] == frame.POLICY
    assert client.get("/api/v1/categories/", REMOTE_ADDR="10.1.2.3").status_code == 200


def test_one_article_asks_as_much_as_twenty(client, write):
    dlh = Unit.found("dlh", "Dinas Lingkungan Hidup", by=None, at=AT)
    write("Berita", unit=dlh)
    read(client, "/articles/")
    with CaptureQueriesContext(connection) as one:
        read(client, "/articles/")
    for number in range(19):
        write(f"Berita {number}", unit=dlh)
    with CaptureQueriesContext(connection) as twenty:
        assert len(read(client, "/articles/")["items"]) == 20

    assert len(one) == len(twenty) <= 4


def test_the_description_is_openapi_3_1_and_names_every_refusal(client):
    described = client.get("/api/v1/openapi.json").json()

    assert described["openapi"] == "3.1.0"
    for path, operations in described["paths"].items():
        assert list(operations) == ["get"], path
        assert {"200", "400", "404", "422", "429"} == set(operations["get"]["responses"])
        assert "application/problem+json" in operations["get"]["responses"]["404"]["content"]


@pytest.mark.parametrize("address", ["/api/", "/en/api/"])
def test_the_page_for_developers_names_every_resource(client, portal, address):
    page = client.get(address)

    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert f"<code>{path}</code>" in page.text
    assert (
        "News, newest first" if address == "/en/api/" else "Berita, terbaru dahulu"
    ) in page.text
