"""Old addresses: led on where somebody knows where to, never astray and never round in circles."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from cygos.information.redirects.models import Redirect, RoundInCircles
from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Hat, Person
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import Impossible, Refusal
from tests.information.conftest import THAT_WEDNESDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def that_afternoon():
    with time_machine.travel(THAT_WEDNESDAY, tick=True):
        yield


@pytest.fixture
def ratna(portal, that_afternoon):
    """A city administrator at her desk."""
    person = Person.add("Ratna", "ratna@contoh.test", by=None, at=THAT_WEDNESDAY, is_demo=True)
    Hat.give(person, Role.CITY_ADMIN, by=None, at=THAT_WEDNESDAY, since=date(2016, 1, 4))
    client = Client()
    client.post(f"/akun/masuk/sebagai/{person.code}/")
    return client


def lead(old, new, **facts):
    return Redirect.add(old=old, new=new, by=None, at=THAT_WEDNESDAY, **facts)


@pytest.mark.parametrize("end", ["", "/"])
@pytest.mark.parametrize(
    "path", ["/p/123/rakor-hari-ini", "/berita/read/7/berita-kota/123/rakor-hari-ini", "/lain/123"]
)
def test_an_article_is_found_where_it_once_stood(client, write, path, end):
    write("Judul yang lain", old_address=f"https://lama.contoh.id{path}")

    answer = client.get(path + end)

    assert (answer.status_code, answer.headers["Location"]) == (301, "/berita/judul-yang-lain/")


@pytest.mark.parametrize(
    "path", ["/p/9/rakor-hari-ini", "/berita/read/7/berita-kota/9/Rakor-Hari-Ini/", "/en/p/9/rakor-hari-ini/"]
)  # fmt: skip
def test_an_article_is_found_by_its_title(client, write, path):
    write("Rakor hari ini")

    answer = client.get(path)

    prefix = "/en" if path.startswith("/en") else ""
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{prefix}/berita/rakor-hari-ini/")  # fmt: skip


def test_a_long_title_is_compared_whole(client, write):
    title = "Warga " + "menanam pohon di tepi sungai " * 5 + "kota"
    write(
        title, slug="warga-menanam-pohon-di-tepi-sungai-menanam-pohon-di-tepi-sungai-menanam-pohon"
    )
    slug = "-".join(title.lower().split())

    assert client.get(f"/p/1/{slug}").status_code == 301
    assert client.get(f"/p/1/{slug}-lain/").status_code == 404


def test_what_nobody_knows_is_not_guessed_but_may_be_searched(client, write):
    write("Rakor hari ini")
    write("Rakor hari ini", slug="rakor-hari-ini-07-12-2016")
    write("Konsep rahasia", live=False)

    for path in ("/p/9/rakor-hari-ini/", "/p/9/rakor-hari/", "/p/9/konsep-rahasia/"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "Alamat lama ini tidak kami kenali" in answer.text
        assert path.split("/")[3].replace("-", " ") in answer.text
    assert "Alamat lama" not in client.get("/tidak-ada/").text


def test_the_words_of_a_slug_cannot_break_the_page(client, portal):
    answer = client.get('/p/9/"><script>alert(1)</script>')

    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_a_redirect_leads_on_and_never_hides_a_page(client, write, that_afternoon):
    write("Rakor hari ini")
    lead("/profil.php", "/pengumuman/")
    lead("/berita/rakor-hari-ini/", "/pengumuman/")

    answer = client.get("/profil.php")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/pengumuman/")
    assert client.get("/berita/rakor-hari-ini/").status_code == 200
    assert client.post("/profil.php").status_code != 301


def test_a_redirect_with_an_end_is_not_for_ever(client, portal):
    lead("/mudik", "/berita/", until=date(2016, 12, 8))
    with time_machine.travel(THAT_WEDNESDAY, tick=False):
        assert client.get("/mudik").status_code == 302
    with time_machine.travel(THAT_WEDNESDAY + timedelta(days=2), tick=False):
        assert client.get("/mudik/").status_code == 404


@pytest.mark.parametrize(
    "new", ["//jahat.test/", "https://jahat.test/", "/\\jahat.test", "/a b", "javascript:alert(1)", "berita/"]
)  # fmt: skip
def test_a_redirect_leads_nowhere_else_than_here(new):
    with pytest.raises((Impossible, ValidationError)):
        lead("/lama", new)
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(old="/lama", new=new)


@pytest.mark.parametrize(("old", "new"), [("/b", "/c"), ("/x", "/a"), ("/b/", "/a"), ("/x", "/x/")])
def test_nobody_is_led_round_in_circles(old, new):
    lead("/a", "/b/")

    with pytest.raises(Refusal):
        lead(old, new)
    assert Redirect.objects.count() == 1


def test_an_amendment_cannot_close_a_circle_either():
    lead("/a", "/b")
    other = lead("/c", "/d")

    with pytest.raises(RoundInCircles):
        other.amend(old="/b", new="/a", by=None, at=THAT_WEDNESDAY, revision=None)
    with pytest.raises(RoundInCircles):
        other.amend(new="/a", by=None, at=THAT_WEDNESDAY, revision=None)


def test_redirects_are_kept_on_screen_with_their_acts(ratna, client):
    form = {"old": "/p/1/lama/", "new": "/berita/", "reason": "Digabung"}
    assert ratna.post("/kerja/kota/pengalihan/tambah/", form).status_code == 302
    row = Redirect.objects.get()
    assert row.old == "/p/1/lama"

    answer = ratna.post("/kerja/kota/pengalihan/tambah/", {**form, "new": "https://jahat.test/"})
    assert answer.status_code == 422
    assert "https://jahat.test/" in answer.text

    page = ratna.get("/kerja/kota/pengalihan/?q=digabung").text
    assert "/p/1/lama" in page
    ratna.post(f"/kerja/kota/pengalihan/{row.pk}/hapus/", {"revision": 0})
    assert client.get("/p/1/lama/").status_code == 404
    verbs = list(Act.objects.filter(verb__startswith="redirect").values_list("verb", flat=True))
    assert sorted(verbs) == ["redirect.added", "redirect.removed"]


def test_the_table_comes_out_and_in(ratna):
    text = (
        "dari,ke,sampai,alasan\n/p/1/satu,/berita/,,Digabung\n/p/2/dua,/pengumuman/,2017-01-31,\n"
    )
    take_in = "/kerja/kota/csv/pengalihan/masuk/"

    assert ratna.post(take_in, {"text": text, "do": "apply"}).status_code == 302
    assert Redirect.objects.count() == 2
    out = ratna.get("/kerja/kota/csv/pengalihan/").text
    acts = Act.objects.count()
    assert (
        ratna.post(take_in, {"text": out.removeprefix("\ufeff"), "do": "apply"}).status_code == 302
    )
    assert Act.objects.count() == acts
    bad = ratna.post(take_in, {"text": "dari,ke,sampai,alasan\n/x,//jahat.test,,\n", "do": "apply"})
    assert bad.status_code == 422
    assert "Baris 2" in bad.text


def test_the_old_path_is_found_by_its_index(write):
    from django.db import connection

    from cygos.information.news.models import Article

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "DROP INDEX an_old_address_leads_to_one_article"
        )  # with few rows any index will do
    plan = Article.objects.order_by().once_at("/p/1/satu").values("pk").explain()
    assert "news_by_old_path" in plan
