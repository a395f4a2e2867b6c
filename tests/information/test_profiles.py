"""The offices of the city: who heads them, what they were called, and what was published under a name that is gone."""

from datetime import date, datetime

import pytest

from cygos.information.news.models import NewsIndex
from cygos.kernel.people.models import Capacity, Hat, Person, Post, Unit
from cygos.kernel.people.roles import Role
from tests.information.conftest import WIB

AT = datetime(2016, 12, 7, 14, 24, tzinfo=WIB)
OF_THE_LIST = 7


@pytest.fixture
def offices(portal):
    """Bapermas, which ended with 2016, and DP3A, which carries its work on."""
    dp3a = Unit.found(
        "dp3a", "Dinas Perempuan dan Anak", by=None, at=AT, valid_from=date(2017, 1, 1)
    )
    old = Unit.found(
        "bapermas",
        "Bapermas Per dan KB",
        by=None,
        at=AT,
        successor=dp3a,
        valid_until=date(2016, 12, 31),
    )
    return old, dp3a


def head(name, unit, post, **facts):
    person = Person.add(name, f"{name.split()[0].lower()}@contoh.test", by=None, at=AT)
    return Hat.give(person, Role.OFFICER, by=None, at=AT, unit=unit, post=post, **facts)


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_an_office_says_who_heads_it_and_who_did(client, offices):
    _old, dp3a = offices
    post = Post.create("kepala-dp3a", "Kepala DP3A", dp3a, by=None, at=AT, is_head=True)
    head("Lestari Wulandari", dp3a, post, since=date(2017, 1, 2), until=date(2020, 6, 30))
    head("Hartono Wibisana", dp3a, post, since=date(2020, 7, 1), capacity=Capacity.ACTING)

    page = read(client, "/perangkat-daerah/dp3a/")

    now, before = page.split("Pernah memimpin")
    assert "Hartono Wibisana" in now
    assert "Plt." in now
    assert "Lestari Wulandari" in before
    assert '<time datetime="2020-06-30">30-06-2020</time>' in before


def test_who_is_no_head_is_nobodys_business(client, offices):
    _old, dp3a = offices
    post = Post.create("staf-dp3a", "Staf DP3A", dp3a, by=None, at=AT)
    head("Sari Wulandari", dp3a, post, since=date(2017, 1, 2))
    assert "Sari Wulandari" not in read(client, "/perangkat-daerah/dp3a/")


def test_a_former_name_leads_to_the_new_one_and_back(client, offices):
    old = read(client, "/perangkat-daerah/bapermas/")
    assert "31-12-2016" in old
    assert 'href="/perangkat-daerah/dp3a/"' in old
    new = read(client, "/perangkat-daerah/dp3a/")
    assert "Nama sebelumnya" in new
    assert 'href="/perangkat-daerah/bapermas/"' in new
    everything = read(client, "/perangkat-daerah/")
    assert everything.index("Dinas Perempuan dan Anak") < everything.index("Yang sudah tidak ada")
    assert "tidak ditemukan" in read(client, "/perangkat-daerah/tidak-ada/", status=404)


def test_an_article_of_an_office_that_is_gone_says_so(client, write, offices):
    old, dp3a = offices
    write("Rakor hari ini", unit=old)
    write("Rakor tahun depan", unit=dp3a)

    page = " ".join(read(client, "/berita/rakor-hari-ini/").split())

    assert 'Diterbitkan di bawah <strong lang="id">Bapermas Per dan KB</strong>' in page
    assert 'kini <strong lang="id">Dinas Perempuan dan Anak</strong>' in page
    assert "Diterbitkan di bawah" not in read(client, "/berita/rakor-tahun-depan/")
    assert "Rakor hari ini" in read(client, "/perangkat-daerah/bapermas/")


@pytest.mark.parametrize(
    "address", ["/", "/berita/", "/perangkat-daerah/", "/perangkat-daerah/dp3a/"]
)
def test_a_page_says_in_a_sentence_what_it_is(client, offices, address):
    assert '<meta name="description" content="' in read(client, address)


def test_english_readers_read_english_around_it(client, offices):
    page = read(client, "/en/perangkat-daerah/bapermas/")
    assert "Its work is carried on by" in page


@pytest.mark.parametrize("many", [1, 10, 50])
def test_the_list_asks_as_often_for_one_office_as_for_fifty(
    client, portal, django_assert_num_queries, many
):
    for number in range(many):
        Unit.found(f"dinas-{number}", f"Dinas {number}", by=None, at=AT)
    read(client, "/perangkat-daerah/")
    with django_assert_num_queries(OF_THE_LIST):
        read(client, "/perangkat-daerah/")


@pytest.mark.parametrize("many", [1, 10, 50])
def test_home_and_list_ask_as_often_for_one_article_as_for_fifty(
    client, write, django_assert_max_num_queries, many
):
    for number in range(many):
        write(f"Berita {number}")
    assert NewsIndex.objects.get().numchild == many
    for address, count in (("/", 16), ("/berita/", 15)):
        read(client, address)
        with django_assert_max_num_queries(count):
            read(client, address)
