"""What subscribers are sent: what they wished for, once, in their language; and later what cannot be sent now."""

from datetime import datetime, timedelta

import pytest
import time_machine

from cygos.information.announcements.models import Announcement, AnnouncementList
from cygos.information.news.importing import Import
from cygos.information.news.models import Article, Category, Topic
from cygos.information.notices.models import Notice, Rank
from cygos.information.subscriptions.models import Counted, Item, Tally
from cygos.information.subscriptions.models.criterion import Rhythm
from cygos.kernel.people.models import Unit
from cygos.kernel.search import wording
from cygos.web import clock
from tests.information.conftest import THAT_WEDNESDAY, WIB
from tests.information.pages import page_2016
from tests.information.subscribers import SARI, WAGIMAN, publish, send, subscriber
from tests.letters import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_afternoon")]
TITLE = "Rakor pemberdayaan perempuan"
TONIGHT = THAT_WEDNESDAY + timedelta(hours=6)


@pytest.fixture
def that_afternoon():
    with time_machine.travel(THAT_WEDNESDAY, tick=False):
        yield


@pytest.fixture
def dp3a(db):
    return Unit.objects.create(code="dp3a", name="Dinas Perlindungan Anak")


@pytest.fixture
def article(write, dp3a):
    """An article of an office, about a topic, not published yet."""
    one = write(TITLE, live=False, unit=dp3a, lead="Rapat di balai kota.")
    one.topics.add("Perlindungan anak")
    one.save()
    return one


def wish_of(name):
    """The wish that the article answers, and one that it does not."""
    other = {
        "category": lambda: Category.objects.create(slug="lain", name="Lain"),
        "topic": lambda: Topic.objects.create(slug="lain", name="Lain"),
        "unit": lambda: Unit.objects.create(code="lain", name="Kantor Lain"),
    }
    mine = {
        "category": lambda: Category.objects.get(slug="berita-kota"),
        "topic": lambda: Topic.objects.get(slug="perlindungan-anak"),
        "unit": lambda: Unit.objects.get(code="dp3a"),
    }
    return {"about": name, name: mine[name]()}, {"about": name, name: other[name]()}


def words(typed):
    return {"about": "words", "words": typed, "question": wording.of_question(typed).text}


@pytest.mark.parametrize("name", ["category", "topic", "unit"])
def test_who_wished_for_it_is_told_and_who_did_not_is_not(article, letterbox, name):
    fitting, other = wish_of(name)
    subscriber(SARI, **fitting)
    subscriber(WAGIMAN, **other)

    publish(article)
    send()

    assert [letter["Subject"].endswith(TITLE) for letter in letterbox.to(SARI)] == [True]
    assert not letterbox.to(WAGIMAN)


def test_words_are_found_as_the_city_s_search_finds_them(article, letterbox):
    subscriber(SARI, **words("perempuan berdaya"))
    subscriber(WAGIMAN, **words("“lantai 8” -perempuan"))
    subscriber("budi@contoh.test", **words("“lantai 8”"))

    publish(article)
    send()

    assert len(letterbox.to(SARI)) == len(letterbox.to("budi@contoh.test")) == 1
    assert not letterbox.to(WAGIMAN)


def test_the_mail_says_what_happened_where_and_how_to_stop(article, letterbox):
    subscriber(SARI, **wish_of("unit")[0])
    publish(article)
    send()

    (letter,) = letterbox.to(SARI)
    text = plain(letter)
    assert TITLE in text
    assert "Rapat di balai kota." in text
    assert f"/berita/{article.slug}/" in text
    assert "berlangganan: Dinas Perlindungan Anak" in text
    assert "/langganan/berhenti/" in text
    html = letter.get_body(("html",)).get_content()
    assert f"/berita/{article.slug}/" in html
    assert "<script" not in html
    assert letter["Auto-Submitted"] == "auto-generated"


def test_a_title_with_signs_stays_a_text(write, letterbox):
    subscriber(SARI)
    publish(write("Air & <b>udara</b>", live=False))
    send()

    (letter,) = letterbox.to(SARI)
    assert "Air & <b>udara</b>" in plain(letter)
    assert "Air &amp; &lt;b&gt;udara&lt;/b&gt;" in letter.get_body(("html",)).get_content()


def test_an_english_subscriber_reads_an_english_frame(article, letterbox):
    subscriber(SARI, language="en")
    publish(article)
    send()

    text = plain(letterbox.to(SARI)[0])
    assert "You receive this mail" in text
    assert f"/en/berita/{article.slug}/" in text


def test_nothing_is_told_twice_however_often_one_looks(article, letterbox):
    subscriber(SARI)
    publish(article)

    send(rounds=5)

    assert len(letterbox.to(SARI)) == 1
    assert Tally.objects.get(what=Counted.SENT).count == 1


def test_two_wishes_for_the_same_are_one_mail(article, letterbox):
    subscriber(SARI, **wish_of("unit")[0])
    subscriber(SARI)
    publish(article)
    send()

    assert len(letterbox.to(SARI)) == 1


def test_a_change_is_told_with_its_note(article, letterbox):
    publish(article)
    subscriber(SARI, at=THAT_WEDNESDAY + timedelta(seconds=30))
    with time_machine.travel(THAT_WEDNESDAY + timedelta(minutes=1), tick=False):
        article.title = f"{TITLE}!"
        publish(article, note="Tempatnya pindah ke balai kelurahan.")
        send(clock.now())

    (letter,) = letterbox.to(SARI)
    assert f"Diperbarui: {TITLE}!" in letter["Subject"]
    assert "Yang berubah: Tempatnya pindah ke balai kelurahan." in plain(letter)


@pytest.mark.parametrize("kind", ["readable", "gone", "never"])
def test_what_was_withdrawn_meanwhile_is_told_to_nobody(article, letterbox, kind):
    subscriber(SARI, rhythm="daily")
    subscriber(WAGIMAN)
    publish(article)
    article.withdraw(kind, reason="Keliru.", by=None, at=THAT_WEDNESDAY)

    send(rounds=2)
    send(THAT_WEDNESDAY + timedelta(days=1))

    assert not letterbox.letters
    assert not Item.objects.exists()


def test_who_comes_later_is_not_told_of_what_was(article, letterbox):
    publish(article)
    subscriber(SARI, at=THAT_WEDNESDAY + timedelta(minutes=1))

    send(THAT_WEDNESDAY + timedelta(minutes=2))

    assert not letterbox.letters


def test_an_import_is_nobody_s_news(portal, city_news, letterbox, tmp_path):
    subscriber(SARI)
    (tmp_path / "lama.txt").write_text(page_2016())
    Import(at=THAT_WEDNESDAY).take(tmp_path / "lama.txt")

    send()

    assert Article.objects.count() == 1
    assert not letterbox.letters


def test_a_digest_goes_out_in_the_morning_grouped_by_wish(write, letterbox):
    health = Category.objects.create(slug="kesehatan", name="Kesehatan")
    subscriber(SARI, about="category", category=health, rhythm="daily")
    subscriber(SARI, rhythm="daily")
    publish(write("Satu", live=False, category=health))
    publish(write("Dua", live=False))
    publish(write("Tiga", live=False))

    send(THAT_WEDNESDAY + timedelta(hours=15, minutes=35))
    assert not letterbox.letters
    send(datetime(2016, 12, 8, 6, 0, tzinfo=WIB), rounds=2)

    (letter,) = letterbox.to(SARI)
    text = plain(letter)
    assert "Rangkuman harian: 3 kabar" in letter["Subject"]
    assert text.index("== Kesehatan ==") < text.index("Satu") < text.index("== Semua kabar kota ==")
    assert text.count("Satu") == 1
    assert text.index("Dua") < text.index("Tiga")


@pytest.mark.parametrize(
    ("rhythm", "then", "due"),
    [
        (Rhythm.DAILY, (2016, 12, 7, 5, 59), (2016, 12, 7, 6, 0)),
        (Rhythm.DAILY, (2016, 12, 7, 6, 0), (2016, 12, 8, 6, 0)),
        (Rhythm.WEEKLY, (2016, 12, 7, 14, 24), (2016, 12, 12, 6, 0)),
        (Rhythm.WEEKLY, (2016, 12, 12, 5, 0), (2016, 12, 12, 6, 0)),
        (Rhythm.WEEKLY, (2016, 12, 12, 6, 1), (2016, 12, 19, 6, 0)),
        (Rhythm.AT_ONCE, (2016, 12, 7, 14, 24), (2016, 12, 7, 14, 24)),
    ],
)
def test_each_rhythm_has_its_hour(rhythm, then, due):
    assert rhythm.due(after=datetime(*then, tzinfo=WIB)) == datetime(*due, tzinfo=WIB)


def test_an_alert_goes_at_once_to_those_who_wished_for_it(portal, letterbox):
    subscriber(SARI, about="alerts")
    subscriber(WAGIMAN)
    flood = {
        "rank": Rank.ALERT,
        "text": "Banjir di Hilir",
        "detail": "Naik ke balai.",
        "ends_at": TONIGHT,
    }
    Notice.post(by=None, at=THAT_WEDNESDAY, **flood)
    Notice.post(by=None, at=THAT_WEDNESDAY, text="Loket tutup")

    send(rounds=2)

    ((to, letter),) = letterbox.letters
    assert to == [SARI]
    assert "SIAGA: Banjir di Hilir" in letter["Subject"]
    assert "Naik ke balai." in plain(letter)


def test_an_alert_that_is_over_is_told_to_nobody(portal, letterbox):
    subscriber(SARI, about="alerts")
    letterbox.answers[SARI] = "451 later"
    flood = {"rank": Rank.ALERT, "text": "Banjir di Hilir", "ends_at": TONIGHT}
    Notice.post(by=None, at=THAT_WEDNESDAY, **flood)
    send()
    letterbox.answers.clear()

    send(TONIGHT + timedelta(minutes=1))

    assert not letterbox.letters
    assert not Item.objects.exists()


def test_other_kinds_of_pages_are_told_too(portal, dp3a, letterbox):
    subscriber(SARI, about="unit", unit=dp3a)
    subscriber(WAGIMAN, **words("lelang kendaraan"))
    listing = AnnouncementList.objects.get()
    facts = {"announced_on": THAT_WEDNESDAY.date(), "number": "030/88", "live": False}
    lead = "Tiga kendaraan dinas dilelang."
    auction = Announcement(title="Lelang kendaraan", unit=dp3a, lead=lead, **facts)
    publish(listing.add_child(instance=auction))

    send()

    for reader in (SARI, WAGIMAN):
        (letter,) = letterbox.to(reader)
        assert letter["Subject"].endswith("Lelang kendaraan")
        assert lead in plain(letter)
        assert auction.get_url() in plain(letter)
