"""One search for the city: what Sari types finds what was published, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cygos.information.news.models import Article
from cygos.kernel.search import wording
from cygos.kernel.search.models import Entry
from tests.information.conftest import THAT_WEDNESDAY, withdrawn

pytestmark = pytest.mark.django_db


def titles(client, q, **more):
    answer = client.get("/cari/", {"q": q, **more})
    assert answer.status_code == 200
    return [one.title for one in answer.context["answers"]]


def body(text):
    return [("paragraph", f"<p>{text}</p>")]


def test_a_word_finds_its_other_forms(client, write):
    write("Kota memberdayakan warga")
    write("Pasar malam dibuka")

    assert titles(client, "pemberdayaan") == ["Kota memberdayakan warga"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Walikota hadir", "wali kota"),
        ("Wali Kota hadir", "walikota"),
        ("Ijin usaha terbit", "izin usaha"),
        ("Izin usaha terbit", "ijin usaha"),
        ("Rapat koordinasi tentang kekerasan dalam rumah tangga", "rakor KDRT"),
        ("Rakor KDRT di balai kota", "kekerasan dalam rumah tangga"),
        ("Wali Kota Sari Wulandari", '"walikota sari"'),
    ],
)
def test_old_and_new_spellings_are_found_alike(client, write, written, asked):
    write(written)
    write("Pasar malam dibuka", body=body("Ramai."))

    assert titles(client, asked) == [written]


def test_a_phrase_stands_together_and_a_minus_word_stays_away(client, write):
    write("Pohon besar tumbang", body=body("Satu."))
    write("Besar biaya pohon", body=body("Dua."))

    assert titles(client, '"pohon besar"') == ["Pohon besar tumbang"]
    assert titles(client, "pohon -tumbang") == ["Besar biaya pohon"]
    assert titles(client, "-tumbang") == []


def test_a_title_weighs_more_than_the_text_and_the_newer_more_than_the_older(client, write):
    later = THAT_WEDNESDAY + timedelta(days=1)
    write("Banjir surut", body=body("Satu."))
    write("Banjir surut lagi", body=body("Satu."), published_at=later)
    write("Hari biasa", body=body("Banjir disebut sekali."), published_at=later)

    assert titles(client, "banjir") == ["Banjir surut lagi", "Banjir surut", "Hari biasa"]


@pytest.mark.parametrize(
    "days", ["dari=0001-01-01&sampai=9999-12-31", "dari=9999-12-31", "sampai=0001-01-01"]
)
def test_the_first_and_the_last_day_there_are_can_be_asked_for(client, write, days):
    write("Rakor perempuan dan anak")

    assert client.get(f"/cari/?q=rakor&{days}").status_code == 200


def test_days_and_kinds_narrow_it(client, write):
    write("Banjir surut")

    assert titles(client, "banjir", dari="2016-12-07", sampai="2016-12-07", jenis="berita")
    assert not titles(client, "banjir", dari="2016-12-08")
    assert client.get("/cari/?q=banjir&jenis=lain").context["form"].errors


def test_what_is_withdrawn_or_deleted_is_found_no_more(client, write):
    withdrawn(write("Banjir pertama"))
    write("Banjir kedua").delete()

    assert titles(client, "banjir") == []
    assert not Entry.objects.exists()


def test_what_may_not_be_read_is_not_shown_even_where_the_index_lags(client, write):
    article = write("Banjir surut")
    Article.objects.filter(pk=article.pk).update(live=False)

    assert titles(client, "banjir") == []


def test_a_draft_is_not_found(client, write):
    write("Banjir rahasia", live=False)

    assert titles(client, "banjir") == []


def test_the_excerpt_marks_what_was_asked_for_and_is_only_text(client, write):
    write("Cuaca", body=body("Banjir &lt;script&gt;alert(1)&lt;/script&gt; surut."))

    answer = client.get("/cari/?q=banjir").text

    assert "<mark>Banjir</mark>" in answer
    assert "<script>alert" not in answer


def test_a_tracking_code_is_led_to_lacak_and_never_looked_for(client, write):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get("/cari/", {"q": "7QKM-9DXR-2V4T-8HNP"})

    assert "Buka di Lacak" in answer.text
    assert not [one for one in asked if "search_entry" in one["sql"]]
    assert not wording.is_tracking_code("Pemberdayaan")


def test_the_page_is_kept_by_nobody(client, write):
    answer = client.get("/cari/?q=banjir")

    assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in answer.text


@pytest.mark.parametrize("asked", ["", "   ", '"', "-", "di", "%' OR 1=1 --", "((&|!", "a" * 300])
def test_nothing_that_is_typed_is_our_fault(client, write, asked):
    write("Pasar malam")

    assert titles(client, asked) == []


def test_one_row_asks_as_much_as_fifty(client, write):
    write("Banjir 0")
    client.get("/cari/?q=banjir")
    with CaptureQueriesContext(connection) as one:
        client.get("/cari/?q=banjir")
    for number in range(49):
        write(f"Banjir {number + 1}", slug=f"banjir-ke-{number}")
    with CaptureQueriesContext(connection) as fifty:
        answer = client.get("/cari/?q=banjir")

    assert len(answer.context["answers"]) == 50
    assert len(one) == len(fifty)
