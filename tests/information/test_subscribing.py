"""Subscribing: an address says yes itself, changes its mind, says stop; and nobody else learns of it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cygos.information.news.models import Category, Topic
from cygos.information.subscriptions.models import (
    Asking,
    Counted,
    Item,
    Subscriber,
    Subscription,
    Tally,
)
from cygos.information.subscriptions.sending import send_due, tidy
from cygos.web import clock
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.subscribers import SARI, WAGIMAN, link_in, publish, send, subscriber
from tests.letters import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal", "that_afternoon")]
FORM = {"surel": SARI, "tentang": "all", "irama": "daily"}


@pytest.fixture
def that_afternoon():
    with time_machine.travel(THAT_WEDNESDAY, tick=False):
        yield


def ask(client, **facts):
    return client.post(facts.pop("at", "/langganan/"), FORM | facts)


def confirmed(client, letterbox, **facts):
    """Ask, read the mail, press the button; where that leads."""
    ask(client, **facts)
    send_due(at=clock.now)
    path = link_in(plain(letterbox.to(facts.get("surel", SARI))[-1]), "benar")
    return client.post(path)


def test_an_address_says_yes_before_anything_is_sent(client, letterbox):
    answer = ask(client)

    assert answer.headers["Location"] == "/langganan/terkirim/"
    assert not Subscriber.objects.exists()
    send_due(at=clock.now)
    (letter,) = letterbox.to(SARI)
    path = link_in(plain(letter), "benar")
    page = client.get(path)  # as a program that looks at every link does
    assert "Semua kabar kota" in page.text
    assert not Subscriber.objects.exists()
    page = client.post(path, follow=True)
    assert "Langganan Anda berlaku mulai sekarang." in page.text
    assert Subscriber.objects.get().email == SARI
    assert Tally.objects.get(what=Counted.JOINED).count == 1


def test_a_link_is_used_once(client, letterbox):
    confirmed(client, letterbox)
    path = link_in(plain(letterbox.to(SARI)[0]), "benar")

    assert client.post(path).status_code == 410
    assert Subscription.objects.count() == 1


def test_the_mail_says_what_was_asked_for_and_is_sent_once(client, letterbox):
    Category.objects.create(slug="kesehatan", name="Kesehatan", name_en="Health")
    ask(client, tentang="category:kesehatan", irama="weekly", siaga="on")

    send(rounds=3)

    (letter,) = letterbox.to(SARI)
    assert "Contoh: bukan situs resmi" in letter["Subject"]
    assert "Kabar tentang: Kesehatan; siaga" in plain(letter)
    assert "Senin" in plain(letter)


def test_an_english_reader_is_asked_in_english(client, letterbox):
    answer = ask(client, at="/en/langganan/")
    send_due(at=clock.now)

    assert answer.headers["Location"] == "/en/langganan/terkirim/"
    text = plain(letterbox.to(SARI)[0])
    assert "Somebody" in text
    assert link_in(text, "benar").startswith("/en/langganan/")


def test_who_subscribes_already_is_not_told_to_anybody(client):
    subscriber(SARI)

    known, unknown = ask(client), ask(client, surel=WAGIMAN)

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_no_address_stands_in_a_link_a_page_or_a_header(client, letterbox):
    manage = confirmed(client, letterbox).headers["Location"]
    publish_to = subscriber(WAGIMAN)
    pages = [client.get(manage), client.get("/langganan/terkirim/")]

    assert publish_to.pk
    for page in pages:
        assert "@contoh.test" not in page.text
        assert "@" not in page.request["PATH_INFO"]
    # “no-referrer” would hide the page's origin from its own form, and the form would be refused.
    assert pages[0].headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in pages[0].headers["Cache-Control"]
    assert "noindex" in pages[0].headers["X-Robots-Tag"]


def test_an_address_is_asked_three_times_a_day(client):
    answers = [ask(client, tentang="all").status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    with time_machine.travel(THAT_WEDNESDAY + timedelta(days=1, minutes=1), tick=False):
        assert ask(client).status_code == 302


def test_a_network_asks_twenty_times_a_day_and_is_not_remembered(client):
    answers = [ask(client, surel=f"w{n}@contoh.test").status_code for n in range(21)]

    assert answers == [302] * 20 + [429]
    elsewhere = client.post("/langganan/", FORM, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302
    assert all(re.fullmatch(r"[0-9a-f]{64}", each.network) for each in Asking.objects.all())


def test_the_whole_city_has_a_limit_a_day(client, monkeypatch):
    monkeypatch.setattr("cygos.information.subscriptions.models.asking.BY_ALL", 2)

    answers = [
        client.post(
            "/langganan/", FORM | {"surel": f"w{n}@contoh.test"}, REMOTE_ADDR=f"192.0.2.{n}"
        )
        for n in range(3)
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "w2@contoh.test" in answers[2].text  # what was typed is still there


def test_a_wish_that_nobody_confirms_is_gone_after_two_days(client, letterbox):
    ask(client)
    send_due(at=clock.now)
    path = link_in(plain(letterbox.to(SARI)[0]), "benar")
    later = THAT_WEDNESDAY + timedelta(days=2)

    with time_machine.travel(later, tick=False):
        assert client.post(path).status_code == 410
    tidy(at=later)
    assert not Asking.objects.exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"surel": "bukan alamat"}, "sebagai alamat surel"),
        ({"surel": ""}, "Isi alamat surel"),
        ({"tentang": "words", "kata": "dan yang"}, "Tulis kata yang dicari"),
        ({"tentang": "words", "kata": "LPR-7K2M9QXZ"}, "tampaknya kode lacak"),
        ({"tentang": "category:tidak-ada"}, "Pilih kabar tentang apa"),
        ({"irama": "tiap-jam"}, "dari daftar yang ada"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, facts, said):
    answer = ask(client, **facts)

    assert answer.status_code == 422
    assert said in answer.text
    assert not Asking.objects.exists()


def test_a_page_proposes_what_it_is_about(client, city_news):
    assert "?tentang=category:berita-kota" in client.get("/berita/kategori/berita-kota/").text

    form = client.get("/langganan/?tentang=category:berita-kota").text

    assert '<option value="category:berita-kota" selected>' in form


def test_one_wishes_for_more_for_another_rhythm_and_for_less(client, letterbox):
    manage = confirmed(client, letterbox).headers["Location"]
    client.post(manage, {"tentang": "words", "kata": "banjir", "irama": "at_once"})
    client.post(manage, {"tentang": "all", "irama": "weekly"})

    wishes = {(wish.about, wish.rhythm) for wish in Subscription.objects.all()}
    assert wishes == {("all", "weekly"), ("words", "at_once")}
    page = client.get(manage).text
    assert "“banjir”" in page

    first, second = Subscription.objects.order_by("pk")
    client.post(manage, {"lepas": first.pk}, follow=True)
    assert list(Subscription.objects.all()) == [second]
    page = client.post(manage, {"lepas": second.pk})
    assert "alamat Anda sudah dihapus" in page.text
    assert not Subscriber.objects.exists()


def test_nobody_drops_what_is_somebody_else_s(client, letterbox):
    manage = confirmed(client, letterbox).headers["Location"]
    his = subscriber(WAGIMAN).wishes()[0]

    client.post(manage, {"lepas": his.pk})

    assert Subscription.objects.filter(pk=his.pk).exists()


def test_one_click_ends_everything_and_erases_the_address(client, write, letterbox):
    subscriber(SARI)
    publish(write())
    send()
    (letter,) = letterbox.to(SARI)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = link_in(letter["List-Unsubscribe"].strip("<>"), "berhenti")
    machine = Client(enforce_csrf_checks=True)

    assert machine.get(path).status_code == 200
    assert Subscriber.objects.exists()
    answer = machine.post(path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not Subscriber.objects.exists()
    assert not Item.objects.exists()
    assert Tally.objects.get(what=Counted.ENDED).count == 1
    assert machine.post(path).status_code == 200  # said twice, it is still so
    assert Tally.objects.get(what=Counted.ENDED).count == 1


@pytest.mark.parametrize("purpose", ["benar", "atur", "berhenti"])
def test_a_link_of_another_purpose_opens_nothing(client, purpose):
    key = subscriber(SARI).key.hex

    for token in (key, f"{key}.x", "apa", f"{key}.{'A' * 43}"):
        assert client.get(f"/langganan/{purpose}/{token}/").status_code == 410


def test_the_desk_sees_counts_and_nobody(rina):
    subscriber(SARI, about="words", words="hutang pak lurah", question="hutang lurah")
    subscriber(WAGIMAN)

    page = rina.get("/kerja/langganan/").text

    assert "Semua kabar kota" in page
    assert "contoh.test" not in page
    assert "hutang" not in page


def test_a_wish_follows_its_topic_when_that_is_merged(portal):
    old, new = (Topic.objects.create(name=name, slug=name) for name in ("pohon", "lingkungan"))
    subscriber(SARI, about="topic", topic=old)
    subscriber(WAGIMAN, about="topic", topic=old)
    subscriber(WAGIMAN, about="topic", topic=new)

    old.merge(new, by=None, at=THAT_WEDNESDAY, revision=None)

    found = Subscription.objects.order_by("pk").values_list("subscriber__email", "topic__name")
    assert list(found) == [(SARI, "lingkungan"), (WAGIMAN, "lingkungan")]


def test_an_address_with_nothing_left_to_hear_of_is_erased(portal):
    topic = Topic.objects.create(name="pohon", slug="pohon")
    subscriber(SARI, about="topic", topic=topic)
    subscriber(WAGIMAN)
    topic.remove(by=None, at=THAT_WEDNESDAY, revision=None)

    tidy(at=THAT_WEDNESDAY)

    assert [each.email for each in Subscriber.objects.all()] == [WAGIMAN]
    assert Tally.objects.get(what=Counted.ENDED).count == 1
