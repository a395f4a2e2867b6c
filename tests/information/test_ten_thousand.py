"""Ten thousand pages need no more memory than a hundred do, but for 20 MB."""

import pytest

from tests.information.pages import PARAGRAPHS, page_2016
from tests.information.weighing import ALLOWED_MORE, city_of_its_own, weigh

__all__ = ["city_of_its_own"]
pytestmark = pytest.mark.slow


def write_pages(folder, count):
    folder.mkdir()
    for number in range(count):
        text = page_2016(
            title=f"Berita nomor {number} dari Kota Contoh",
            head=f"{number % 28 + 1:02}-{number % 12 + 1:02}-20{10 + number % 9} {number % 24:02}:{number % 60:02} WIB "
            f"by Tanya Jawab Dilihat: {number} kali Berita Kota",
            paragraphs=[f"{number}: {paragraph}" for paragraph in PARAGRAPHS * 3],
        )
        (folder / f"{number:05}.txt").write_text(text)


def import_all(folder, environment):
    """What was said of them, and the peak of memory in kB."""
    said, weight = weigh(environment, "import", "portal-page", str(folder))
    return said["summary"], weight


def test_ten_thousand_pages_weigh_little_more_than_a_hundred(tmp_path, city_of_its_own):
    write_pages(tmp_path / "few", 100)
    write_pages(tmp_path / "many", 10_000)

    few, weight_of_few = import_all(tmp_path / "few", city_of_its_own)
    many, weight_of_many = import_all(tmp_path / "many", city_of_its_own)

    assert few["new"] == 100
    assert (many["new"], many["unchanged"], many["refused"]) == (9_900, 100, 0)
    assert weight_of_many <= weight_of_few + ALLOWED_MORE, (weight_of_few, weight_of_many)
