"""Announcements: a number, a date, until when they hold, and what is attached."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from cygos.information.announcements.models import Announcement, AnnouncementList
from cygos.kernel.people.roles import Role
from tests.information.conftest import THAT_WEDNESDAY
from tests.information.kinds import address_to_add, linked_data, piece_form
from tests.information.test_editors import sign_in

__all__ = ["sign_in"]


@pytest.fixture
def announce(portal):
    """Make something known: announce("Lelang", number=…)."""

    def one(title="Lelang kendaraan", **facts):
        facts = {"announced_on": date(2016, 12, 1), "number": "030/88"} | facts
        listing = AnnouncementList.objects.get()
        return listing.add_child(instance=Announcement(title=title, **facts))

    return one


@pytest.fixture
def file(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = ContentFile(b"a;b\n" * 512, "daftar.csv")
    return Document.objects.create(title="Daftar kendaraan", file=content, file_size=content.size)


@time_machine.travel(THAT_WEDNESDAY, tick=False)
def test_its_page_says_number_day_end_and_attachments(client, announce, file):
    announce(
        valid_until=date(2016, 12, 20), attachments=[("file", {"document": file, "title": ""})]
    )

    page = client.get("/pengumuman-resmi/lelang-kendaraan/").text

    assert "Nomor 030/88" in page
    assert "Kamis, 1 Desember 2016" in page
    assert "Selasa, 20 Desember 2016" in page
    assert "tidak berlaku lagi" not in page
    assert "Daftar kendaraan</a>" in page
    assert "(CSV, 2,0\xa0KB)" in page
    said = linked_data(page)["SpecialAnnouncement"]
    assert (said["datePosted"], said["expires"]) == ("2016-12-01", "2016-12-20")


@time_machine.travel(THAT_WEDNESDAY, tick=False)
def test_one_that_ended_yesterday_says_so_and_one_that_ends_today_holds(client, announce):
    announce("Kemarin", valid_until=date(2016, 12, 6))
    announce("Hari ini", valid_until=date(2016, 12, 7))
    announce("Selamanya")

    assert "tidak berlaku lagi" in client.get("/pengumuman-resmi/kemarin/").text
    assert "tidak berlaku lagi" not in client.get("/pengumuman-resmi/hari-ini/").text
    listed = client.get("/pengumuman-resmi/").text
    assert listed.count("Tidak berlaku lagi") == 1
    holding = client.get("/pengumuman-resmi/berlaku/").text
    assert "Hari ini</a>" in holding
    assert "Selamanya</a>" in holding
    assert "Kemarin</a>" not in holding


def test_it_cannot_end_before_its_day(announce):
    with pytest.raises(ValidationError, match="Tidak mungkin berakhir sebelum tanggalnya"):
        announce(valid_until=date(2016, 11, 30))


def test_the_list_has_sheets_and_an_end(client, announce, django_assert_max_num_queries):
    for number in range(21):
        announce(f"Pengumuman {number}")
    client.get("/pengumuman-resmi/")
    with django_assert_max_num_queries(13):
        assert client.get("/pengumuman-resmi/").status_code == 200
    assert client.get("/pengumuman-resmi/?halaman=2").status_code == 200
    assert client.get("/pengumuman-resmi/?halaman=3").status_code == 404


def test_it_is_found_by_its_number(client, announce):
    announce(number="421/1207")

    assert "Lelang kendaraan" in client.get("/cari/?q=421/1207").text


def test_the_running_notices_lead_to_what_holds(client, announce):
    announce("Lelang kendaraan")

    assert "/pengumuman-resmi/lelang-kendaraan/" in client.get("/pengumuman/").text


def test_an_editor_writes_it_on_a_form_that_says_what_is_wrong(client, portal, sign_in):
    sign_in(Role.PORTAL_EDITOR)
    add = address_to_add(Announcement, AnnouncementList)
    form = piece_form(
        "Lelang", number="1", announced_on="2016-12-01", valid_until="2016-11-01",
        **{"attachments-count": "0"},
    )  # fmt: skip

    assert "Tidak mungkin berakhir sebelum tanggalnya." in client.post(add, form).text

    client.post(add, form | {"valid_until": ""})
    assert Announcement.objects.get().live
