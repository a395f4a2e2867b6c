"""An export of ten megabytes needs no more memory than a small one does, but for 20 MB."""

import pytest

from tests.information.weighing import ALLOWED_MORE, city_of_its_own, weigh
from tests.information.wxr import HEAD, TAIL, picture, post

__all__ = ["city_of_its_own"]
pytestmark = pytest.mark.slow
PARAGRAPH = "Warga kelurahan menanam pohon di <strong>tepi sungai</strong> dan merawatnya bersama. "


def write_export(file, *, posts, paragraphs):
    text = "\n\n".join([PARAGRAPH * 8] * paragraphs)
    with file.open("w") as out:
        out.write(HEAD)
        for number in range(1, posts + 1):
            out.write(post(number, title=f"Kabar nomor {number}", text=f"{number}. {text}"))
            out.write(picture(100_000 + number, f"2015/03/{number}.jpg", parent=number))
        out.write(TAIL)


def test_ten_megabytes_weigh_little_more_than_a_few_posts(tmp_path, city_of_its_own):
    write_export(tmp_path / "few.xml", posts=20, paragraphs=50)
    write_export(tmp_path / "many.xml", posts=300, paragraphs=50)
    assert (tmp_path / "many.xml").stat().st_size > 10_000_000

    few, weight_of_few = weigh(city_of_its_own, "import", "wordpress", str(tmp_path / "few.xml"))
    many, weight_of_many = weigh(city_of_its_own, "import", "wordpress", str(tmp_path / "many.xml"))

    assert few["new"] == 20
    assert (many["new"], many["unchanged"], many["refused"]) == (280, 20, 0)
    assert weight_of_many <= weight_of_few + ALLOWED_MORE, (weight_of_few, weight_of_many)
