"""What else is found: offices and notices, each by its own rule, and kept like the city however it changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cygos.information.news.models import Category
from cygos.information.notices.models import Notice
from cygos.information.profiles.models import PublicProfile, Service
from cygos.kernel.people.models import Hat, Post, Unit
from cygos.kernel.people.roles import Role
from cygos.kernel.search import keeping
from cygos.kernel.search.models import Entry, Spelling
from tests.information.conftest import THAT_WEDNESDAY
from tests.people.conftest import AT, TODAY, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


def body(text):
    return [("paragraph", f"<p>{text}</p>")]


def found(client, q, **more):
    answer = client.get("/cari/", {"q": q, **more})
    assert answer.status_code == 200
    assert not answer.context["form"].errors
    return [one.title for one in answer.context["answers"]]


@pytest.fixture
def dlh(db):
    return Unit.found(
        "dlh", "Dinas Lingkungan Hidup", by=None, at=AT, short_name="DLH", address="Jl. Tapak, Tugu"
    )


def test_an_office_is_found_by_its_names_and_where_it_is(client, portal, dlh):
    keeping.keep_up()

    for asked in ("lingkungan hidup", "DLH", "Tapak"):
        assert found(client, asked) == ["Dinas Lingkungan Hidup (DLH)"]
    answer = client.get("/cari/?q=DLH").context["answers"][0]
    assert answer.address == "/perangkat-daerah/dlh/"
    assert answer.at is None


def test_an_office_comes_before_an_article_that_only_names_it(client, write, dlh):
    write("Dinas Lingkungan Hidup menanam pohon", unit=dlh)
    keeping.keep_up()

    assert found(client, "dinas lingkungan hidup")[0] == "Dinas Lingkungan Hidup (DLH)"


def test_a_change_of_an_office_is_found_by_whatever_way_it_came(client, portal, dlh):
    keeping.keep_up()
    dlh.amend(by=None, at=AT, revision=None, name="Dinas Hutan Kota")
    assert keeping.keep_up() == ["perangkat-daerah", "layanan"]

    assert found(client, "hutan") == ["Dinas Hutan Kota (DLH)"]
    assert found(client, "lingkungan") == []
    assert keeping.keep_up() == []


def test_a_service_is_found_on_the_page_of_its_office_while_the_office_is_there(
    client, portal, dlh
):
    Service.offer(dlh, by=None, at=AT, title="Uji emisi kendaraan", where="Loket 4")
    keeping.keep_up()

    assert found(client, "uji emisi") == ["Uji emisi kendaraan"]
    answer = client.get("/cari/?q=emisi").context["answers"][0]
    assert answer.address == "/perangkat-daerah/dlh/#services"
    dlh.close(last_day=TODAY - timedelta(1), by=None, at=AT)
    assert found(client, "uji emisi") == []


def test_an_official_is_found_while_the_page_is_open_and_not_a_moment_longer(client, portal, dlh):
    lestari = person("Lestari Wulandari")
    post = Post.create("kepala-dlh", "Kepala DLH", dlh, by=None, at=AT, is_head=True)
    Hat.give(lestari, Role.OFFICER, by=None, at=AT, unit=dlh, post=post, since=TODAY)
    keeping.keep_up()
    assert found(client, "lestari") == []
    profile = PublicProfile.open_for(
        lestari, by=None, at=AT, on=TODAY, slug="lestari", name="Lestari Wulandari", basis="SK 12"
    )
    keeping.keep_up()
    assert found(client, "lestari") == ["Lestari Wulandari"]

    profile.close(by=None, at=AT, revision=None)

    assert found(client, "lestari") == []  # at once, before the index has heard of it


def test_a_notice_is_found_from_when_it_begins_until_long_after_its_end(client, portal):
    Notice.post(text="Loket KTP tutup", by=None, at=AT)
    Notice.post(text="Loket pajak buka Sabtu", by=None, at=AT, starts_at=AT + timedelta(days=1))
    keeping.keep_up()

    assert found(client, "loket") == ["Loket KTP tutup"]
    assert Entry.objects.filter(kind="pengumuman").count() == 1


def test_category_and_office_narrow_it(client, write, dlh, city_news):
    health = Category.objects.create(slug="kesehatan", name="Kesehatan")
    write("Banjir di hulu", unit=dlh)
    write("Banjir di hilir", category=health)

    assert found(client, "banjir", unit="dlh") == ["Banjir di hulu"]
    assert found(client, "banjir", kategori="kesehatan") == ["Banjir di hilir"]
    assert found(client, "banjir", kategori="berita-kota", unit="dlh", jenis="berita") == [
        "Banjir di hulu"
    ]
    assert found(client, "banjir", kategori="kesehatan", unit="dlh") == []
    assert client.get("/cari/?q=banjir&unit=x").context["form"].errors
    assert client.get("/cari/?q=banjir&kategori=x").context["form"].errors


def test_nobody_can_type_what_narrows(client, write, dlh):
    write("Banjir di hulu", unit=dlh)

    assert found(client, "=unit:dlh") == []
    assert found(client, "=berita") == []


def test_the_citys_own_spellings_are_found_alike_once_all_is_written_anew(client, write):
    write("Badan Pendapatan Daerah buka Sabtu", body=body("Satu."))
    assert found(client, "bapenda") == []

    Spelling.objects.create(old="bapenda", new="badan pendapatan daerah")
    assert "berita" in keeping.keep_up()

    assert found(client, "bapenda") == ["Badan Pendapatan Daerah buka Sabtu"]


@pytest.mark.parametrize(
    ("written", "asked", "marked"),
    [
        ("Ijin usaha terbit.", "izin", "<mark>Ijin</mark> usaha"),
        ("Walikota hadir.", "wali kota", "<mark>Walikota</mark> hadir"),
        ("Wali Kota hadir.", "walikota", "<mark>Wali</mark> <mark>Kota</mark> hadir"),
        ("Rapat koordinasi hari ini.", "rakor", "<mark>Rapat</mark> <mark>koordinasi</mark>"),
    ],
)
def test_an_old_spelling_is_marked_like_the_new_one(client, write, written, asked, marked):
    write("Hari ini", body=body(written))

    assert marked in client.get("/cari/", {"q": asked}).text


def test_what_is_gone_leaves_the_index_when_all_is_written_anew(write):
    Entry.objects.create(
        kind="berita", key="999999", title="Hantu", at=THAT_WEDNESDAY, head="", vector=""
    )
    write("Banjir surut")

    keeping.keep_up()

    assert list(Entry.objects.values_list("title", flat=True)) == ["Banjir surut"]


def test_many_articles_are_written_anew_with_few_questions_each(write):
    for number in range(5):
        write("Banjir", slug=f"banjir-{number}")
    kind = next(one for one in keeping.kinds() if one.name == "berita")
    with CaptureQueriesContext(connection) as asked:
        assert keeping.write_anew(kind) == 5

    assert len([one for one in asked if "INSERT INTO search_entry" in one["sql"]]) == 5
    assert len(asked) < 5 + 15


def test_a_word_in_thousands_of_articles_is_answered_from_the_newest(client, write, monkeypatch):
    from cygos.kernel.search import answering

    monkeypatch.setattr(answering, "ENOUGH", 6)
    monkeypatch.setattr(answering, "CANDIDATES", 4)
    for number in range(9):
        at = THAT_WEDNESDAY + timedelta(days=30 * number)
        write(f"Banjir {number}", slug=f"banjir-{number}", published_at=at)

    answer = client.get("/cari/?q=banjir")

    assert [one.title for one in answer.context["answers"]] == [
        "Banjir 8",
        "Banjir 7",
        "Banjir 6",
        "Banjir 5",
    ]
    assert not answer.context["is_all"]
    assert "Lebih dari 1.000" in answer.text
    past = client.get("/cari/?q=banjir&sampai=2017-02-10").context["answers"]
    assert [one.title for one in past] == ["Banjir 2", "Banjir 1", "Banjir 0"]
