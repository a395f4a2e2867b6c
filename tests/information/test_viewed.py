"""How often an article was viewed, day by day: drawn, in a table, and as a file; for published pages only."""

from datetime import date

import pytest

from cygos.web.counting.models import ViewsOn
from tests.information.conftest import withdrawn

MONDAY, WEDNESDAY = date(2016, 12, 5), date(2016, 12, 7)


@pytest.fixture
def article(write):
    article = write("Rakor hari ini", view_count=405)
    ViewsOn.objects.create(key=f"page-{article.pk}", day=MONDAY, count=1200)
    ViewsOn.objects.create(key=f"page-{article.pk}", day=WEDNESDAY, count=34)
    return article


def test_readers_see_the_days(client, article):
    page = client.get(f"/dilihat/halaman/{article.pk}/").text

    assert "1.639 kali, 405 di antaranya dihitung portal lama." in page
    assert "Senin, 5 Desember 2016" in page
    assert "6 Desember 2016: 0</title>" in page  # Tuesday had none, and has its place all the same
    assert "5 Desember 2016: 1.200" in page


def test_and_take_them_away(client, article):
    file = client.get(f"/dilihat/halaman/{article.pk}/hitungan.csv").text

    assert file.splitlines() == ["day,count", ",405", "2016-12-05,1200", "2016-12-07,34"]


def test_a_page_that_is_not_published_is_nobodys(client, article):
    withdrawn(article)

    assert client.get(f"/dilihat/halaman/{article.pk}/").status_code == 404
    assert client.get(f"/dilihat/halaman/{article.pk}/hitungan.csv").status_code == 404


def test_an_article_nobody_has_read_says_so(client, write):
    article = write("Rakor besok")

    assert "Belum ada yang dihitung di sini." in client.get(f"/dilihat/halaman/{article.pk}/").text


@pytest.mark.parametrize(
    ("address", "said"), [("/dilihat/", "30 menit terakhir"), ("/en/dilihat/", "last 30 minutes")]
)
def test_the_rule_stands_on_a_page(client, portal, address, said):
    assert said in client.get(address).text


def test_the_article_shows_the_total_and_leads_there(client, article):
    page = client.get("/berita/rakor-hari-ini/").text

    assert (
        f'<a href="/dilihat/halaman/{article.pk}/"><span data-views="page-{article.pk}">Dilihat: 1.639 kali'
        in page
    )
