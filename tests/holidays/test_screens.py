"""The city administrator's screens of holidays."""

import pytest

from cygos.kernel.holidays.models import Holiday, Year
from tests.cases.conftest import Office
from tests.pack.conftest import afternoon, folder, lembayung  # noqa: F401
from tests.pack.test_screens import desk  # noqa: F401  Dewi Rembulan's, city administrator of Lembayung

pytestmark = pytest.mark.usefixtures("afternoon")
HOLIDAYS = "/kerja/kota/hari-libur/"


def test_the_holidays_of_one_year(desk):  # noqa: F811
    page = desk.get(f"{HOLIDAYS}?tahun=2017").text

    assert "Tahun Baru Masehi" in page
    assert "Maulid Nabi" not in page
    assert "2016: Daftar contoh" in page


@pytest.mark.parametrize("chosen", ["", "9999", "abc", "²"])
def test_a_year_that_nobody_lists_shows_all(desk, chosen):  # noqa: F811
    page = desk.get(HOLIDAYS, {"tahun": chosen})

    assert page.status_code == 200
    assert "Maulid Nabi" in page.text


def test_a_holiday_is_declared_amended_and_withdrawn(desk):  # noqa: F811
    facts = {
        "day": "16-12-2016",
        "name": "Pemilihan kepala daerah",
        "name_en": "Election day",
        "kind": "local",
    }
    assert desk.post(f"{HOLIDAYS}tambah/", facts).status_code == 302
    row = Holiday.objects.get(name="Pemilihan kepala daerah")

    amended = desk.post(f"{HOLIDAYS}{row.pk}/ubah/", facts | {"day": "2016-12-15", "revision": "0"})
    row.refresh_from_db()

    assert amended.status_code == 302
    assert row.day.isoformat() == "2016-12-15"
    assert desk.post(f"{HOLIDAYS}{row.pk}/hapus/", {"revision": "1"}).status_code == 302
    assert not Holiday.objects.filter(pk=row.pk).exists()


def test_what_would_move_is_shown_first_and_moves_when_meant(desk):  # noqa: F811
    office = Office()
    case = office.ask().case
    facts = {"day": "2016-12-09", "name": "Pemilihan kepala daerah", "name_en": "", "kind": "local"}

    seen = desk.post(f"{HOLIDAYS}tambah/", facts)

    assert case.number in seen.text
    assert "Selasa, 13 Desember 2016" in seen.text
    assert "Rabu, 14 Desember 2016" in seen.text
    assert not Holiday.objects.filter(day="2016-12-09").exists()
    assert "Pemilihan kepala daerah" in desk.post(f"{HOLIDAYS}tambah/", facts | {"do": "ubah"}).text
    assert desk.post(f"{HOLIDAYS}tambah/", facts | {"do": "simpan"}).status_code == 302
    assert case.events.filter(action="calendar").exists()


def test_a_wrong_day_keeps_what_was_typed(desk):  # noqa: F811
    page = desk.post(
        f"{HOLIDAYS}tambah/", {"day": "31-02-2016", "name": "Tidak ada", "kind": "local"}
    )

    assert page.status_code == 422
    assert "31-02-2016" in page.text
    assert "Tidak ada" in page.text


def test_a_day_that_is_one_already_says_so(desk):  # noqa: F811
    page = desk.post(f"{HOLIDAYS}tambah/", {"day": "2016-12-12", "name": "Lagi", "kind": "local"})

    assert page.status_code == 422
    assert "Hari ini sudah tercatat sebagai hari libur." in page.text


def test_a_year_is_decided_and_reopened(desk):  # noqa: F811
    assert (
        desk.post(f"{HOLIDAYS}tahun/", {"year": "2017", "basis": "Daftar contoh"}).status_code
        == 302
    )
    assert desk.post(f"{HOLIDAYS}tahun/2017/buka/", {"revision": "0"}).status_code == 302

    assert [row.year for row in Year.objects.all()] == [2016]
    assert desk.get(f"{HOLIDAYS}tahun/2044/buka/").status_code == 404
