"""What an article can hold, and that none of it weighs a phone down."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from cygos.information.pieces import pictures
from tests.information.conftest import with_pictures
from tests.information.test_news_pages import OF_AN_ARTICLE


@pytest.fixture
def body(picture):
    """One block of every kind, as the database holds them."""
    document = Document.objects.create(
        title="Rencana 2017", file=ContentFile(b"%PDF-1.4", name="rencana.pdf"), file_size=8
    )
    quote = {"text": "Kami menanam sendiri.", "source": "Slamet, warga"}
    shown = {
        "image": picture.pk,
        "alt": "Tiga orang",
        "caption": "Di tepi sungai",
        "credit": "Bagas",
    }
    table = {
        "caption": "Bibit",
        "columns": [{"type": "text", "heading": "Jenis"}, {"type": "number", "heading": "Jumlah"}],
        "rows": [{"values": ["Mahoni", 600]}, {"values": ["Trembesi", 400]}],
    }
    blocks = {
        "paragraph": "<p>Paragraf <b>tebal</b>.</p>",
        "heading": "Kemajuan",
        "quote": quote,
        "image": shown,
        "table": table,
        "file": {"document": document.pk, "title": ""},
    }
    return [{"type": kind, "value": value} for kind, value in blocks.items()]


@pytest.fixture
def page(client, write, body):
    article = write("Menanam pohon", body=json.dumps(body))
    return client.get(f"/berita/{article.slug}/").content.decode()


@with_pictures
def test_every_kind_of_block_is_shown(page):
    assert "<p>Paragraf <b>tebal</b>.</p>" in page
    assert "<h2>Kemajuan</h2>" in page
    assert "Kami menanam sendiri." in page
    assert "<footer>Slamet, warga</footer>" in page
    assert "<caption>Bibit</caption>" in page
    assert '<th scope="col" data-number>Jumlah</th>' in page
    assert "<td data-number>400</td>" in page
    assert "Rencana 2017" in page
    assert "(PDF, 8" in page


@with_pictures
def test_a_picture_has_words_credit_sizes_and_waits(page):
    (tag,) = re.findall(r"<img [^>]*pohon[^>]*>", page)
    assert 'alt="Tiga orang"' in tag
    assert 'loading="lazy"' in tag
    assert 'width="390"' in tag
    assert 'height="243"' in tag
    assert re.findall(r" (\d+)w", tag) == ["390", "585"]  # noise of 780 would weigh too much
    assert "Di tepi sungai" in page
    assert "Foto: Bagas" in page


@with_pictures
def test_even_noise_fits_into_sixty_kilobytes(picture):
    pictures.prepare([picture])
    sizes = list(picture.renditions.all())
    assert len(sizes) == len(pictures.WIDTHS)
    assert {size.file.name.rpartition(".")[2] for size in sizes} == {"webp"}
    assert all(size.file.size <= 60_000 for size in sizes)


@with_pictures
def test_more_pictures_need_no_more_queries(client, write, picture, django_assert_num_queries):
    one = {
        "type": "image",
        "value": {"image": picture.pk, "alt": "Pohon", "caption": "", "credit": ""},
    }
    single = write("Satu gambar", body=json.dumps([one]))
    many = write("Banyak gambar", body=json.dumps([one] * 5))
    client.get(f"/berita/{single.slug}/")

    for article in (single, many):
        # Those of an article without pictures, the pictures, and their sizes.
        with django_assert_num_queries(OF_AN_ARTICLE + 2):
            client.get(f"/berita/{article.slug}/")
