"""From the pack on the screens edit the city; each change is an act, and the next pack leaves it alone."""

import pytest
from django.test import Client

from cygos.information.news.models import Category
from cygos.kernel.acts.models import Act
from cygos.kernel.city.models import City
from cygos.kernel.pack.comparing import Fate
from cygos.kernel.people.models import Person
from cygos.kernel.terms.models import Term
from cygos.web.models import NavigationEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


@pytest.fixture
def desk(lembayung):
    """Dewi Rembulan, city administrator of Lembayung, at her desk."""
    return _at_the_desk("dewi@lembayung.example")


def _at_the_desk(email):
    client = Client()
    client.person = Person.objects.get(email=email)
    client.post(f"/akun/masuk/sebagai/{client.person.code}/")
    return client


def typed(client, address, **values):
    """What the form at this address would send, with some of it typed anew."""
    form = client.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in (shown | values).items()}


def acts(row, verb):
    return Act.objects.about(row).filter(verb=verb)


def test_the_city_is_renamed_on_screen_and_the_act_says_what_it_was(desk):
    address = "/kerja/kota/jati-diri/"

    answer = desk.post(
        address, typed(desk, address, motto="Tiga kelurahan, satu fajar"), follow=True
    )

    assert "Perubahan disimpan." in answer.text
    assert City.objects.here().motto == "Tiga kelurahan, satu fajar"
    act = acts(City.objects.here(), "city.amended").get()
    assert act.actor == desk.person
    assert act.details == {
        "before": {"motto": "Tiga kelurahan, satu senja"},
        "after": {"motto": "Tiga kelurahan, satu fajar"},
    }


def test_an_edit_on_screen_survives_the_next_pack(desk, lembayung):
    address = "/kerja/kota/jati-diri/"
    desk.post(address, typed(desk, address, motto="Tiga kelurahan, satu fajar"))

    (entry,) = lembayung.apply().entries

    assert (entry.name, entry.fate) == ("city:99.01", Fate.EDITED)
    assert City.objects.here().motto == "Tiga kelurahan, satu fajar"


def test_hotlines_are_typed_one_a_line(desk):
    address = "/kerja/kota/jati-diri/"
    lines = "112 | Darurat | Emergency\n\n119 | Ambulans | Ambulance\n"

    desk.post(address, typed(desk, address, hotlines=lines))

    assert City.objects.here().hotlines[1] == {
        "number": "119", "label": "Ambulans", "label_en": "Ambulance",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("112 | Darurat", "perlu tiga bagian"),
        ("satu satu dua | Darurat | Emergency", "tidak dapat dihubungi"),
        ("112 | Darurat | ", "perlu nama dalam bahasa Indonesia dan Inggris"),
    ],
)
def test_a_hotline_that_cannot_be_is_a_sentence_and_stays_typed(desk, lines, sentence):
    address = "/kerja/kota/jati-diri/"

    answer = desk.post(address, typed(desk, address, hotlines=lines))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert lines in answer.text
    assert City.objects.here().hotlines[0]["label"] == "Darurat"


def test_a_term_gets_another_amount(desk):
    address = "/kerja/kota/tenggat/ppi.notice/ubah/"

    desk.post(address, typed(desk, address, amount="7", verification="U"))

    term = Term.objects.get(key="ppi.notice")
    assert (term.amount, term.is_law) == (7, False)
    assert acts(term, "term.amended").get().details["before"] == {"amount": 10, "verification": "V"}


def test_a_term_of_nothing_is_refused(desk):
    address = "/kerja/kota/tenggat/ppi.notice/ubah/"

    answer = desk.post(address, typed(desk, address, amount="0"))

    assert answer.status_code == 422
    assert Term.objects.get(key="ppi.notice").amount == 10


def test_two_who_edit_the_same_term_are_told(desk):
    address = "/kerja/kota/tenggat/ppi.notice/ubah/"
    mine = typed(desk, address, amount="7")
    desk.post(address, typed(desk, address, amount="8"))

    answer = desk.post(address, mine)

    assert answer.status_code == 409
    assert "sudah diubah orang lain" in answer.text
    assert Term.objects.get(key="ppi.notice").amount == 8


def test_a_term_that_a_pack_changed_meanwhile_is_told_as_well(desk, lembayung):
    address = "/kerja/kota/tenggat/ppi.notice/ubah/"
    mine = typed(desk, address, amount="7")
    lembayung.change("terms.csv", "ppi.notice", amount="9")
    lembayung.apply()

    assert desk.post(address, mine).status_code == 409
    assert Term.objects.get(key="ppi.notice").amount == 9


def test_terms_are_found_by_what_they_are_for(desk):
    page = desk.get("/kerja/kota/tenggat/?q=perpanjangan").text

    assert "ppi.extension" in page
    assert "ppi.notice" not in page


def test_a_room_is_added_renamed_and_removed(desk):
    desk.post(
        "/kerja/kota/navigasi/tambah/",
        {"label": "Data", "label_en": "Data", "address": "/data/", "order": "30"},
    )
    room = NavigationEntry.objects.get(address="/data/")
    amend = f"/kerja/kota/navigasi/{room.pk}/ubah/"
    desk.post(amend, typed(desk, amend, label="Data Terbuka"))
    assert NavigationEntry.objects.get(pk=room.pk).label == "Data Terbuka"

    remove = f"/kerja/kota/navigasi/{room.pk}/hapus/"
    desk.post(remove, typed(desk, remove))

    assert not NavigationEntry.objects.filter(pk=room.pk).exists()
    verbs = Act.objects.about(room).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["navigation.added", "navigation.amended", "navigation.removed"]


def test_a_room_that_is_there_already_is_refused_and_stays_typed(desk):
    answer = desk.post(
        "/kerja/kota/navigasi/tambah/",
        {"label": "Kabar lagi", "label_en": "", "address": "/berita/", "order": "30"},
    )

    assert answer.status_code == 422
    assert "Kabar lagi" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/kerja/kota/jati-diri/",
        "/kerja/kota/tenggat/",
        "/kerja/kota/tenggat/ppi.notice/ubah/",
        "/kerja/kota/navigasi/",
        "/kerja/kota/navigasi/tambah/",
    ],
)
def test_only_a_city_administrator_comes_in(desk, address):
    ratna = _at_the_desk("ratna@lembayung.example")  # she edits the portal

    assert desk.get(address).status_code == 200
    assert ratna.get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize(
    "address",
    ["/kerja/kota/tenggat/ppi.notise/ubah/", "/kerja/kota/navigasi/999999/ubah/"],
)
def test_what_is_not_there_is_said(desk, address):
    assert desk.get(address).status_code == 404


def test_a_category_is_added_and_renamed_by_the_portals_editor_too(desk):
    ratna = _at_the_desk("ratna@lembayung.example")
    ratna.post(
        "/kerja/kota/kategori/tambah/",
        {"slug": "cuaca", "name": "Cuaca", "name_en": "Weather", "order": "30"},
    )
    amend = "/kerja/kota/kategori/cuaca/ubah/"
    desk.post(amend, typed(desk, amend, name="Prakiraan Cuaca"))

    category = Category.objects.get(slug="cuaca")
    assert category.name == "Prakiraan Cuaca"
    told = Act.objects.about(category).order_by("id").values_list("verb", "actor__name")
    assert list(told) == [
        ("category.added", "Ratna Kusumaningtyas"),
        ("category.amended", "Dewi Rembulan"),
    ]
    assert "Prakiraan Cuaca" in ratna.get("/kerja/kota/kategori/").text
