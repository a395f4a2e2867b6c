"""The front page: how the city greets, what it announces, which rooms are open, what is new and what is read most."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as Drawing
from wagtail.images.models import Image

from cygos.information.agenda.models import AgendaItem, AgendaList
from cygos.information.notices.models import Notice
from cygos.information.portal.models import HomePage, Welcome
from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.web.areas import AREAS
from cygos.web.counting.models import ViewsOn
from tests.information.conftest import THAT_WEDNESDAY, WIB, with_pictures
from tests.information.test_changes import said
from tests.people.conftest import person

DESK = "/kerja/kota/sambutan/"


@pytest.fixture(autouse=True)
def _that_wednesday(db):
    with time_machine.travel(THAT_WEDNESDAY, tick=False):
        yield


@pytest.fixture
def rina(portal):
    """The portal's editor, at her desk."""
    rina = person("Rina Melati", Role.PORTAL_EDITOR, is_demo=True)
    client = Client()
    client.post(f"/akun/masuk/sebagai/{rina.code}/")
    client.person = rina
    return client


def greeting(**facts):
    words = {
        "title": "Selamat datang", "title_en": "Welcome", "words": "Satu pintu.", "words_en": "One door.",
        "alt": "", "alt_en": "", "revision": -1,
    }  # fmt: skip
    return words | facts


def photo():
    content = BytesIO()
    Drawing.new("RGB", (900, 600), "teal").save(content, "JPEG")
    return SimpleUploadedFile("balai-kota.jpg", content.getvalue(), "image/jpeg")


def home(client, language=""):
    answer = client.get(f"{language}/")
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_before_anybody_wrote_a_greeting_the_government_is_named(client, portal):
    assert '<h1 class="ds-heading">Pemerintah Kota Contoh</h1>' in home(client)


def test_the_city_writes_its_greeting_in_both_languages(client, rina):
    with said() as heard:
        answer = rina.post(DESK, greeting(), follow=True)

    assert "Sambutan disimpan" in answer.text
    assert heard.tags == {"*"}
    assert ">Selamat datang</h1>" in home(client)
    english = home(client, "/en")
    assert '<h1 class="ds-heading" lang="en">Welcome</h1>' in english
    assert "One door." in english
    act = Act.objects.about(Welcome.objects.get()).get()
    assert (act.verb, act.actor.name) == ("welcome.written", "Rina Melati")


def test_a_greeting_that_is_half_translated_stays_in_bahasa(client, rina):
    rina.post(DESK, greeting(words_en=""))

    assert '<h1 class="ds-heading" lang="id">Selamat datang</h1>' in home(client, "/en")


@with_pictures
def test_a_picture_stands_beside_it_and_goes_again(client, rina, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    rina.post(DESK, greeting(file=photo(), alt="Balai kota pada pagi hari"))

    page = home(client)
    assert 'alt="Balai kota pada pagi hari"' in page
    assert 'loading="lazy"' in page.partition('alt="Balai kota')[2][:200]
    assert Image.objects.get().renditions.count() == 2

    rina.post(DESK, greeting(revision=0, is_without="on"))
    assert "<img" not in home(client).partition("<main")[2]
    assert Welcome.objects.get().picture is None


def test_who_wrote_meanwhile_is_not_overwritten(rina):
    rina.post(DESK, greeting(title="Selamat pagi"))

    answer = rina.post(DESK, greeting(title="Selamat siang"))

    assert answer.status_code == 409
    assert "Selamat siang" in answer.text  # what was typed is still there
    assert Welcome.objects.get().title == "Selamat pagi"


def test_open_rooms_lead_somewhere_and_the_others_say_so(client, portal):
    page = home(client).partition("Enam ruang CyGoS")[2].partition("Berita terbaru")[0]

    assert len(AREAS) == 6
    assert page.count("Belum dibuka") == sum(not area.doors for area in AREAS) == 5
    assert '<a href="/berita/">Berita Kota</a>' in page
    for closed in ("/lapor/", "/perizinan/", "/pasar/", "/rencana/", "/rapat/"):
        assert f'href="{closed}"' not in page
    assert '<a href="/en/berita/">' in home(client, "/en")


def view(page, day, times):
    ViewsOn.objects.create(key=f"page-{page.pk}", day=day, count=times)


def test_most_read_are_the_articles_of_seven_days_each_with_its_count(client, write):
    rakor, pasar, lama = write("Rakor hari ini"), write("Pasar senja"), write("Kabar lama")
    view(rakor, date(2016, 12, 7), 1_200)
    view(rakor, date(2016, 12, 1), 34)  # the seventh day counts
    view(pasar, date(2016, 12, 6), 77)
    view(lama, date(2016, 11, 30), 9_999)  # the eighth does not
    view(HomePage.objects.get(), date(2016, 12, 7), 5_000)

    page = home(client).partition("Paling banyak dibaca")[2].partition("</section>")[0]

    assert page.index("Rakor hari ini") < page.index("1.234 kali")
    assert page.index("1.234 kali") < page.index("Pasar senja") < page.index("77 kali")
    assert "Kabar lama" not in page
    assert "Kota Contoh" not in page


def test_what_was_withdrawn_is_not_among_the_most_read(client, write):
    rakor = write("Rakor hari ini")
    view(rakor, date(2016, 12, 7), 12)
    rakor.withdraw("gone", reason="Keliru.", by=None, at=THAT_WEDNESDAY)

    assert "Paling banyak dibaca" not in home(client)


def happens(title, *, days, **facts):
    """An item of the agenda so many days from that Wednesday."""
    starts = THAT_WEDNESDAY + timedelta(days=days)
    item = AgendaItem(title=title, starts_at=starts, place="Balai Kota", **facts)
    return AgendaList.objects.get().add_child(instance=item)


def test_what_happens_next_stands_there_and_what_is_over_does_not(client, portal):
    happens("Kerja bakti", days=3)
    happens("Pasar senja", days=1, cancelled_because="Hujan deras.")
    happens("Senam pagi", days=-1)

    page = home(client).partition('id="agenda"')[2].partition("</section>")[0]

    assert page.index("Pasar senja") < page.index("Dibatalkan") < page.index("Kerja bakti")
    assert "Sabtu, 10 Desember 2016" in page
    assert "Balai Kota" in page
    assert "Senam pagi" not in page
    assert 'href="/agenda/"' in page


@pytest.mark.parametrize("many", [1, 10, 50])
def test_the_front_page_asks_as_often_for_one_of_each_as_for_fifty(client, write, many):
    Welcome.write(by=None, at=THAT_WEDNESDAY, title="Selamat datang")
    for number in range(many):
        view(write(f"Berita {number}"), date(2016, 12, 7), number + 1)
        happens(f"Acara {number}", days=number + 1)
        Notice.post(text=f"Loket {number} tutup", by=None, at=datetime(2016, 12, 7, tzinfo=WIB))
    home(client)

    with CaptureQueriesContext(connection) as asked:
        home(client)

    assert len(asked) == QUESTIONS, [query["sql"].partition(" FROM ")[2][:90] for query in asked]


QUESTIONS = 16


def test_only_editors_of_the_portal_and_administrators_write_it(portal):
    dewi = Person.add("Dewi", "dewi@contoh.test", by=None, at=THAT_WEDNESDAY, is_demo=True)
    client = Client()
    client.post(f"/akun/masuk/sebagai/{dewi.code}/")

    assert client.get(DESK).status_code == 403
