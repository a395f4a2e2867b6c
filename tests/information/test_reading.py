"""What stands around an article: cite, share, read on; and the lists that lead to it."""

import hashlib
import json
import re
from datetime import datetime
from io import BytesIO

import pytest
from django.utils.translation import override
from PIL import Image

from cygos.information.news import citing
from cygos.information.news.models import Article, NewsIndex, Topic
from cygos.information.pieces import wording
from cygos.kernel.city.models import City
from tests.information.conftest import WIB, with_pictures, withdrawn

OF_THE_ARCHIVE, OF_THE_TOPICS = 11, 11


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def data(page):
    """The linked data of a page, by kind."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return {facts["@type"]: facts for facts in map(json.loads, found)}


def about(article, *topics):
    article.topics.add(*topics)
    article.save()
    return article


def test_whoever_cites_an_article_can_check_its_fingerprint(client, write):
    write("Rakor hari ini", lead="Tujuh rekomendasi.")

    page = read(client, "/berita/rakor-hari-ini/")
    text = client.get("/berita/rakor-hari-ini/teks/")

    (printed,) = set(re.findall(r"<code>([0-9a-f]{64})</code>", page))
    assert hashlib.sha256(text.content).hexdigest() == printed
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert text.content.decode() == (
        "Rakor hari ini\n\n2016-12-07T14:24+07:00 | Berita Kota | Tanya Jawab\n\n"
        "Tujuh rekomendasi.\n\nRakor digelar di lantai 8.\n"
    )


def test_another_word_is_another_fingerprint_another_reader_is_not(write):
    article = write("Rakor hari ini")
    before = citing.fingerprint(citing.text_of(article))
    article.view_count += 1
    assert citing.fingerprint(citing.text_of(article)) == before
    article.body = [("paragraph", "<p>Rakor digelar di lantai 7.</p>")]
    assert citing.fingerprint(citing.text_of(article)) != before


def test_every_kind_of_block_has_its_words(write):
    table = {
        "columns": [{"type": "text", "heading": "Tugas"}, {"type": "number", "heading": "Jumlah"}],
        "rows": [{"values": ["Posko", 16]}], "caption": "Rekomendasi",
    }  # fmt: skip
    body = [
        {"type": "heading", "value": "Hasil"},
        {"type": "paragraph", "value": "<p>Satu &amp; dua</p><ul><li>tiga</li></ul>"},
        {"type": "quote", "value": {"text": "Setiap janji punya tenggat.", "source": "Ketua"}},
        {"type": "table", "value": table},
    ]
    words = "Hasil/Satu & dua/tiga/Setiap janji punya tenggat. – Ketua/Rekomendasi/Tugas | Jumlah/Posko | 16"
    assert list(wording.paragraphs(body)) == words.split("/")


def test_a_draft_has_no_text_to_cite(client, write):
    article = write("Belum boleh dibaca")
    withdrawn(article)
    assert "Belum boleh" not in read(client, "/berita/belum-boleh-dibaca/teks/", status=404)


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (150, 1), (400, 3), (2000, 11)])
def test_the_time_it_takes_to_read(client, write, words, minutes):
    write("Rakor", body=[("paragraph", f"<p>{'kata ' * words}</p>")])
    assert f"{minutes} menit baca" in read(client, "/berita/rakor/")


def test_sharing_is_a_plain_link_with_the_one_address(client, write):
    write("Rakor & warga")
    page = read(client, "/berita/rakor-warga/")
    assert (
        "https://wa.me/?text=Rakor%20%26%20warga%20http%3A%2F%2Ftestserver%2Fberita%2Frakor-warga%2F"
        in page
    )
    assert "<script src" in page  # and none of it is anybody else's
    assert not re.findall(r'<script[^>]+src="(?:https?:)?//', page)


def test_one_reads_on_to_the_one_before_and_the_one_after(client, write):
    for day in (5, 6, 7):
        write(f"Hari {day}", published_at=datetime(2016, 12, day, tzinfo=WIB))
    twin = write("Hari 6 juga", published_at=datetime(2016, 12, 6, tzinfo=WIB))

    page = read(client, "/berita/hari-6/")
    assert 'rel="prev" href="/berita/hari-5/"' in page
    assert 'rel="next" href="/berita/hari-6-juga/"' in page
    assert Article.objects.beside(twin)["before"].title == "Hari 6"
    assert 'rel="prev"' not in read(client, "/berita/hari-5/")
    assert 'rel="next"' not in read(client, "/berita/hari-7/")


def test_related_is_what_shares_topics_then_what_shares_words(client, write):
    about(write("Jambore kader posyandu"), "anak", "keluarga", "kader")
    about(write("Rapat perlindungan perempuan"), "anak")
    write("Perlindungan perempuan di pasar")
    write("Perbaikan saluran air")
    about(write("Perlindungan perempuan dan keluarga"), "anak", "keluarga", "kader")

    page = read(client, "/berita/perlindungan-perempuan-dan-keluarga/")
    related = page[page.index("Berita terkait") :]

    assert re.findall(r'<h3[^>]*><a href="/berita/([^"]+)/">', related) == [
        "jambore-kader-posyandu", "rapat-perlindungan-perempuan", "perlindungan-perempuan-di-pasar",
    ]  # fmt: skip


def test_without_topics_two_words_in_common_are_enough(client, write):
    write("Perbaikan saluran air di Tembalang")
    write("Perbaikan jalan")
    write("Perbaikan saluran dimulai")
    page = read(client, "/berita/perbaikan-saluran-dimulai/")
    related = page[page.index("Berita terkait") :]
    assert re.findall(r'<h3[^>]*><a href="/berita/([^"]+)/">', related) == [
        "perbaikan-saluran-air-di-tembalang"
    ]


def test_an_article_like_no_other_shows_nothing_related(client, write):
    write("Perbaikan saluran air")
    write("Jambore kader posyandu")
    assert "Berita terkait" not in read(client, "/berita/perbaikan-saluran-air/")


def test_a_topic_has_a_page_in_both_languages(client, write):
    about(write("Rakor hari ini"), "perlindungan anak")
    write("Jalan diperbaiki")
    Topic.objects.filter(slug="perlindungan-anak").update(name_en="child protection")

    page = read(client, "/berita/topik/perlindungan-anak/")
    assert "Rakor hari ini" in page
    assert "Jalan diperbaiki" not in page
    assert '<h1 class="ds-heading">child protection</h1>' in read(
        client, "/en/berita/topik/perlindungan-anak/"
    )
    assert "perlindungan anak (1)" in read(client, "/berita/topik/")
    assert 'href="/en/berita/topik/perlindungan-anak/"' in read(
        client, "/en/berita/rakor-hari-ini/"
    )
    assert "tidak ditemukan" in read(client, "/berita/topik/tidak-ada/", status=404)


def test_a_topic_that_nobody_has_translated_keeps_its_name(db):
    topic = Topic.objects.create(name="gotong royong", slug="gotong-royong")
    with override("en"):
        assert (topic.label, topic.is_translated) == ("gotong royong", False)


def test_a_topic_of_drafts_only_is_not_listed(client, write):
    withdrawn(about(write("Rakor hari ini"), "rahasia"))
    assert "rahasia" not in read(client, "/berita/topik/")
    assert "Belum ada topik." in read(client, "/berita/topik/")


def test_the_archive_counts_every_month_in_wib(client, write):
    write("Akhir tahun", published_at=datetime(2016, 12, 31, 23, 59, tzinfo=WIB))
    write("Awal tahun", published_at=datetime(2017, 1, 1, 0, 1, tzinfo=WIB))
    write("Awal tahun lagi", published_at=datetime(2017, 1, 2, tzinfo=WIB))

    page = read(client, "/berita/arsip/")

    assert page.index('href="/berita/2017/"') < page.index('href="/berita/2016/"')
    assert '<a href="/berita/2017/01/">Januari</a> <span class="subtle">2</span>' in page
    assert '<a href="/berita/2016/12/">Desember</a> <span class="subtle">1</span>' in page


@pytest.mark.parametrize(
    ("address", "count"), [("/berita/arsip/", OF_THE_ARCHIVE), ("/berita/topik/", OF_THE_TOPICS)]
)
def test_more_of_it_needs_no_more_queries(client, write, django_assert_num_queries, address, count):
    about(write("Yang pertama"), "satu")
    read(client, address)
    with django_assert_num_queries(count):
        read(client, address)
    for month in range(1, 11):
        when = datetime(2015, month, 1, tzinfo=WIB)
        about(write(f"Berita {month}", published_at=when), f"topik {month}", "satu")
    with django_assert_num_queries(count):
        read(client, address)


def test_machines_read_what_the_article_is(client, write):
    about(write('Rakor </script> "hari" ini', lead="Tujuh rekomendasi."), "anak")

    found = data(read(client, "/berita/rakor-script-hari-ini/"))

    facts = found["NewsArticle"]
    assert facts["headline"] == 'Rakor </script> "hari" ini'
    assert facts["datePublished"] == "2016-12-07T14:24+07:00"
    assert facts["mainEntityOfPage"] == "http://testserver/berita/rakor-script-hari-ini/"
    assert facts["publisher"]["name"] == "Pemerintah Kota Contoh"
    assert facts["keywords"] == ["anak"]
    way = [(step["name"], step["item"]) for step in found["BreadcrumbList"]["itemListElement"]]
    assert way == [
        ("Beranda", "http://testserver/"), ("Berita Kota", "http://testserver/berita/"),
    ]  # fmt: skip


def test_an_address_handed_on_brings_the_citys_card_along(client, write):
    write("Rakor hari ini")
    page = read(client, "/berita/rakor-hari-ini/")
    (address,) = re.findall(r'og:image" content="http://testserver(/tema/[^"]+)"', page)
    assert data(page)["NewsArticle"]["image"] == [f"http://testserver{address}"]

    card = client.get(address)

    assert Image.open(BytesIO(card.content)).size == (1200, 630)
    assert len(card.content) < 60_000
    assert "immutable" in card.headers["Cache-Control"]
    City.objects.update(name="Kota Lain")
    assert client.get(address).status_code == 404


@with_pictures
def test_or_the_articles_own_picture(client, write, picture):
    shown = {"image": picture, "alt": "Pohon di tepi sungai", "caption": "", "credit": ""}
    write("Rakor hari ini", body=[("image", shown)])
    page = read(client, "/berita/rakor-hari-ini/")
    (image,) = data(page)["NewsArticle"]["image"]
    assert image.endswith(".webp")
    assert f'og:image" content="{image}"' in page
    assert 'og:image:alt" content="Pohon di tepi sungai"' in page


def test_a_page_has_one_address_and_one_in_each_language(client, write, settings):
    write("Rakor hari ini")
    settings.IS_DEMO, settings.DOMAIN = False, "contoh.example"

    page = read(client, "/en/berita/rakor-hari-ini/?utm=x&halaman=1")

    at = "https://contoh.example"
    assert f'<link rel="canonical" href="{at}/en/berita/rakor-hari-ini/">' in page
    assert f'hreflang="id" href="{at}/berita/rakor-hari-ini/"' in page
    assert f'hreflang="en" href="{at}/en/berita/rakor-hari-ini/"' in page
    assert f'hreflang="x-default" href="{at}/berita/rakor-hari-ini/"' in page
    assert '<meta property="og:type" content="article">' in page
    assert '<meta property="og:title" content="Rakor hari ini">' in page


def test_the_second_sheet_of_a_list_is_another_page(client, write):
    for number in range(21):
        write(f"Berita {number}")
    assert 'rel="canonical" href="http://testserver/berita/?halaman=2"' in read(
        client, "/berita/?halaman=2&x=1"
    )


def test_what_is_not_there_and_what_is_the_offices_is_not_to_be_found(client, portal):
    for address, status in (("/tidak-ada/", 404), ("/akun/masuk/", 200)):
        assert "canonical" not in read(client, address, status=status)


def test_the_addresses_of_lists_are_not_an_articles(portal, city_news):
    index = NewsIndex.objects.get()
    for slug in ("arsip", "topik"):
        article = Article(title="Arsip", slug=slug, category=city_news, byline="Humas")
        article.published_at = datetime(2016, 12, 7, tzinfo=WIB)
        with pytest.raises(Exception, match="dipakai daftarnya sendiri"):
            index.add_child(instance=article)
