"""Papers, guides, questions, albums, profiles and landings: what each says to people and to machines."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cygos.information.albums.models import Album
from cygos.information.faq.models import Faq
from cygos.information.guides.models import Guide
from cygos.information.pages.blocks import Card
from cygos.information.pages.models import Landing, Profile
from cygos.information.papers.models import Paper, PaperList
from cygos.information.portal.models import HomePage
from cygos.kernel.people.roles import Role
from tests.information.conftest import with_pictures, withdrawn
from tests.information.kinds import address_to_add, linked_data, piece_form, publish
from tests.information.test_editors import sign_in

__all__ = ["sign_in"]
STEP = {
    "title": "Minta pengantar", "text": "<p>Datang ke RT.</p>", "needs": ["KTP-el"],
    "time": "1 hari", "cost": "Gratis",
}  # fmt: skip
ASKED = {
    "title": "KTP-el",
    "questions": [{"question": "Berapa biayanya?", "answer": "<p>Gratis.</p>"}],
}


@pytest.fixture
def file(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = ContentFile(b"%PDF-1.4 " * 300, "perwal.pdf")
    return Document.objects.create(title="Perwal", file=content, file_size=content.size)


def test_a_paper_is_a_page_first_and_says_what_its_file_is(client, portal, file):
    publish(
        Paper, "Jam layanan", kind="peraturan-wali-kota", number="12", year=2016, file=file,
        body=[("paragraph", "<p>Pasal 1.</p>")],
    )  # fmt: skip

    page = client.get("/dokumen/jam-layanan/").text

    assert (
        page.index("Pasal 1.") < page.index("Berkas aslinya") < page.index("Unduh PDF, 2,6\xa0KB")
    )
    law = linked_data(page)["Legislation"]
    assert law["legislationIdentifier"] == "12"
    assert law["encoding"]["encodingFormat"] == "application/pdf"


def test_a_paper_that_is_only_a_file_says_so(client, portal, file):
    publish(Paper, "Laporan", file=file)

    assert "baru ada sebagai berkas" in client.get("/dokumen/laporan/").text
    downloaded = client.get(file.url)
    assert b"".join(downloaded).startswith(b"%PDF")
    downloaded.close()


def test_papers_are_narrowed_down_by_kind_and_year_each_keeping_the_other(client, portal):
    publish(Paper, "Perda lama", kind="peraturan-daerah", year=2015)
    publish(Paper, "Laporan baru", kind="laporan", year=2016)

    both = client.get("/dokumen/jenis/laporan/tahun/2016/").text
    assert "Laporan baru</a></h2>" in both
    assert "Perda lama</a></h2>" not in both
    assert "/dokumen/tahun/2016/" in both
    assert "/dokumen/jenis/laporan/tahun/2015/" in both
    assert "Perda lama</a></h2>" in client.get("/dokumen/tahun/2015/").text
    assert "Belum ada yang diterbitkan" in client.get("/dokumen/jenis/laporan/tahun/2015/").text
    assert client.get("/dokumen/jenis/entah/").status_code == 404
    with pytest.raises(ValidationError, match="dipakai daftarnya"):
        publish(Paper, "Tahun", slug="2016")


def test_a_paper_with_nothing_to_read_is_not_published(client, portal, sign_in):
    sign_in(Role.PORTAL_EDITOR)
    form = piece_form("Laporan", body=(), kind="laporan", year="2016")

    answer = client.post(address_to_add(Paper, PaperList), form)

    assert "Belum ada yang dapat dibaca" in answer.text
    assert not Paper.objects.exists()


def test_a_guide_says_its_steps_in_order_with_what_one_needs(client, portal):
    publish(Guide, "Kartu keluarga", steps=[("step", STEP), ("step", {**STEP, "title": "Ambil"})])

    page = client.get("/panduan/kartu-keluarga/").text

    first, second = page.index('id="langkah-1"'), page.index('id="langkah-2"')
    assert first < page.index(">Minta pengantar</h2>") < second < page.index(">Ambil</h2>")
    assert "Siapkan dahulu" in page
    assert page.count("<li>KTP-el</li>") == 3  # once above, and at each step
    how = linked_data(page)["HowTo"]
    assert [step["name"] for step in how["step"]] == ["Minta pengantar", "Ambil"]
    assert how["step"][1]["url"].endswith("/panduan/kartu-keluarga/#langkah-2")
    assert how["supply"] == [{"@type": "HowToSupply", "name": "KTP-el"}]
    assert "Kartu keluarga" in client.get("/cari/?q=pengantar").text


def test_an_answer_keeps_its_address_when_its_question_is_worded_anew(client, portal):
    faq = publish(Faq, "Kependudukan", groups=[("group", ASKED)])
    (_, ((anchor, question),)) = faq.asked()[0]

    question["question"] = "Apakah KTP-el gratis?"
    faq.change_note = "Pertanyaannya ditulis lebih jelas."
    faq.save_revision().publish()
    page = client.get("/pertanyaan/kependudukan/").text

    assert f'href="#{anchor}">Apakah KTP-el gratis?' in page
    assert f'<section id="{anchor}"' in page
    (said,) = linked_data(page)["FAQPage"]["mainEntity"]
    assert said["name"] == "Apakah KTP-el gratis?"
    assert said["acceptedAnswer"]["text"] == "Gratis."
    assert said["acceptedAnswer"]["url"].endswith(f"/pertanyaan/kependudukan/#{anchor}")


@with_pictures
def test_an_album_shows_its_pictures_small_lazy_and_in_words(
    client, portal, settings, tmp_path, django_assert_max_num_queries
):
    settings.MEDIA_ROOT = tmp_path
    for number in range(3):
        photos = [("image", _photo(f"Bukit {number}.{each}")) for each in range(4)]
        publish(Album, f"Album {number}", photos=photos)

    page = client.get("/galeri/album-1/").text
    assert 'alt="Bukit 1.3"' in page
    assert page.count('loading="lazy"') == 4
    assert page.count("Foto: Humas") == 4
    assert "07-12-2016" in page
    assert len(linked_data(page)["ImageGallery"]["associatedMedia"]) == 4
    client.get("/galeri/")
    with django_assert_max_num_queries(14):
        listed = client.get("/galeri/").text
    assert listed.count('loading="lazy"') == 3


def test_a_picture_without_words_is_refused():
    block = Album._meta.get_field("photos").stream_block.child_blocks["image"]
    assert block.child_blocks["alt"].required


def test_a_profile_lists_its_sections(client, portal):
    body = [("heading", "Pelabuhan"), ("paragraph", "<p>Dahulu.</p>"), ("heading", "Kini")]
    publish(Profile, "Sejarah", body=body)

    page = client.get("/profil/sejarah/").text

    (first, _), (second, _) = Profile.objects.get().sections()
    assert f'<a href="#{first}">Pelabuhan</a>' in page
    assert f'<h2 id="{second}">Kini</h2>' in page
    assert "AboutPage" in linked_data(page)


def test_a_landing_leads_only_where_readers_can_go(client, portal):
    guide = publish(Guide, "Kartu keluarga")
    publish(Landing, "Warga baru", notice_text="Loket pindah.", cards=[
        ("card", {"title": "Kartu", "text": "", "page": guide, "address": ""}),
        ("card", {"title": "Berita", "text": "", "page": None, "address": "/berita/"}),
    ])  # fmt: skip

    page = client.get("/warga-baru/").text
    assert 'href="/panduan/kartu-keluarga/">Kartu</a>' in page
    assert "Loket pindah." in page

    withdrawn(guide)
    page = client.get("/warga-baru/").text
    assert ">Kartu</a>" not in page
    assert ">Berita</a>" in page


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/tidak-ada/", "tidak ada halaman terbuka"), ("/lapor/", "tidak ada halaman terbuka"),
        ("http://contoh.test/", "Tulis alamat"), ("javascript:alert(1)", "Tulis alamat"),
        ("", "Pilih satu tujuan"),
    ],
)  # fmt: skip
def test_a_card_that_leads_nowhere_is_refused(portal, address, why):
    card = Card()
    value = card.to_python({"title": "Ke mana", "text": "", "page": None, "address": address})

    with pytest.raises(ValidationError) as refused:
        card.clean(value)
    said = [str(each) for error in refused.value.block_errors.values() for each in error.messages]
    assert why in " ".join(said)


def test_a_landing_cannot_take_the_address_of_a_room(portal):
    with pytest.raises(ValidationError, match="sudah dijanjikan"):
        publish(Landing, "Lapor", slug="lapor")


def test_every_list_is_there_in_every_city(client, portal):
    for address in ("dokumen", "panduan", "pertanyaan", "galeri", "profil"):
        assert client.get(f"/{address}/").status_code == 200
        assert client.get(f"/en/{address}/").status_code == 200
    assert HomePage.objects.get().get_children().count() == 8


def _photo(alt):
    content = BytesIO()
    Drawing.new("RGB", (900, 600), "green").save(content, "PNG")
    picture = Image.objects.create(title=alt, file=ImageFile(content, "bukit.png"))
    return {"image": picture, "alt": alt, "caption": "", "credit": "Humas", "taken_on": date(2016, 12, 7)}  # fmt: skip
