"""Notices: an alert stands on every page until its end; who may post one sees first what everybody will see."""

from datetime import timedelta

import psycopg
import pytest
import time_machine
from django.db import OperationalError, connection

from cygos.config.serving.bell import Bell
from cygos.information.notices.models import Notice, NoticeOver, Rank
from cygos.kernel.acts.models import Act
from cygos.kernel.changes import CHANNEL, EVERYTHING
from cygos.kernel.places.models import Area, Level
from cygos.kernel.refusals import Impossible
from cygos.web import alerts, clock
from tests.information.conftest import THAT_WEDNESDAY

pytestmark = pytest.mark.django_db
FLOOD = "Banjir di Kelurahan Hilir: segera naik ke balai kelurahan."
FLOOD_EN = "Flood in Hilir: go to the ward hall now."
TONIGHT = THAT_WEDNESDAY + timedelta(hours=6)
PAGES = ("/", "/berita/", "/pengumuman/", "/akun/masuk/", "/tidak-ada/", "/lapor/", "/kerja/")


@pytest.fixture
def flood(portal):
    return Notice.post(
        text=FLOOD, text_en=FLOOD_EN, rank=Rank.ALERT, phone="112", ends_at=TONIGHT,
        by=None, at=THAT_WEDNESDAY,
    )  # fmt: skip


def form(**facts):
    return {"rank": "siaga", "text": FLOOD, "ends_at": "2016-12-07T20:24", "order": "0", **facts}


def test_an_alert_stands_on_every_page_the_desk_and_refusals_too(rina, client, flood):
    for address in PAGES:
        for browser in (client, rina):
            page = browser.get(address, follow=True).text
            assert FLOOD in page, address
            assert 'role="alert"' in page
    assert 'href="tel:112"' in client.get("/").text


def test_an_english_reader_is_warned_in_english(client, flood, that_afternoon):
    page = client.get("/en/berita/").text

    assert FLOOD_EN in page
    assert FLOOD not in page


def test_an_alert_leaves_every_page_by_itself(client, flood):
    with time_machine.travel(TONIGHT - timedelta(seconds=1), tick=False):
        assert FLOOD in client.get("/berita/").text
    with time_machine.travel(TONIGHT, tick=False):
        assert FLOOD not in client.get("/berita/").text
        assert FLOOD in client.get("/pengumuman/").text  # among the past ones


def test_an_alert_stays_while_the_database_is_away(client, flood, that_afternoon, monkeypatch):
    client.get("/")
    client.raise_request_exception = False

    def away(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr("cygos.information.notices.views.paged", away)
    answer = client.get("/pengumuman/")

    assert answer.status_code == 503
    assert FLOOD in answer.text


def test_what_is_remembered_ends_with_its_time():
    alerts.remember([("mendesak", timedelta(hours=1)), ("lewat", timedelta(0))])

    assert alerts.remembered() == ["mendesak"]
    alerts.remember([])
    assert alerts.remembered() == []


def test_an_alert_is_seen_before_it_is_sent(rina, client):
    preview = rina.post("/kerja/pengumuman/tambah/", form())

    assert preview.status_code == 200
    assert FLOOD in preview.text
    assert "Belum disiarkan" in preview.text
    assert not Notice.objects.exists()

    again = rina.post("/kerja/pengumuman/tambah/", form(do="ubah"))
    assert FLOOD in again.text
    assert not Notice.objects.exists()

    rina.post("/kerja/pengumuman/tambah/", form(do="siarkan"))
    assert FLOOD in client.get("/").text
    act = Act.objects.get(verb="notice.posted")
    assert act.actor.name == "Rina Melati"
    assert act.details["after"]["rank"] == "siaga"


def test_an_alert_without_an_end_is_refused_on_screen_and_in_the_database(rina):
    answer = rina.post("/kerja/pengumuman/tambah/", form(ends_at="", do="siarkan"))

    assert answer.status_code == 422
    assert "Siaga harus punya waktu selesai." in answer.text
    assert FLOOD in answer.text  # what was typed is still there
    with pytest.raises(Impossible, match="Siaga harus punya waktu selesai"):
        Notice.post(text=FLOOD, rank=Rank.ALERT, by=None, at=THAT_WEDNESDAY)


def test_an_end_in_the_past_is_refused(rina):
    answer = rina.post("/kerja/pengumuman/tambah/", form(ends_at="2016-12-07T14:00"))

    assert answer.status_code == 422
    assert "sesudah saat ini" in answer.text


def test_one_press_takes_an_alert_off_every_page(rina, client, flood):
    answer = rina.post(f"/kerja/pengumuman/{flood.pk}/akhiri/")

    assert answer.status_code == 302
    assert FLOOD not in client.get("/").text
    assert Act.objects.filter(verb="notice.ended").count() == 1
    assert rina.post(f"/kerja/pengumuman/{flood.pk}/akhiri/").status_code == 409
    again = form(do="siarkan", revision="1")
    assert rina.post(f"/kerja/pengumuman/{flood.pk}/ubah/", again).status_code == 409


def test_what_was_called_off_before_it_began_was_never_said(client, portal):
    tomorrow = THAT_WEDNESDAY + timedelta(days=1)
    notice = Notice.post(text="Pawai", starts_at=tomorrow, by=None, at=THAT_WEDNESDAY)

    notice.end(by=None, at=THAT_WEDNESDAY)

    with time_machine.travel(tomorrow + timedelta(days=1), tick=False):
        assert "Pawai" not in client.get("/pengumuman/").text
        assert client.get(f"/pengumuman/{notice.pk}/").status_code == 404
    with pytest.raises(NoticeOver):
        notice.end(by=None, at=tomorrow)


def test_what_is_to_come_is_nobodys_to_read_yet(client, portal, that_afternoon):
    tomorrow = THAT_WEDNESDAY + timedelta(days=1)
    notice = Notice.post(text="Pawai besok", starts_at=tomorrow, by=None, at=THAT_WEDNESDAY)

    assert client.get(f"/pengumuman/{notice.pk}/").status_code == 404
    assert "Pawai besok" not in client.get("/").text


def test_somebody_else_s_change_is_not_overwritten(rina, flood):
    flood.amend(text="Air mulai surut.", by=None, at=THAT_WEDNESDAY, revision=0)

    answer = rina.post(f"/kerja/pengumuman/{flood.pk}/ubah/", form(do="siarkan", revision="0"))

    assert answer.status_code == 409
    assert "Air mulai surut." in answer.text
    assert Notice.objects.get().text == "Air mulai surut."


def test_a_notice_says_where(client, portal, that_afternoon):
    city = Area.objects.create(code="99", level=Level.PROVINCE, name="Contoh")
    hilir = Area.objects.create(code="99.01.01", level=Level.DISTRICT, name="Hilir", parent=city)
    Notice.post(text="Air mati", area=hilir, by=None, at=THAT_WEDNESDAY)

    assert "Kecamatan Hilir" in client.get("/").text


def test_the_most_urgent_comes_first(portal):
    for rank in (Rank.RUNNING, Rank.ALERT, Rank.IMPORTANT):
        Notice.post(text=rank, rank=rank, ends_at=TONIGHT, by=None, at=THAT_WEDNESDAY)

    found = [notice.rank for notice in Notice.objects.running(at=THAT_WEDNESDAY)]
    assert found == ["siaga", "penting", "berjalan"]


@pytest.mark.parametrize(
    "link", ["//jahat.test/", "javascript:alert(1)", "/\\jahat.test", "berita"]
)
def test_a_link_leads_to_a_page_of_ours_or_a_whole_address(rina, link):
    answer = rina.post("/kerja/pengumuman/tambah/", form(link=link))

    assert answer.status_code == 422
    assert "Tautan ditulis seperti" in answer.text


def test_the_past_is_paged_with_the_same_questions(client, portal, django_assert_max_num_queries):
    for number in range(60):
        Notice.post(
            text=f"Lampau {number}", ends_at=THAT_WEDNESDAY + timedelta(minutes=number + 1),
            by=None, at=THAT_WEDNESDAY,
        )  # fmt: skip
    with time_machine.travel(TONIGHT, tick=False), django_assert_max_num_queries(12):
        first = client.get("/pengumuman/").text
    with time_machine.travel(TONIGHT, tick=False):
        second = client.get("/pengumuman/?halaman=2").text

    assert "Lampau 59" in first
    assert "Lampau 0<" in second


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_when_a_notice_ends_by_itself():
    soon = clock.unmoved() + timedelta(seconds=1.5)
    Notice.post(text=FLOOD, rank=Rank.ALERT, ends_at=soon, by=None, at=THAT_WEDNESDAY)
    bell = Bell()
    with psycopg.connect(**_where(), autocommit=True) as ear:
        ear.execute(f"LISTEN {CHANNEL}")
        bell.start()
        try:
            heard = next(iter(ear.notifies(timeout=10, stop_after=1)), None)
            at = clock.unmoved()
            again = list(ear.notifies(timeout=1.2))
        finally:
            bell.stop()

    assert heard is not None
    assert heard.payload == EVERYTHING
    assert timedelta(0) <= at - soon < timedelta(seconds=5)
    assert not again


def _where():
    part = connection.settings_dict
    facts = {
        "dbname": part["NAME"],
        "user": part["USER"],
        "password": part["PASSWORD"],
        "host": part["HOST"],
        "port": part["PORT"],
    }
    return {name: value for name, value in facts.items() if value}
