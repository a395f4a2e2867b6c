"""When a mail cannot be sent now, or not at all, or somebody dies over it; and several who send at the same time."""

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import Error, connection

from cygos.config.serving.postman import Postman
from cygos.information.subscriptions.models import Counted, Item, Subscriber, Tally
from cygos.information.subscriptions.sending import MailServerAway, send_due, tidy
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.subscribers import SARI, WAGIMAN, publish, send, subscriber
from tests.letters import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_afternoon")]
BROKEN = """
CREATE FUNCTION nothing_is_forgotten() RETURNS trigger
AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER nothing_is_forgotten BEFORE DELETE ON subscriptions_item
FOR EACH ROW EXECUTE FUNCTION nothing_is_forgotten();
"""
MENDED = (
    "DROP TRIGGER nothing_is_forgotten ON subscriptions_item; DROP FUNCTION nothing_is_forgotten"
)


@pytest.fixture
def that_afternoon():
    with time_machine.travel(THAT_WEDNESDAY, tick=False):
        yield


@pytest.fixture
def article(write):
    return write(live=False)


def test_what_a_mail_server_cannot_take_now_is_sent_later(article, letterbox):
    subscriber(SARI)
    subscriber(WAGIMAN)
    letterbox.answers[SARI] = "451 try again"
    publish(article)

    assert send() == {"sent": 1, "postponed": 1}
    assert send() == {}
    letterbox.answers.clear()
    send(THAT_WEDNESDAY + timedelta(minutes=1))
    assert not letterbox.to(SARI)
    send(THAT_WEDNESDAY + timedelta(minutes=2))

    assert len(letterbox.to(SARI)) == len(letterbox.to(WAGIMAN)) == 1


def test_each_delay_is_twice_as_long_and_a_week_is_the_end(article, letterbox):
    subscriber(SARI)
    letterbox.mail_says = "452 full"
    publish(article)
    at, waits = THAT_WEDNESDAY, []
    for _try in range(5):
        send(at)
        waits.append(Subscriber.objects.get().next_at - at)
        at += waits[-1]

    assert waits == [timedelta(minutes=2 * 2**n) for n in range(5)]
    tidy(at=THAT_WEDNESDAY + timedelta(days=7))
    assert not Item.objects.exists()
    assert Tally.objects.get(what=Counted.LAPSED).count == 1


def test_an_address_that_is_none_is_erased_the_third_day(article, letterbox):
    subscriber(SARI)
    letterbox.answers[SARI] = "550 no such user"
    publish(article)

    for day in range(3):
        assert Subscriber.objects.exists()
        send(THAT_WEDNESDAY + timedelta(days=day), rounds=3)

    assert not Subscriber.objects.exists()
    assert Tally.objects.get(what=Counted.BOUNCED).count == 1


def test_an_address_that_is_taken_again_is_forgiven(article, letterbox):
    subscriber(SARI)
    letterbox.answers[SARI] = "550 no such user"
    publish(article)
    send()
    letterbox.answers.clear()

    send(THAT_WEDNESDAY + timedelta(days=1))

    assert len(letterbox.to(SARI)) == 1
    assert Subscriber.objects.get().strikes == 0


def test_while_the_mail_server_is_away_nobody_loses_a_mail_or_waits_longer(
    article, letterbox, settings
):
    subscriber(SARI)
    publish(article)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    with pytest.raises(MailServerAway):
        send()
    settings.EMAIL_PORT = port

    assert send() == {"sent": 1}
    assert len(letterbox.to(SARI)) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_says_stop_while_a_batch_is_sent_is_not_written_to(article, letterbox):
    subscriber(SARI)
    subscriber(WAGIMAN)
    publish(article)

    def stops():
        Subscriber.objects.filter(email=WAGIMAN).delete()
        connection.close()

    letterbox.meanwhile = stops
    send()

    assert len(letterbox.to(SARI)) == 1
    assert not letterbox.to(WAGIMAN)


def test_a_mail_that_was_taken_but_not_noted_goes_once_more_under_the_same_name(article, letterbox):
    subscriber(SARI)
    publish(article)
    with connection.cursor() as cursor:
        cursor.execute(BROKEN)
        with pytest.raises(Error, match="the disk is full"):
            send()
        cursor.execute(MENDED)

    send(rounds=2)

    first, second = letterbox.to(SARI)
    assert first["Message-ID"] == second["Message-ID"]


def test_a_batch_asks_the_database_as_often_for_one_article_as_for_ten(
    write, letterbox, django_assert_max_num_queries
):
    for n in range(20):
        subscriber(f"w{n}@contoh.test")
    for n in range(10):
        publish(write(f"Kabar {n}", live=False))
    send_due(at=lambda: THAT_WEDNESDAY - timedelta(minutes=1))  # the sites' paths are remembered
    with django_assert_max_num_queries(10 * 16 + 40 + 20 * 8):
        send()

    assert len(letterbox.letters) == 20


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_nodes_share_the_work_and_tell_nobody_twice(article, letterbox):
    for n in range(60):
        subscriber(f"w{n}@contoh.test")
    publish(article)

    def node():
        try:
            send()
        finally:
            connection.close()

    nodes = [threading.Thread(target=node) for _ in range(2)]
    for each in nodes:
        each.start()
    for each in nodes:
        each.join(timeout=60)

    assert sorted(to[0] for to, _letter in letterbox.letters) == sorted(
        f"w{n}@contoh.test" for n in range(60)
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_postman_sends_while_the_city_runs(article, letterbox):
    subscriber(SARI)
    publish(article)
    postman = Postman(every=0.05)
    postman.start()
    try:
        letterbox.arrived.wait(timeout=20)
    finally:
        postman.stop()

    assert len(letterbox.to(SARI)) == 1
    assert not postman.is_alive()


@pytest.mark.slow
def test_a_thousand_subscribers_hear_of_one_article_once_each(article, letterbox, capsys):
    for n in range(1_000):
        subscriber(f"w{n}@contoh.test")
    publish(article)
    began, busy = time.perf_counter(), time.process_time()

    assert send() == {"sent": 1_000}

    took, worked = time.perf_counter() - began, time.process_time() - busy
    with capsys.disabled():
        print(
            f"\n1,000 mails in {took:.1f} s, {worked:.1f} s of them computing (this SMTP server too)"
        )
    assert len({to[0] for to, _letter in letterbox.letters}) == len(letterbox.letters) == 1_000
    assert not Item.objects.exists()
