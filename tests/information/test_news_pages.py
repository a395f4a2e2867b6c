"""The news on screen: the front page, the lists, the article, in both languages."""

from datetime import datetime

import pytest

from cygos.information.news.models import Category
from cygos.information.notices.models import Notice
from tests.information.conftest import WIB

# Queries of a page, the frame's (city, navigation, site) among them.
OF_THE_HOME_PAGE, OF_A_LIST, OF_AN_ARTICLE = 15, 14, 19


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_an_empty_city_says_so_in_words(client, portal):
    assert "Belum ada berita. Berita pertama akan tampil di sini." in read(client, "/")
    assert "Belum ada berita di sini." in read(client, "/berita/")


def test_the_front_page_shows_notices_and_the_latest_news(client, write):
    write("Posko banjir siaga")
    Notice.objects.announce("Pelayanan tutup pada 12 Desember")

    page = read(client, "/")

    assert "Posko banjir siaga" in page
    assert "Pelayanan tutup pada 12 Desember" in page


def test_an_article_says_when_by_whom_and_how_often_it_was_seen(client, write):
    write("Rakor hari ini", view_count=1234)

    page = read(client, "/berita/rakor-hari-ini/")

    assert '<time datetime="2016-12-07T14:24+07:00">07-12-2016 14:24 WIB</time>' in page
    assert "Rabu, 7 Desember 2016, pukul 14.24 WIB" in page
    assert "oleh Tanya Jawab" in page
    assert "Dilihat: 1.234 kali" in page
    assert "Rakor digelar di lantai 8." in page


def test_an_article_whose_hour_is_not_known_says_so(client, write):
    day = datetime(2019, 11, 4, tzinfo=WIB)
    write("Ruang terbuka", published_at=day, is_time_known=False)

    page = read(client, "/berita/ruang-terbuka/")

    assert '<time datetime="2019-11-04">04-11-2019</time>' in page
    assert "Senin, 4 November 2019</time>; jam terbitnya tidak diketahui" in page
    assert "00:00" not in page
    assert "00.00" not in page


def test_the_list_can_be_read_by_category(client, write):
    health = Category.objects.create(slug="kesehatan", name="Kesehatan")
    write("Imunisasi di puskesmas", category=health)
    write("Jalan diperbaiki")

    page = read(client, "/berita/kategori/kesehatan/")

    assert "Imunisasi di puskesmas" in page
    assert "Jalan diperbaiki" not in page


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("/berita/2016/", "Akhir tahun", "Awal tahun"),
        ("/berita/2017/", "Awal tahun", "Akhir tahun"),
        ("/berita/2016/12/", "Akhir tahun", "Awal tahun"),
        ("/berita/2017/01/", "Awal tahun", "Akhir tahun"),
    ],
)
def test_a_month_and_a_year_end_at_midnight_wib(client, write, address, shown, hidden):
    write("Akhir tahun", published_at=datetime(2016, 12, 31, 23, 59, tzinfo=WIB))
    write("Awal tahun", published_at=datetime(2017, 1, 1, 0, 1, tzinfo=WIB))

    page = read(client, address)

    assert shown in page
    assert hidden not in page


def test_a_month_without_news_says_so(client, write):
    write()
    page = read(client, "/berita/2016/02/")
    assert "Berita Februari 2016" in page
    assert "Belum ada berita di sini." in page


def test_the_list_comes_in_sheets_newest_first(client, write):
    for number in range(1, 22):
        write(f"Berita nomor {number:02}", published_at=datetime(2016, 12, number, tzinfo=WIB))

    first, second = read(client, "/berita/"), read(client, "/berita/?halaman=2")

    assert first.index("Berita nomor 21") < first.index("Berita nomor 20")
    assert "Berita nomor 01" not in first
    assert 'href="?halaman=2" rel="next"' in first
    assert "Berita nomor 01" in second


@pytest.mark.parametrize(
    "address",
    [
        "/berita/?halaman=0",
        "/berita/?halaman=99",
        "/berita/?halaman=abc",
        "/berita/kategori/tidak-ada/",
        "/berita/0000/",
        "/berita/9999/",
        "/berita/2016/13/",
        "/berita/2016/00/",
    ],
)
def test_what_is_not_there_is_refused_in_words(client, portal, address):
    assert "tidak ditemukan" in read(client, address, status=404)


def test_english_readers_get_english_around_the_article(client, write):
    write("Rakor hari ini", view_count=1234)

    page = read(client, "/en/berita/rakor-hari-ini/")

    assert "Wednesday, 7 December 2016, 14:24 WIB" in page
    assert "by Tanya Jawab" in page
    assert "Viewed: 1,234 times" in page
    assert 'href="/en/berita/kategori/berita-kota/">City news<' in page
    assert '<div class="prose" lang="id">' in page
    assert "City news" in read(client, "/en/berita/")
    assert "Latest news" in read(client, "/en/")


def test_a_teaser_is_the_lead_or_how_the_text_begins(write):
    with_lead = write("Satu", lead="Kota membuka posko.")
    long = write("Dua", body=[("paragraph", "<p>" + "kata " * 50 + "</p><p>tidak ini</p>")])
    assert with_lead.teaser == "Kota membuka posko."
    assert long.teaser == "kata " * 29 + "kata…"
    assert write("Tiga", body=[("paragraph", "<p>&amp; ini</p>")]).teaser == "& ini"
    assert write("Empat", body=[]).teaser == ""


@pytest.mark.parametrize(
    ("address", "count"),
    [("/", OF_THE_HOME_PAGE), ("/berita/", OF_A_LIST), ("/berita/2016/12/", OF_A_LIST)],
)
def test_more_news_needs_no_more_queries(client, write, django_assert_num_queries, address, count):
    write("Yang pertama")
    read(client, address)  # whatever is only asked once in the life of a process
    with django_assert_num_queries(count):
        read(client, address)
    for number in range(8):
        write(f"Berita {number}")
        Notice.objects.announce(f"Pengumuman {number}")
        Category.objects.create(slug=f"kategori-{number}", name=f"Kategori {number}")

    with django_assert_num_queries(count):
        read(client, address)


def test_an_article_needs_as_many_queries_as_ever(client, write, django_assert_num_queries):
    article = write("Rakor hari ini")
    read(client, f"/berita/{article.slug}/")
    article.topics.add("rakor", "perempuan", "anak")
    article.save()
    with django_assert_num_queries(OF_AN_ARTICLE):
        read(client, f"/berita/{article.slug}/")
