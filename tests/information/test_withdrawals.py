"""A published page is withdrawn in one of four ways, with a reason; nothing else takes it from its readers."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page, Revision

from cygos.information.news.models import Article
from cygos.information.publishing.models import Edition, Publication, Withdrawal
from cygos.information.publishing.models.publication import NoteMissing
from cygos.information.publishing.models.withdrawal import (
    LeadsNowhere,
    NotPublished,
    NotWithdrawn,
    StaysOnRecord,
    WithoutReason,
)
from cygos.kernel.acts.models import Act
from cygos.kernel.people.roles import Role
from cygos.kernel.search.models import Entry
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.test_editors import sign_in

__all__ = ["sign_in"]
READABLE, MOVED, GONE, NEVER = Withdrawal.Kind
REASON = "Jumlah bibitnya keliru; lihat berita yang baru."
ADDRESS = "/berita/warga-menanam-pohon/"
PLACES = (
    "/berita/", "/berita/2016/12/", "/", "/umpan/berita.rss", "/umpan/berita.json", "/sitemap.xml",
)  # fmt: skip


@pytest.fixture
def article(write):
    """Published as editors publish, with a revision."""
    written = write("Warga menanam pohon", lead="Seribu bibit.")
    written.save_revision().publish()
    return Article.objects.get()


@pytest.fixture
def rina(sign_in):
    return sign_in(Role.PORTAL_EDITOR)


def withdraw(article, kind, **facts):
    return article.withdraw(kind, reason=REASON, by=None, at=THAT_WEDNESDAY, **facts)


def screen(client, article, **form):
    return client.post(reverse("withdraw_page", args=[article.pk]), form)


def shown(client):
    return [place for place in PLACES if "warga-menanam-pohon" in _told(client, place)]


def _told(client, place):
    """What stands there; for the map of the site, in each of its files."""
    text = client.get(place).text
    return text + "".join(client.get(file).text for file in re.findall(r"/sitemap-\d+\.xml", text))


def test_what_stays_readable_says_that_it_was_withdrawn_and_why(client, article):
    withdraw(article, READABLE)

    page = client.get(ADDRESS)

    assert page.status_code == 200
    assert "Seribu bibit." in page.text
    assert "Halaman ini ditarik pada" in page.text
    assert page.text.count(REASON) == 2  # above it, and in its history
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "was withdrawn" in client.get(f"/en{ADDRESS}").text


def test_what_its_editors_write_afterwards_is_not_what_its_readers_read(client, article):
    withdraw(article, READABLE)
    draft = Article.objects.get()
    draft.lead = "Belum diperiksa siapa pun."
    draft.save()
    draft.save_revision()

    assert "Belum diperiksa" not in client.get(ADDRESS).text
    assert "Seribu bibit." in client.get(f"{ADDRESS}teks/").text


def test_what_moved_leads_on_in_the_readers_language(client, article, write):
    write("Warga menanam seribu pohon")

    withdraw(article, MOVED, address="/berita/warga-menanam-seribu-pohon/")

    assert client.get(ADDRESS).headers["Location"].endswith("/berita/warga-menanam-seribu-pohon/")
    english = client.get(f"/en{ADDRESS}")
    assert english.status_code == 301
    assert english.headers["Location"].endswith("/en/berita/warga-menanam-seribu-pohon/")
    assert "max-age=3600" in english.headers["Cache-Control"]


def test_what_moved_follows_its_target_to_another_address(client, article, write):
    target = write("Warga menanam seribu pohon")
    withdraw(article, MOVED, address="/berita/warga-menanam-seribu-pohon/")

    target.slug = "seribu-pohon"
    target.save()

    assert client.get(ADDRESS).headers["Location"].endswith("/berita/seribu-pohon/")


def test_it_may_lead_to_a_page_that_no_editor_writes(client, article):
    withdraw(article, MOVED, address="/pengumuman/")

    assert client.get(f"/en{ADDRESS}").headers["Location"] == "/en/pengumuman/"


@pytest.mark.parametrize(
    "address",
    [
        "https://contoh.id/", "//contoh.id/", "/tidak-ada/", "/kerja/redaksi/", "/lapor/", ADDRESS,
        "", "/berita/tidak-ada/",
    ],
)  # fmt: skip
def test_it_leads_to_nothing_but_an_open_page_of_this_site(article, address):
    with pytest.raises(LeadsNowhere):
        withdraw(article, MOVED, address=address)

    assert Article.objects.get().live


def test_what_is_gone_says_why(client, article):
    withdraw(article, GONE)

    page = client.get(ADDRESS)

    assert page.status_code == 410
    assert REASON in page.text
    assert "Seribu bibit." not in page.text
    assert client.get(f"{ADDRESS}teks/").status_code == 410
    assert client.get(reverse("viewed", args=[article.pk])).status_code == 410


def test_what_never_was_looks_like_any_other_address_that_is_none(client, article):
    withdraw(article, NEVER)

    gone, unknown = client.get(ADDRESS), client.get("/berita/belum-pernah-ada/")

    assert gone.status_code == unknown.status_code == 404
    assert REASON not in gone.text
    assert gone.text.replace("warga-menanam-pohon", "belum-pernah-ada") == unknown.text
    assert client.get(f"{ADDRESS}teks/").status_code == 404
    assert client.get(reverse("viewed", args=[article.pk])).status_code == 404


@pytest.mark.parametrize("kind", Withdrawal.Kind)
def test_no_list_feed_map_or_search_shows_it_any_more(client, article, kind):
    assert shown(client) == list(PLACES)
    assert Entry.objects.exists()

    withdraw(article, kind, address="/pengumuman/" if kind == MOVED else "")

    assert shown(client) == []
    assert not Entry.objects.exists()


@pytest.mark.parametrize("kind", [READABLE, GONE])
def test_the_portals_editor_withdraws_on_a_screen_and_it_is_an_act(client, rina, article, kind):
    answer = screen(client, article, kind=kind, reason=REASON)

    act = Act.objects.about(article).first()
    assert answer.headers["Location"] == reverse("withdrawals")
    assert (act.verb, act.actor) == ("publication.withdrawn", rina)
    assert REASON in client.get(reverse("withdrawals")).text
    assert REASON in client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).text


def test_without_a_trace_is_an_act_with_another_name(client, rina, article):
    screen(client, article, kind=NEVER, reason=REASON)

    assert Act.objects.about(article).first().verb == "publication.erased"


def test_without_a_reason_or_a_target_the_form_says_what_is_missing(client, rina, article):
    answer = screen(client, article, kind=MOVED, reason="")

    assert answer.status_code == 422
    assert "Ke mana pembacanya dialihkan?" in answer.text
    assert Article.objects.get().live


def test_what_was_typed_is_kept_where_the_target_is_none(client, rina, article):
    answer = screen(client, article, kind=MOVED, reason=REASON, address="/tidak-ada/")

    assert answer.status_code == 422
    assert "bukan halaman situs ini" in answer.text
    assert REASON in answer.text


def test_it_is_published_again_as_it_was_and_its_readers_are_told(client, rina, article):
    withdraw(article, GONE)

    client.post(reverse("restore_page", args=[article.pk]), {"note": "Angkanya ternyata benar."})

    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert "Angkanya ternyata benar." in page.text
    assert "diterbitkan kembali" in page.text
    assert Act.objects.about(article).first().verb == "publication.restored"
    assert Withdrawal.objects.get().ended_at
    assert Entry.objects.exists()


def test_what_never_was_is_not_given_back_with_one_press(article):
    withdraw(article, NEVER)

    with pytest.raises(NotWithdrawn):
        article.restore(note="Ternyata benar.", by=None, at=THAT_WEDNESDAY)


def test_what_never_was_and_is_published_anew_tells_nothing_of_it(client, article):
    withdraw(article, NEVER)
    Article.objects.get().save_revision().publish()

    assert "Riwayat perubahan" not in client.get(ADDRESS).text
    assert Edition.objects.first().kind == Edition.Kind.PUBLISHED
    assert Withdrawal.objects.get().ended_at


def test_nobody_withdraws_twice(article):
    withdraw(article, GONE)

    with pytest.raises(NotPublished):
        withdraw(article, NEVER)


def test_no_other_way_takes_it_from_its_readers(client, rina, article):
    with pytest.raises(WithoutReason):
        article.unpublish()
    with pytest.raises(StaysOnRecord):
        article.delete()
    for page in (Page.objects.get(pk=article.pk), article.get_parent()):
        with pytest.raises(ProtectedError), transaction.atomic():
            page.delete()
    for name in ("unpublish", "delete"):
        answer = client.post(reverse(f"wagtailadmin_pages:{name}", args=[article.pk]))
        assert answer.status_code == 409, name
        assert "Tarik dari pembaca" in answer.text
    for name in ("unpublish", "delete"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
        client.post(f"{bulk}?id={article.get_parent().pk}&id={article.pk}")
        api = f"/kerja/redaksi/api/main/pages/{article.pk}/action/{name}/"
        assert client.post(api).status_code == 404

    assert Article.objects.get().live


def test_a_draft_that_nobody_read_is_deleted(client, rina, write):
    draft = write("Belum terbit", live=False)

    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))

    assert not Article.objects.exists()


def test_the_room_offers_our_way_and_not_wagtails(client, rina, article):
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text
    listed = client.get(reverse("wagtailadmin_explore", args=[article.get_parent().pk])).text

    for page in (editor, listed):
        assert reverse("withdraw_page", args=[article.pk]) in page
        assert reverse("wagtailadmin_pages:unpublish", args=[article.pk]) not in page
        assert reverse("wagtailadmin_pages:delete", args=[article.pk]) not in page


def test_no_way_publishes_a_change_without_saying_what_changed(article):
    article.lead = "Dua ribu bibit."

    with pytest.raises(NoteMissing):
        article.save_revision().publish()

    assert Article.objects.get().lead == "Seribu bibit."


def test_what_readers_read_cannot_be_purged(article):
    withdraw(article, READABLE)

    with pytest.raises(ProtectedError):
        Revision.objects.get(pk=Withdrawal.objects.get().revision_id).delete()


def test_the_database_holds_to_one_way_at_a_time_and_a_reason(article):
    withdrawn = withdraw(article, GONE)
    again = {"page": article, "revision": withdrawn.revision, "kind": GONE, "at": THAT_WEDNESDAY}
    for facts in ({"reason": "Lain."}, {"reason": "", "ended_at": THAT_WEDNESDAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Withdrawal.objects.create(**again, **facts)


def test_every_kind_of_page_says_that_it_was_withdrawn():
    for kind in Publication.kinds():
        assert "publishing/withdrawn.html" in source_of(kind.template), kind


def source_of(name):
    """A template with those it extends."""
    from django.template.loader import get_template

    template = get_template(name).template
    text = template.source
    parent = text.partition('{% extends "')[2].partition('"')[0]
    return text + (source_of(parent) if parent else "")
