"""A WordPress site comes in: once, whole, at its own hour, with its pictures, and its old addresses lead on."""

import csv
import json
from datetime import datetime

import pytest
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cygos.config import commands, connection, terminal
from cygos.information.news.importing import Outcome
from cygos.information.news.models import Article, Category
from cygos.information.redirects.models import FormerNumber
from cygos.information.wordpress.media import Media
from cygos.information.wordpress.taking import Rehearsal, Run
from cygos.information.wordpress.wxr import NotAnExport
from cygos.kernel.acts.models import Act
from tests.information.conftest import THAT_WEDNESDAY, WIB, with_pictures
from tests.information.wxr import SITE, TEXT, export, meta, picture, post

pytestmark = pytest.mark.django_db
SAID = (
    "<p>Warga menanam pohon di <b>tepi sungai</b>.</p>"
    "<p>Lurah mengajak semua ikut.<br/>Baris kedua paragraf yang sama.</p>"
)


@pytest.fixture
def take(portal, tmp_path):
    """Import these items: take(post(), post(8)); what became of each."""

    def all_of(*items, kind=Run, **options):
        file = tmp_path / "ekspor.xml"
        file.write_text(export(*items), encoding="utf-8")
        run = kind(file, media=options.pop("media", Media(None)), at=THAT_WEDNESDAY, **options)
        return [run.take(entry) for entry in run.entries()]

    return all_of


@pytest.fixture
def uploads(tmp_path, settings):
    """A folder as the old server had it: a photo, a document, and a text that calls itself a photo."""
    settings.MEDIA_ROOT = tmp_path / "media"
    month = tmp_path / "uploads/2015/03"
    month.mkdir(parents=True)
    Drawing.effect_noise((800, 500), 60).convert("RGB").save(month / "pohon.jpg")
    (month / "aturan.pdf").write_bytes(b"%PDF-1.4 contoh")
    (month / "bukan.jpg").write_text("<script>alert(1)</script>")
    return Media(tmp_path / "uploads")


def told(taken):
    return taken.notes.told(str)


def body_of(article):
    return [(block["type"], block["value"]) for block in article.body.raw_data]


def test_a_post_becomes_an_article(take):
    (taken,) = take(post(terms=(("category", "Lingkungan"), ("post_tag", "Sungai"))))

    article = Article.objects.get()
    assert (taken.outcome, taken.address) == (Outcome.NEW, "/berita/pos-7/")
    assert article.title == "Warga Menanam Pohon"
    assert article.byline == "Humas & Protokol"
    assert article.category.name == "Lingkungan"
    assert [topic.name for topic in article.topics.all()] == ["Sungai"]
    assert article.published_at == datetime(2015, 3, 9, 10, 15, tzinfo=WIB)
    assert article.live
    assert body_of(article) == [
        ("paragraph", SAID),
    ]
    assert Act.objects.filter(verb="article.imported").count() == 1
    assert article.first_published_at == article.published_at


def test_the_same_export_twice_changes_nothing(take):
    take(post(), post(8))
    before = list(Article.objects.order_by("pk").values())

    again = take(post(), post(8))

    assert [taken.outcome for taken in again] == [Outcome.UNCHANGED] * 2
    assert list(Article.objects.order_by("pk").values()) == before


def test_an_import_that_broke_off_goes_on_where_it_stopped(take):
    take(post())

    both = take(post(), post(8))

    assert [taken.outcome for taken in both] == [Outcome.UNCHANGED, Outcome.NEW]
    assert Article.objects.count() == 2


def test_a_newer_export_brings_up_to_date_what_nobody_touched(take):
    take(post())

    (taken,) = take(post(text="Berubah."))

    assert taken.outcome is Outcome.UPDATED
    assert body_of(Article.objects.get()) == [("paragraph", "<p>Berubah.</p>")]


def test_what_was_edited_here_is_kept(take):
    take(post())
    article = Article.objects.get()
    article.lead, article.change_note = "Ditambahkan.", "Ditambah terasnya."
    article.save_revision().publish()

    (taken,) = take(post(text="Berubah."))

    assert taken.reason.code == "edited-since"
    assert Article.objects.get().lead == "Ditambahkan."


@pytest.mark.parametrize("name", ["p", "page_id"])
def test_old_addresses_lead_on(take, client, name):
    take(post())

    for old in (f"/?{name}=7", "/2015/03/pos-7/", "/2015/03/pos-7"):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, "/berita/pos-7/")


@pytest.mark.parametrize("query", ["p=999", "p=abc", "p=0", "p=", "halaman=7", "p=" + "9" * 30])
def test_the_front_page_stays_where_no_number_is_known(take, client, query):
    take(post())

    assert client.get(f"/?{query}").status_code == 200


def test_a_number_follows_its_article_to_a_new_address(take, client):
    take(post())
    article = Article.objects.get()
    article.slug, article.change_note = "nama-baru", "Alamatnya diperpendek."
    article.save_revision().publish()

    assert client.get("/?p=7").headers["Location"] == "/berita/nama-baru/"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"status": "draft", "gmt": "0000-00-00 00:00:00"}, "draft"),
        ({"status": "pending"}, "pending"),
        ({"status": "future", "at": "2030-01-01 07:00:00", "gmt": "2030-01-01 00:00:00"}, "future"),
        ({"status": "private"}, "private"),
        ({"password": "rahasia"}, "kata sandi"),
    ],
)
def test_what_was_not_public_there_is_not_public_here(take, client, facts, said):
    (taken,) = take(post(**facts))

    article = Article.objects.get()
    assert taken.is_draft
    assert not article.live
    assert any(said in note for note in told(taken))
    assert client.get("/berita/pos-7/").status_code == 404
    assert client.get("/?p=7").status_code == 200  # the front page: the number leads nowhere
    assert article.latest_revision.as_object().title == "Warga Menanam Pohon"


def test_a_draft_that_was_published_there_meanwhile_is_published_here(take):
    take(post(status="draft"))

    (taken,) = take(post())

    assert taken.outcome is Outcome.UPDATED
    assert Article.objects.get().live


def test_a_draft_somebody_works_on_is_kept(take):
    take(post(status="draft"))
    Article.objects.get().save_revision()

    assert take(post())[0].reason.code == "edited-since"


@pytest.mark.parametrize("status", ["trash", "auto-draft", "inherit"])
def test_what_lay_in_the_bin_stays_there(take, status):
    (taken,) = take(post(status=status))

    assert taken.outcome is None
    assert not Article.objects.exists()


def test_what_has_neither_title_nor_text_is_left_out(take):
    (taken,) = take(post(title="", text=" "))

    assert told(taken) == ["tidak ada judul dan isinya"]


def test_a_page_becomes_an_article_of_its_own_category_and_says_so(take):
    (taken,) = take(post(kind="page", terms=()))

    assert Article.objects.get().category.name == "Halaman"
    assert any("halaman statis" in note for note in told(taken))


def test_other_kinds_are_counted_and_left(portal, tmp_path):
    file = tmp_path / "ekspor.xml"
    file.write_text(export(post(), post(8, kind="nav_menu_item"), post(9, kind="revision")))

    run = Run(file, media=Media(None), at=THAT_WEDNESDAY)

    assert run.beside == {"nav_menu_item": 1, "revision": 1}
    assert run.total == len(list(run.entries())) == 1


def test_the_first_category_that_says_something_is_taken(take, city_news):
    terms = [("category", name) for name in ("Uncategorized", "BERITA KOTA", "Ekonomi &amp; IKM")]
    (taken,) = take(post(terms=terms))

    article = Article.objects.get()
    assert article.category == city_news
    assert [topic.name for topic in article.topics.all()] == ["Ekonomi & IKM"]
    assert "kategori lain menjadi topik: Ekonomi & IKM" in told(taken)


def test_the_operator_may_say_the_category(take, city_news):
    take(post(), category=city_news)

    article = Article.objects.get()
    assert article.category == city_news
    assert [topic.name for topic in article.topics.all()] == ["Lingkungan"]
    assert Category.objects.count() == 1


def test_comments_are_not_taken_and_that_is_said(take):
    (taken,) = take(post(comments=3))

    assert "3 komentar tidak diimpor" in told(taken)
    assert "Bagus" not in str(body_of(Article.objects.get()))


def test_an_hour_without_its_zone_is_in_the_zone_of_the_site(take):
    jayapura = {"at": "2015-03-09 12:15:00", "gmt": "2015-03-09 03:15:00"}
    take(post(**jayapura), post(8, at="2015-03-09 12:15:00", gmt="0000-00-00 00:00:00"))

    first, second = Article.objects.order_by("pk")
    assert first.published_at == second.published_at == datetime(2015, 3, 9, 10, 15, tzinfo=WIB)


@with_pictures
def test_pictures_come_in_where_their_files_are(take, uploads):
    text = (
        f'Sebelum.\n\n[caption id="a" width="300"]<a href="{SITE}/x"><img class="wp-image-9 size-medium" '
        f'src="{SITE}/wp-content/uploads/2015/03/pohon-300x200.jpg" alt="Warga menanam" /></a> '
        f"Penanaman di tepi sungai[/caption]\n\nSesudah."
    )
    (taken,) = take(post(text=text), picture(9, "2015/03/pohon.jpg"), media=uploads)

    image = Image.objects.get()
    kinds = body_of(Article.objects.get())
    assert [kind for kind, _value in kinds] == ["paragraph", "image", "paragraph"]
    assert kinds[1][1]["image"] == image.pk
    assert (kinds[1][1]["alt"], kinds[1][1]["caption"]) == (
        "Warga menanam",
        "Penanaman di tepi sungai",
    )
    assert (image.width, image.height) == (800, 500)
    assert not told(taken)
    take(post(text=text), picture(9, "2015/03/pohon.jpg"), media=uploads)
    assert Image.objects.count() == 1


@with_pictures
def test_a_gallery_and_the_picture_of_the_post_come_in(take, uploads):
    items = (picture(9, "2015/03/pohon.jpg", title="Pohon baru"), picture(10, "2015/03/hilang.jpg"))
    (taken,) = take(
        post(text='[gallery ids="9,10"]', more=meta("_thumbnail_id", "9")), *items, media=uploads
    )

    blocks = body_of(Article.objects.get())
    assert [kind for kind, _value in blocks] == ["image", "image"]
    assert blocks[0][1]["alt"] == "Pohon baru"
    assert "gambar tidak ada di folder media: hilang.jpg" in told(taken)
    assert any("teks pengganti" in note for note in told(taken))


def test_what_only_calls_itself_a_picture_stays_out(take, uploads):
    text = f'<img src="{SITE}/wp-content/uploads/2015/03/bukan.jpg" />Teks.'
    (taken,) = take(post(text=text), media=uploads)

    assert not Image.objects.exists()
    assert "gambar tidak ada di folder media: bukan.jpg" in told(taken)


def test_no_name_leads_out_of_the_folder(uploads, tmp_path):
    (tmp_path / "rahasia.pdf").write_bytes(b"%PDF-1.4")

    for name in ("../rahasia.pdf", "2015/../../rahasia.pdf", "%2e%2e/rahasia.pdf"):
        assert uploads.where(f"{SITE}/wp-content/uploads/{name}") is None


def test_a_link_to_a_document_leads_to_ours(take, uploads):
    text = f'Lihat <a href="{SITE}/wp-content/uploads/2015/03/aturan.pdf">aturannya</a>.'
    take(post(text=text), media=uploads)

    document = Document.objects.get()
    ((_kind, value),) = body_of(Article.objects.get())
    assert f'<a linktype="document" id="{document.pk}">aturannya</a>' in value


def test_a_rehearsal_keeps_nothing(take, uploads):
    (taken,) = take(post(), kind=Rehearsal)

    assert taken.outcome is Outcome.NEW
    assert not Article.objects.exists()
    assert not FormerNumber.objects.exists()
    assert not Category.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "bukan xml",
        "<rss><channel><item></item></channel></rss>",
        export(post())[:1500],
        '<!DOCTYPE a [<!ENTITY b "c">]><rss><channel>&b;</channel></rss>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><rss><channel>&b;</channel></rss>',
    ],
)
def test_what_is_no_whole_export_is_refused(portal, tmp_path, text):
    file = tmp_path / "ekspor.xml"
    file.write_text(text)

    with pytest.raises(NotAnExport):
        Run(file, media=Media(None), at=THAT_WEDNESDAY)


def test_signs_that_xml_may_not_hold_are_no_obstacle(take):
    take(post(text=f"Satu\x0b dua\x00 tiga. {TEXT}"))

    assert "Satu dua tiga." in body_of(Article.objects.get())[0][1]


@pytest.fixture
def command(portal, capsys, monkeypatch):
    """Run `cygos import wordpress …`: the exit code, what was said, and the warnings."""
    monkeypatch.setattr(terminal.manner, "as_json", terminal.manner.as_json)
    monkeypatch.setattr(connection, "release", lambda: None)  # it is the test's connection

    def one(*words):
        code = commands.run(["import", "wordpress", *map(str, words), "--lang", "id"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return one


def test_the_command_says_how_it_went_and_reports_each(command, tmp_path):
    file = tmp_path / "ekspor.xml"
    file.write_text(export(post(title="=1+1"), post(8, status="trash"), post(9, kind="revision")))

    code, said, _warned = command(file, "--json")

    told = json.loads(said)
    assert (code, told["new"], told["left_out"], told["beside"]) == (0, 1, 1, {"revision": 1})
    with (tmp_path / "ekspor.xml.laporan.csv").open(encoding="utf-8-sig", newline="") as lines:
        head, first, second = csv.reader(lines)
    assert head[:3] == ["nomor", "jenis", "hasil"]
    assert first[:5] == ["7", "post", "baru", "'=1+1", "/berita/pos-7/"]
    assert second[2] == "dilewati"


def test_what_cannot_be_is_a_sentence_and_a_code(command, tmp_path):
    file = tmp_path / "ekspor.xml"
    file.write_text(export(post()))

    assert command(tmp_path / "tidak-ada.xml")[0] == 1
    assert command(file, "--media", tmp_path / "tidak-ada")[0] == 2
    assert command(file, "--category", "Tidak Ada")[0] == 1
    assert command(file, "--report", tmp_path / "tidak/ada.csv")[0] == 1
    assert not Article.objects.exists()
    code, said, _warned = command(file, "--dry-run")
    assert code == 0
    assert "Percobaan saja" in said
    assert not Article.objects.exists()


def test_a_post_that_is_refused_is_code_1_and_the_others_are_in(command, tmp_path):
    file = tmp_path / "ekspor.xml"
    file.write_text(export(post()))
    command(file)
    article = Article.objects.get()
    article.lead, article.change_note = "Disunting.", "Ditambah terasnya."
    article.save_revision().publish()
    file.write_text(export(post(text="Berubah."), post(8)))

    code, _said, _warned = command(file)

    assert code == 1
    assert Article.objects.count() == 2
    assert "sudah disunting di Redaksi" in (tmp_path / "ekspor.xml.laporan.csv").read_text()
