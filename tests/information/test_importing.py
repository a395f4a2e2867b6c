"""Bringing the old portal's pages in: once, entirely, and never over the head of an editor."""

from datetime import timedelta

import pytest

from cygos.information.news.importing import Import, Outcome, Rehearsal, fill_with_articles
from cygos.information.news.models import Article, Category, NewsIndex
from cygos.information.notices.models import Notice
from cygos.kernel.acts.models import Act
from cygos.kernel.refusals import Refusal
from tests.information.conftest import THAT_WEDNESDAY, withdrawn
from tests.information.pages import BANNERS, PARAGRAPHS, TITLE, page_2016, page_later

NEXT_DAY = THAT_WEDNESDAY + timedelta(days=1)


@pytest.fixture
def take(portal, tmp_path):
    """Import a text: take(page_2016())."""

    def one(text, *, name="halaman.txt", run=None, at=THAT_WEDNESDAY, **options):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return (run or Import(at=at, **options)).take(file)

    return one


def text_of(article):
    return [
        part.removesuffix("</p>")
        for block in article.body.raw_data
        for part in block["value"].split("<p>")[1:]
    ]


def test_a_page_becomes_an_article(take):
    result = take(page_2016())

    article = Article.objects.get()
    assert result.outcome is Outcome.NEW
    assert result.address == f"/berita/{article.slug}/"
    assert article.title == TITLE
    assert article.published_at == THAT_WEDNESDAY
    assert article.byline == "Tanya Jawab"
    assert article.category.name == "Berita Kota"
    assert article.view_count == 405
    assert text_of(article) == list(PARAGRAPHS)
    assert article.live


def test_an_article_leaves_its_act_and_a_revision_to_go_back_to(take):
    take(page_2016())

    article = Article.objects.get()
    (act,) = Act.objects.about(article)
    assert (act.verb, act.actor, act.at) == ("article.imported", None, THAT_WEDNESDAY)
    assert article.latest_revision == article.live_revision
    assert article.latest_revision.as_object().title == TITLE
    assert not article.has_unpublished_changes


def test_an_imported_article_stands_in_the_tree_as_wagtails_own_do(take, write):
    before = write("Ditulis di Redaksi")
    take(page_2016())
    after = write("Ditulis sesudahnya")

    index = NewsIndex.objects.get()
    imported = Article.objects.get(title=TITLE)
    assert [page.pk for page in index.get_children()] == [before.pk, imported.pk, after.pk]
    assert index.numchild == 3
    assert imported.url_path == f"{index.url_path}{imported.slug}/"
    assert imported.depth == before.depth
    assert imported.locale == before.locale
    assert Article.find_problems() == ([], [], [], [], [])
    assert list(Article.objects.search("Menanam")) == [imported]


def test_an_article_reads_like_its_page(take, client):
    result = take(page_2016())

    page = client.get(result.address).content.decode()

    assert "07-12-2016 14:24 WIB" in page
    assert "oleh Tanya Jawab" in page
    assert "Dilihat: 405 kali" in page
    assert "acara,tanpa spasi." in page


def test_the_same_page_twice_changes_nothing(take):
    take(page_2016())
    before = Article.objects.values().get()

    result = take(page_2016(), at=NEXT_DAY)

    assert result.outcome is Outcome.UNCHANGED
    assert Article.objects.values().get() == before
    assert Notice.objects.count() == 3
    assert Act.objects.filter(verb__startswith="article.").count() == 1


def test_the_same_page_in_another_encoding_is_the_same_page(take):
    take(page_2016())
    again = take(page_2016(between=" ").replace("\n", "\r\n").encode("cp1252"), name="lain.txt")
    assert again.outcome is Outcome.UNCHANGED


def test_a_changed_page_changes_its_article_and_says_so(take):
    address = take(page_2016()).address

    result = take(page_2016(paragraphs=("Satu paragraf saja.",)), at=NEXT_DAY)

    article = Article.objects.get()
    assert result.outcome is Outcome.UPDATED
    assert result.address == address
    assert text_of(article) == ["Satu paragraf saja."]
    assert Act.objects.about(article).first().verb == "article.imported-again"
    assert article.latest_revision == article.live_revision
    assert article.revisions.count() == 2


def test_a_page_is_known_again_by_its_old_address(take):
    old = {"halaman.txt": "https://contoh.invalid/p/1"}
    address = take(page_2016(), old_addresses=old).address

    result = take(page_2016(title="Judul yang diperbaiki"), old_addresses=old)

    assert result.outcome is Outcome.UPDATED
    assert result.address == address
    assert Article.objects.get().title == "Judul yang diperbaiki"


def test_an_article_takes_up_the_old_address_it_lacked(take):
    take(page_2016())
    old = {"halaman.txt": "https://contoh.invalid/p/1"}

    assert take(page_2016(), old_addresses=old).outcome is Outcome.UPDATED
    assert take(page_2016(), old_addresses=old).outcome is Outcome.UNCHANGED
    assert take(page_2016()).outcome is Outcome.UNCHANGED
    assert Article.objects.get().old_address == "https://contoh.invalid/p/1"


def test_two_old_addresses_are_two_articles(take):
    take(page_2016(), old_addresses={"halaman.txt": "https://contoh.invalid/p/1"})
    second = take(page_2016(), old_addresses={"halaman.txt": "https://contoh.invalid/p/2"})
    assert second.outcome is Outcome.NEW

    unclear = take(page_2016())

    assert unclear.outcome is Outcome.REFUSED
    assert unclear.reason.code == "two-alike"


def test_the_same_title_on_another_day_is_another_article(take):
    first = take(page_2016())
    second = take(page_2016(head="08-12-2016 14:24 WIB by A Dilihat: 1 kali Berita Kota"))
    third = take(page_2016(head="08-12-2016 15:24 WIB by A Dilihat: 1 kali Berita Kota"))

    assert second.address == first.address.removesuffix("/") + "-08-12-2016/"
    assert third.address == first.address.removesuffix("/") + "-08-12-2016-2/"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("2016", "berita-2016"),
        ("Kategori", "berita-kategori"),
        ("…", "berita"),
        ("kata " * 40, None),
    ],
)
def test_an_article_never_takes_the_address_of_a_list(take, title, slug):
    take(page_2016(title=title.strip()))
    article = Article.objects.get()
    assert article.slug == (slug or "-".join(["kata"] * 16))
    article.full_clean()


def test_an_article_edited_on_screen_is_kept(take):
    take(page_2016())
    article = Article.objects.get()
    article.lead, article.change_note = "Ditambahkan oleh redaktur.", "Teras ditambahkan."
    article.save_revision().publish()

    result = take(page_2016(paragraphs=("Berubah.",)), at=NEXT_DAY)

    assert result.outcome is Outcome.REFUSED
    assert result.reason.code == "edited-since"
    assert text_of(Article.objects.get()) == list(PARAGRAPHS)
    assert take(page_2016()).outcome is Outcome.UNCHANGED


def test_a_draft_somebody_is_working_on_is_kept(take):
    take(page_2016())
    article = Article.objects.get()
    article.title = "Belum selesai"
    article.save_revision()

    assert take(page_2016(paragraphs=("Berubah.",))).reason.code == "edited-since"


def test_an_article_taken_off_the_site_does_not_come_back(take):
    take(page_2016())
    withdrawn(Article.objects.get())

    assert take(page_2016(paragraphs=("Berubah.",))).reason.code == "edited-since"
    assert take(page_2016()).outcome is Outcome.UNCHANGED
    assert not Article.objects.get().live


def test_an_article_written_on_screen_is_nobodys_page(take, write):
    write(TITLE)
    assert take(page_2016()).reason.code == "edited-since"


def test_who_goes_back_to_the_imported_revision_gets_the_page_again(take):
    take(page_2016())
    article = Article.objects.get()
    imported = article.latest_revision
    article.lead, article.change_note = "Ditambahkan.", "Teras ditambahkan."
    article.save_revision().publish()
    back = imported.as_object()
    back.change_note = "Kembali ke naskah impor."
    back.save_revision(previous_revision=imported).publish()

    assert take(page_2016(paragraphs=("Berubah.",))).outcome is Outcome.UPDATED


def test_saving_in_the_editor_without_a_change_is_no_edit(take):
    take(page_2016())
    article = Article.objects.get()
    article.body = [
        ("paragraph", article.body[0].value.source.replace("<p>", '<p data-block-key="x1">'))
    ]
    article.change_note = "Tidak ada yang berubah."
    article.save_revision().publish()

    assert take(page_2016(paragraphs=("Berubah.",))).outcome is Outcome.UPDATED


def test_a_later_count_is_never_lowered(take):
    take(page_2016())
    Article.objects.update(view_count=500)
    take(page_2016(paragraphs=("Berubah.",)))
    assert Article.objects.get().view_count == 500

    take(page_2016(head="07-12-2016 14:24 WIB by Tanya Jawab Dilihat: 600 kali Berita Kota"))
    assert Article.objects.get().view_count == 600


def test_publishing_an_older_draft_does_not_bring_back_an_older_count(take):
    take(page_2016())
    revision = Article.objects.get().latest_revision
    Article.objects.update(view_count=500)
    revision.publish()
    assert Article.objects.get().view_count == 500


def test_banners_become_notices_once(take):
    first = take(page_2016())
    second = take(page_2016(title="Berita lain"), name="lain.txt")

    assert (first.new_notices, second.new_notices) == (3, 0)
    assert [notice.text for notice in Notice.objects.all()] == list(BANNERS)


def test_a_notice_that_was_ended_stays_ended(take):
    take(page_2016())
    Notice.objects.update(ends_at=THAT_WEDNESDAY)
    take(page_2016(title="Berita lain"), name="lain.txt")
    assert not Notice.objects.running(at=NEXT_DAY).exists()


def test_a_category_of_the_city_is_used_whatever_its_case(take, city_news):
    take(page_2016(head="07-12-2016 14:24 WIB by A Dilihat: 1 kali BERITA KOTA"))
    assert Article.objects.get().category == city_news
    assert Category.objects.count() == 1


def test_the_operator_may_say_the_category(take):
    health = Category.objects.create(slug="kesehatan", name="Kesehatan")
    take(page_2016(), category=health)
    assert Article.objects.get().category == health
    assert Category.objects.count() == 1


def test_a_page_without_a_category_needs_one_from_the_operator(take, city_news):
    text = page_2016(head="07-12-2016 14:24 WIB by A Dilihat: 1 kali")
    assert take(text).reason.code == "no-category"
    assert take(text, category=city_news).outcome is Outcome.NEW


def test_nothing_of_a_bad_file_is_imported_and_the_others_are(take):
    run = Import(at=THAT_WEDNESDAY)
    bad = take(page_2016(head="07-12-2016 24:99 WIB by A Dilihat: 1 kali Baru"), run=run)
    good = take(page_later(), name="baik.txt", run=run)

    assert bad.outcome is Outcome.REFUSED
    assert bad.reason.line == 7
    assert good.outcome is Outcome.NEW
    assert Notice.objects.count() == 0
    assert [category.name for category in Category.objects.all()] == ["Berita"]


def test_a_file_that_is_not_there_is_refused(portal, tmp_path):
    result = Import(at=THAT_WEDNESDAY).take(tmp_path / "tidak-ada.txt")
    assert result.outcome is Outcome.REFUSED
    assert isinstance(result.reason, FileNotFoundError)


def test_a_rehearsal_says_what_would_happen_and_keeps_nothing(take):
    run = Rehearsal(at=THAT_WEDNESDAY)

    result = take(page_2016(), run=run)

    assert (result.outcome, result.new_notices) == (Outcome.NEW, 3)
    assert not Article.objects.exists()
    assert not Notice.objects.exists()
    assert not Category.objects.exists()
    assert not Act.objects.filter(verb__startswith="article.").exists()


@pytest.mark.django_db
def test_a_city_without_a_list_of_news_is_told_what_to_do():
    with pytest.raises(Refusal, match="belum punya daftar berita"):
        Import(at=THAT_WEDNESDAY)


def test_an_article_needs_few_queries_however_many_there_are(take, django_assert_max_num_queries):
    run = Import(at=THAT_WEDNESDAY)
    for number in range(3):
        take(page_2016(title=f"Berita {number}"), run=run)

    with django_assert_max_num_queries(35):
        take(page_2016(title="Berita terakhir"), run=run)
    with django_assert_max_num_queries(8):
        take(page_2016(title="Berita terakhir"), run=run)


def test_a_demo_city_is_filled_by_the_same_way_in(portal, tmp_path):
    (tmp_path / "a.txt").write_text(page_2016())
    (tmp_path / "b.txt").write_text(page_later())

    assert fill_with_articles(tmp_path, at=THAT_WEDNESDAY) == 2
    assert fill_with_articles(tmp_path, at=THAT_WEDNESDAY) == 0
    assert Article.objects.count() == 2
