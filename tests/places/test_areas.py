"""Areas are known by their code: names repeat, and carry what they lie in when they are shown."""

import pytest
from django.db import IntegrityError, transaction

from cygos.config import packs
from cygos.kernel.places.models import Area, Level
from tests.pack.conftest import Folder


@pytest.fixture
def semarang(db):
    Folder(packs.where("semarang")).apply()


@pytest.fixture
def contoh(db):
    """A province, its city and one kecamatan, to put kelurahan in."""
    province = Area.objects.create(code="98", level=Level.PROVINCE, name="Contoh")
    city = Area.objects.create(code="98.01", level=Level.CITY, name="Kota Contoh", parent=province)
    return Area.objects.create(code="98.01.01", level=Level.DISTRICT, name="Tengah", parent=city)


def ward(district, number, name):
    code = f"{district.code}.{number}"
    return Area.objects.create(code=code, level=Level.WARD, name=name, parent=district)


def test_semarang_has_16_kecamatan_and_177_kelurahan(semarang):
    assert Area.objects.districts().count() == 16
    assert Area.objects.wards().count() == 177
    assert Area.objects.count() == 195


def test_two_names_repeat_and_are_told_apart_by_what_they_lie_in(semarang):
    wards = Area.objects.wards().with_path()
    twice = sorted(w.path for w in wards if w.name in {"Purwosari", "Mangunharjo"})

    assert twice == [
        "Mangunharjo, Tembalang",
        "Mangunharjo, Tugu",
        "Purwosari, Mijen",
        "Purwosari, Semarang Utara",
    ]


def test_seven_kelurahan_carry_the_name_of_their_kecamatan(semarang):
    assert sum(w.name == w.parent.name for w in Area.objects.wards().with_path()) == 7


def test_every_code_says_what_the_area_lies_in(semarang):
    assert all(
        area.code.startswith(f"{area.parent.code}.") for area in Area.objects.exclude(parent=None)
        .select_related("parent")
    )  # fmt: skip


def test_within_is_an_area_and_everything_in_it(semarang):
    tembalang = Area.objects.get(code="33.74.10")

    assert Area.objects.within(tembalang).count() == 1 + 12


def test_names_come_as_a_reader_expects_small_letters_and_capitals_alike(contoh):
    for number, name in enumerate(
        ["Éntal", "bandarharjo", "Candi", "Ngesrep", "élok", "Bulu"], 1001
    ):
        ward(contoh, number, name)

    names = [area.name for area in Area.objects.wards().by_name()]

    assert names == ["bandarharjo", "Bulu", "Candi", "Ngesrep", "élok", "Éntal"]


def test_two_of_one_name_come_in_the_order_of_their_codes(contoh):
    ward(contoh, 1002, "Kenanga")
    ward(contoh, 1001, "kenanga")

    assert [area.code[-4:] for area in Area.objects.wards().by_name()] == ["1001", "1002"]


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"code": "3374011001"}, "an_area_code_is_written_with_dots"),
        ({"code": "98.01.01.1001", "parent": None}, "only_a_province_stands_alone"),
        ({"code": "98.01.01.1001", "postal_code": "501"}, "a_postal_code_has_five_digits"),
        ({"code": "98.01.01.1001", "name": ""}, "an_area_has_a_name"),
    ],
)
def test_what_cannot_be_is_refused_by_the_database_too(contoh, facts, rule):
    ward = {"level": Level.WARD, "name": "Kenanga", "parent": contoh} | facts

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Area.objects.create(**ward)
