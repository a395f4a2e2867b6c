"""CSV out and in: a preview with every fault in a sentence, then the same in earnest, twice without a change."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Hat, Person, Post, Unit
from cygos.kernel.people.roles import Role
from tests.people.conftest import AT, JANUARY, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]

HEAD = "nama,surel,aktif,peran,unit,jabatan,kapasitas,subunit,sejak,sampai\n"


@pytest.fixture
def desk():
    maya = person("Maya Lestari", Role.CITY_ADMIN, is_demo=True)
    client = Client()
    client.post(f"/akun/masuk/sebagai/{maya.code}/")
    return client


def preview(desk, kind, text):
    file = SimpleUploadedFile("tabel.csv", text if isinstance(text, bytes) else text.encode())
    return desk.post(f"/kerja/kota/csv/{kind}/masuk/", {"file": file})


def apply(desk, kind, text):
    return desk.post(f"/kerja/kota/csv/{kind}/masuk/", {"text": text, "do": "apply"})


def test_a_preview_changes_nothing_and_says_what_would_be(desk, bapermas):
    text = (
        HEAD + "Joko Prasetyo,joko@contoh.test,ya,officer,bapermas,,definitif,tidak,2016-12-07,\n"
    )

    answer = preview(desk, "orang", text)

    assert answer.status_code == 200
    assert "Orang baru: Joko Prasetyo. Peran baru: Petugas." in answer.text
    assert not Person.objects.filter(email="joko@contoh.test").exists()


def test_what_was_previewed_is_applied_once(desk, bapermas):
    text = HEAD + "Joko Prasetyo,joko@contoh.test,ya,officer,bapermas,,plt,tidak,2016-12-07,\n"
    apply(desk, "orang", text)
    acts = Act.objects.count()

    answer = apply(desk, "orang", text)

    assert Person.objects.get(email="joko@contoh.test").hats.get().capacity == "plt"
    assert answer.status_code == 302
    assert Act.objects.count() == acts


def test_a_table_with_a_fault_is_refused_whole_row_by_row(desk, bapermas):
    text = HEAD + (
        "Joko,joko@contoh.test,ya,,,,,,,\n"
        "Sari,bukan alamat,ya,,,,,,,\n"
        "Wati,wati@contoh.test,ya,raja,,,,,,\n"
        "Budi,budi@contoh.test,ya,officer,tidak-ada,,,,,\n"
        "Dewi,dewi@contoh.test,ya,officer,,,,,kemarin,\n"
        "Maya Lestari,maya@contoh.test,tidak,,,,,,,\n"
    )

    answer = apply(desk, "orang", text)

    assert answer.status_code == 422
    for line, part in [
        (3, "alamat surel"),
        (4, "raja"),
        (5, "tidak-ada"),
        (6, "kemarin"),
        (7, "sendiri"),
    ]:
        assert f"Baris {line}:" in answer.text
        assert part in answer.text
    assert Person.objects.count() == 1


def test_what_goes_out_comes_in_again_without_a_change(desk, bapermas):
    dp3a = Unit.found("dp3a", "DP3A", by=None, at=AT, phone="+62 24 3513366")
    head = Post.create("kepala", "Kepala DP3A", dp3a, by=None, at=AT, is_head=True)
    Hat.give(
        person("Joko Prasetyo"), Role.OFFICER, by=None, at=AT, since=JANUARY, unit=dp3a, post=head
    )
    bapermas.close(last_day=JANUARY, successor=dp3a, by=None, at=AT)
    acts = Act.objects.count()

    for kind in ("unit", "jabatan", "orang"):
        out = desk.get(f"/kerja/kota/csv/{kind}/").content
        answer = preview(desk, kind, out)
        assert "0 baris akan mengubah sesuatu" in answer.text, answer.text
        apply(desk, kind, out.decode("utf-8-sig"))

    assert Act.objects.count() == acts


@pytest.mark.parametrize("name", ["=1+1", "+62", "-1", "@SUM(A1)", "'=x"])
def test_no_spreadsheet_takes_a_name_for_a_formula(desk, name):
    Person.add(name, "rumus@contoh.test", by=None, at=AT)

    out = desk.get("/kerja/kota/csv/orang/").content.decode("utf-8-sig")
    row = next(
        row for row in csv.DictReader(io.StringIO(out)) if row["surel"] == "rumus@contoh.test"
    )

    assert row["nama"] == f"'{name}"
    apply(desk, "orang", out)
    assert Person.objects.get(email="rumus@contoh.test").name == name


def test_units_and_posts_come_in_with_semicolons(desk):
    units = (
        "kode;nama;singkatan;jenis;induk;penerus;sejak;sampai;alamat;telepon;surel;catatan\n"
        "dp3a;Dinas Pemberdayaan Perempuan;DP3A;dinas;;;2017-01-01;;;;;belum dicek\n"
    )
    posts = "kode;nama;unit;atasan;pimpinan\nkepala;Kepala DP3A;dp3a;;ya\n"

    apply(desk, "unit", units)
    apply(desk, "jabatan", posts)

    dp3a = Unit.objects.get()
    assert (dp3a.short_name, dp3a.note) == ("DP3A", "belum dicek")
    assert (Post.objects.get().unit.code, Post.objects.get().is_head) == ("dp3a", True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "Pilih berkas|kosong"),
        (b"\xff\xfe\x00", "bukan teks UTF-8"),
        (b"nama,surel\nJoko,joko@contoh.test\n", "Kolom ini tidak ada: aktif"),
        (HEAD.encode() + b'"Joko,joko@contoh.test\n', "tidak terbaca sebagai CSV"),
        (HEAD.encode() + b"x,y\n" * 5_001, "Paling banyak 5000 baris"),
        (b"x" * 1_100_000, "lebih dari 1 MB"),
    ],
)
def test_what_is_no_table_is_a_sentence(desk, text, sentence):
    answer = preview(desk, "orang", text)

    assert answer.status_code == 422
    assert any(part in answer.text for part in sentence.split("|"))
