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


def test_a_word_in_the_title_counts_however_far_the_other_stands(client, write):
    later = THAT_WEDNESDAY + timedelta(days=1)
    far = "Dibuka. " + "Warga hadir sejak pagi. " * 60 + "KDRT dibahas."
    write("Rakor 2016", body=body(far))
    write("Hari biasa", body=body("Rakor KDRT disebut sekali."), published_at=later)

    assert titles(client, "rakor KDRT") == ["Rakor 2016", "Hari biasa"]


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


CODES = [
    "7QKM-9DXR-2V4T-8HNP",
    "7qkm9dxr2v4t8hnp",
    "kode saya 7QKM-9DXR-2V4T-8HNP ?",
    "7QKM 9DXR 2V4T 8HNP",
    "PGD-7QKM9DXR",
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_tracking_code_is_led_to_lacak_and_stands_in_no_address(client, code, method):
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(client, method)("/cari/", {"q": code})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/cari/kode/"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not [one for one in asked if "search" in one["sql"]]
    there = client.get("/cari/kode/")
    assert "Buka di Lacak" in there.text
    assert there.headers["Cache-Control"] == "no-store"
    assert client.get("/en/cari/kode/").status_code == 200


@pytest.mark.parametrize("words", ["Pemberdayaan", "rakor KDRT", "tahun 2016", "KEKERASANPEREMPU"])
def test_ordinary_words_are_no_code(words):
    assert not wording.holds_tracking_code(words)


def test_what_is_posted_gets_an_address_that_can_be_shared(client, write):
    write("Banjir surut")
    typed = {
        "q": " banjir surut ",
        "jenis": "berita",
        "dari": "2016-12-07",
        "unit": "",
        "lain": "x",
    }

    answer = client.post("/cari/", typed)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/cari/?q=banjir+surut&jenis=berita&dari=2016-12-07"
    found = client.get(answer.headers["Location"])
    assert [one.title for one in found.context["answers"]] == ["Banjir surut"]
    assert client.post("/en/cari/", typed).headers["Location"].startswith("/en/cari/?q=banjir")


def test_the_page_is_kept_by_nobody(client, write):
    answer = client.get("/cari/?q=banjir")

    assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in answer.text


@pytest.mark.parametrize("asked", ["", "   ", '"', "-", "di", "%' OR 1=1 --", "((&|!", "a" * 300])
def test_nothing_that_is_typed_is_our_fault(client, write, asked):
    write("Pasar malam")

    assert titles(client, asked) == []


def test_one_row_on_the_page_asks_as_much_as_twenty(client, write):
    for number in range(21):
        write(f"Banjir {number + 1}", slug=f"banjir-ke-{number}")
    client.get("/cari/?q=banjir")
    asked = []
    for address, rows in [("/cari/?q=banjir", 20), ("/cari/?q=banjir&halaman=2", 1)]:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert len(answer.context["answers"]) == rows
        asked.append(len(queries))

    assert asked[0] == asked[1]
