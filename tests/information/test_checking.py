"""A draft may be poor, a publication may not: what is wrong is said with its place, in the form and at the door."""

import pytest
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.test.utils.form_data import rich_text

from cygos.information.news.models import Article
from cygos.information.publishing.checking import faults_of
from cygos.information.publishing.models.publication import NotFit
from cygos.kernel.people.roles import Role
from tests.information.conftest import with_pictures, withdrawn
from tests.information.test_editors import add, article_form, sign_in

__all__ = ["sign_in"]
PUBLISH = {"action-publish": "1"}


def faults(*body):
    article = Article(title="Warga menanam pohon", body=list(body))
    return [str(fault) for fault in faults_of(article)]


def paragraph(html):
    return faults(("paragraph", html))


@pytest.mark.parametrize(
    "words",
    ["klik di sini", "Klik disini!", "di sini", "Selengkapnya", "baca selengkapnya", "here"],
)
def test_a_link_says_where_it_leads(db, words):
    (fault,) = paragraph(f'<p>Syaratnya ada <a href="https://contoh.id/">{words}</a></p>')

    assert fault == (
        f"Bagian 1 (Teks): Tautan “{words}” tidak mengatakan ke mana. Sebut nama tujuannya."
    )


def test_a_link_has_words(db):
    assert paragraph('<p><a href="https://contoh.id/"> </a></p>') == [
        "Bagian 1 (Teks): Ada tautan tanpa kata-kata. Tulis ke mana tautan itu menuju."
    ]


def test_what_is_right_has_no_fault(write):
    other = write("Jam layanan")
    link = f'<a linktype="page" id="{other.pk}">jam layanan</a>'

    assert (
        faults(
            ("paragraph", f'<p>{link} <a href="https://contoh.id/">Peta di situs BPS</a></p>'),
            ("heading", "Syarat"),
            ("paragraph", '<p><a href="/berita/arsip/">arsip berita</a></p>'),
            ("paragraph", '<p><a href="/en/berita/jam-layanan/">in English</a></p>'),
            ("paragraph", '<p><a href="/pengumuman/">pengumuman kota</a></p>'),
        )
        == []
    )


def test_a_link_leads_to_nothing_that_is_withdrawn_or_gone(write):
    other = write("Jam layanan")
    withdrawn(other)
    file = Document.objects.create(title="Syarat", file="syarat.pdf")
    key = file.pk
    file.delete()

    found = faults(
        ("paragraph", f'<p><a linktype="page" id="{other.pk}">jam layanan</a></p>'),
        ("paragraph", f'<p><a linktype="document" id="{key}">berkas syarat</a></p>'),
        ("paragraph", '<p><a href="/berita/jam-layanan/">alamatnya</a></p>'),
        ("paragraph", '<p><a href="/lapor/">lapor</a></p>'),
    )

    assert [fault.partition(" menuju")[0] for fault in found] == [
        "Bagian 1 (Teks): Tautan “jam layanan”",
        "Bagian 2 (Teks): Tautan “berkas syarat”",
        "Bagian 3 (Teks): Tautan “alamatnya”",
        "Bagian 4 (Teks): Tautan “lapor”",
    ]


@with_pictures
@pytest.mark.parametrize("alt", ["", "IMG_2034.jpg", "foto 12", "gambar"])
def test_a_picture_says_what_is_to_be_seen(picture, alt):
    (fault,) = faults(("image", {"image": picture, "alt": alt, "caption": "", "credit": ""}))

    assert fault.startswith("Bagian 1 (Gambar): ")
    assert "engganti" in fault


def test_headings_do_not_leap(db):
    found = paragraph("<h2>Syarat</h2><h4>Berkas</h4><h3> </h3>")

    assert [fault.partition(": ")[2].partition(".")[0] for fault in found] == [
        "Tingkat subjudul melompat dari 2 ke 4",
        "Subjudul kosong",
    ]


def test_a_column_has_a_heading(db):
    table = {"columns": [{"type": "text", "heading": ""}], "rows": [], "caption": "Jumlah"}
    article = Article(title="Jumlah bibit", body=[])
    article.body = article.body.stream_block.to_python([{"type": "table", "value": table}])

    assert [str(fault) for fault in faults_of(article)] == [
        "Bagian 1 (Tabel): Kolom 1 belum punya judul. Tulis apa isinya."
    ]


POOR = ("paragraph", rich_text('<p>Daftar <a href="https://contoh.id/">di sini</a>.</p>'))


def test_a_draft_may_be_poor_and_its_form_says_what_is_missing(client, sign_in, city_news):
    sign_in(Role.PORTAL_EDITOR)

    add(client, article_form(city_news, body=[POOR]))

    draft = Article.objects.get()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert "tidak mengatakan ke mana" in page


def test_a_publication_may_not_and_the_form_says_where(client, sign_in, city_news):
    sign_in(Role.PORTAL_EDITOR)

    answer = add(client, article_form(city_news, body=[POOR], **PUBLISH))

    assert "Bagian 1 (Teks): Tautan" in answer.text
    assert not Article.objects.exists()


def test_nor_is_it_submitted(client, sign_in, city_news):
    sign_in(Role.PORTAL_EDITOR)

    answer = add(client, article_form(city_news, body=[POOR], **{"action-submit": "1"}))

    assert "Bagian 1 (Teks): Tautan" in answer.text


def test_no_other_way_publishes_it_either(client, write):
    article = write("Warga menanam pohon", live=False)
    article.body = [("paragraph", '<p><a href="https://contoh.id/">di sini</a></p>')]

    with pytest.raises(NotFit) as refused:
        article.save_revision().publish()

    assert "Bagian 1 (Teks)" in str(refused.value)
    assert client.get("/berita/warga-menanam-pohon/").status_code == 404


def test_looking_asks_the_same_number_of_times_for_one_link_and_for_many(
    write, django_assert_max_num_queries
):
    link = f'<a linktype="page" id="{write("Jam layanan").pk}">jam layanan</a>'
    article = Article(title="Banyak tautan", body=[("paragraph", f"<p>{link * 40}</p>")])

    with django_assert_max_num_queries(1):
        assert faults_of(article) == []
