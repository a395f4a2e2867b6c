"""What has its time publishes and withdraws itself, by the city's own server, each page once on however many nodes."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection

from cygos.config.serving.timekeeper import Timekeeper
from cygos.information.news.models import Article
from cygos.information.publishing import letters, timetable
from cygos.information.publishing.models import Edition, Letter, Withdrawal
from cygos.kernel.acts.models import Act
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.test_editors import sign_in

__all__ = ["sign_in"]
HOUR = timedelta(hours=1)
SOON, LATER = THAT_WEDNESDAY + HOUR, THAT_WEDNESDAY + 2 * HOUR
ADDRESS = "/berita/warga-menanam-pohon/"


def scheduled(write, *, title="Warga menanam pohon", **facts):
    """Approved for an hour later."""
    with time_machine.travel(THAT_WEDNESDAY):
        draft = write(title, live=False, go_live_at=SOON, **facts)
        draft.save_revision().publish()
    return Article.objects.get(pk=draft.pk)


def read_until(write, ends, kind):
    with time_machine.travel(THAT_WEDNESDAY):
        article = write("Warga menanam pohon", expire_at=ends, expiry_kind=kind)
        article.save_revision().publish()
    return Article.objects.get(pk=article.pk)


def verbs(article):
    return list(Act.objects.about(article).order_by("id").values_list("verb", "actor"))


def test_nothing_happens_before_its_time(client, write):
    scheduled(write)

    assert timetable.keep(at=SOON - timedelta(seconds=1)) == 0
    assert client.get(ADDRESS).status_code == 404


def test_at_its_time_a_page_is_published_by_nobody_and_leaves_its_act(client, write):
    article = scheduled(write)

    assert timetable.keep(at=SOON) == 1
    assert timetable.keep(at=LATER) == 0

    assert client.get(ADDRESS).status_code == 200
    assert verbs(article) == [("publication.published", None)]


@pytest.mark.parametrize(("kind", "status"), [("readable", 200), ("gone", 410), ("never", 404)])
def test_after_its_time_a_page_is_withdrawn_in_the_way_it_declares(client, write, kind, status):
    read_until(write, SOON, kind)

    assert timetable.keep(at=SOON) == 1
    assert timetable.keep(at=LATER) == 0

    page = client.get(ADDRESS)
    assert page.status_code == status
    assert (Withdrawal.objects.get().reason in page.text) == (kind != "never")
    assert Withdrawal.objects.get().reason.startswith("Masa berlakunya berakhir pada Rabu, 7")


def test_a_change_without_a_note_is_kept_back_and_its_editors_hear_why(write, sign_in):
    rina = sign_in(Role.PORTAL_EDITOR)
    article = scheduled(write)
    timetable.keep(at=SOON)
    with time_machine.travel(SOON):
        article = Article.objects.get()
        article.lead, article.go_live_at = "Dua ribu bibit.", LATER
        article.save_revision().publish()

    with time_machine.travel(LATER):
        timetable.keep(at=LATER)

    assert not Article.objects.get().lead
    assert verbs(article)[-1] == ("publication.kept-back", None)
    letter = Letter.objects.get()
    assert (letter.to, letter.matter) == (rina, "kept-back")
    assert "belum dijelaskan" in letter.note
    assert timetable.keep(at=LATER + HOUR) == 0


def test_a_page_that_fails_holds_up_no_other(write, monkeypatch):
    scheduled(write, title="Yang gagal")
    scheduled(write, title="Yang lain")
    save = Article.save

    def fails(self, *args, **facts):
        if self.title == "Yang gagal" and self.live:
            raise RuntimeError("the disk is full")
        save(self, *args, **facts)

    monkeypatch.setattr(Article, "save", fails)

    assert timetable.keep(at=SOON) == 1
    assert Article.objects.get(live=True).title == "Yang lain"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_nodes_publish_it_once(transactional_portal):
    barrier, counts = Barrier(2), []

    def node():
        barrier.wait()
        counts.append(timetable.keep(at=SOON))
        connection.close()

    threads = [Thread(target=node) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(counts) == [0, 1]
    assert Edition.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_city_keeps_its_time_by_itself(transactional_portal):
    with time_machine.travel(LATER):
        keeper = Timekeeper(every=0.01)
        keeper.start()
        for _ in range(500):
            if Article.objects.filter(live=True).exists():
                break
            keeper.join(0.02)
        keeper.stop()

    assert Article.objects.get().live


@pytest.fixture
def transactional_portal(django_db_serialized_rollback, transactional_db, write):
    return scheduled(write)


def test_a_letter_is_sent_once_and_forgotten(write, sign_in, mailoutbox):
    rina = sign_in(Role.PORTAL_EDITOR)
    letters.tell(Letter.Matter.REVIEW, write("Jam layanan"), [rina, rina, None])

    later = Letter.objects.get().at
    assert letters.send_letters(at=later) == 1
    assert letters.send_letters(at=later) == 0

    (mail,) = mailoutbox
    assert mail.to == [rina.email]
    assert mail.subject == "Contoh: bukan situs resmi – “Jam layanan” perlu ditinjau"
    assert "apakah isinya masih benar?" in mail.body
    assert "/kerja/redaksi/pages/" in mail.body


def test_while_the_mail_server_is_away_a_letter_waits_longer_each_time(
    write, sign_in, mailoutbox, monkeypatch
):
    letters.tell(Letter.Matter.REVIEW, write("Jam layanan"), [sign_in(Role.PORTAL_EDITOR)])
    at = Letter.objects.get().at

    class Away:
        def send_messages(self, _):
            raise OSError("no route to the mail server")

        def close(self):
            pass

    with monkeypatch.context() as patch:
        patch.setattr(letters, "get_connection", Away)
        waits = []
        for _ in range(3):
            letters.send_letters(at=at)
            waits.append(Letter.objects.get().due_at - at)
            at = Letter.objects.get().due_at
    assert [wait.total_seconds() for wait in waits] == [60, 120, 240]

    assert letters.send_letters(at=at) == 1
    assert len(mailoutbox) == 1
