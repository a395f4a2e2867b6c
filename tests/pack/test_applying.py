"""A pack makes a city; a newer pack mends what nobody touched, and never overwrites an edit unseen."""

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from cygos.config import packs
from cygos.information.news.models import Category
from cygos.kernel.acts.models import Act
from cygos.kernel.city.models import City
from cygos.kernel.pack import applying
from cygos.kernel.pack.comparing import Everything, Fate
from cygos.kernel.pack.faults import BrokenRule, PackMoved, RemovedOnScreen, UnknownKeys
from cygos.kernel.people.models import Hat, Person, Post, Unit
from cygos.kernel.places.models import Area
from cygos.kernel.terms.models import Term
from tests.pack.conftest import AT

CUACA = {"slug": "cuaca", "name": "Cuaca", "name_en": "", "order": "100"}


def fates(plan):
    return {entry.name: entry.fate for entry in plan.entries}


def test_a_pack_becomes_a_city(lembayung):
    city = City.objects.here()

    assert (city.name, city.palette["accent"]) == ("Kota Lembayung", "#6B2D73")
    assert [line["number"] for line in city.hotlines] == ["112", "129"]
    assert [area.name for area in Area.objects.wards()] == ["Hulu", "Kenanga", "Kenanga"]
    assert Unit.objects.get(code="kantor-keluarga").successor.code == "dinas-keluarga"
    assert Post.objects.get(code="camat-hulu").superior.title == "Sekretaris Daerah"
    assert str(Term.objects.get(key="ppi.notice")) == "ppi.notice: 10 hari kerja"
    assert Category.objects.get(slug="pasar").name_en == "Market news"
    assert Hat.objects.get(person__name="Joko Wicaksana").get_capacity_display() == "Plt."


def test_it_leaves_one_act(lembayung):
    (act,) = Act.objects.filter(verb="pack.applied")

    assert act.at == AT
    assert act.details["pack"] == "tiga-kelurahan"
    assert act.details["rows"] == {"new": 42}


def test_the_same_pack_again_changes_nothing_and_says_so(lembayung):
    plan = lembayung.apply()

    assert plan.entries == ()
    assert Act.objects.filter(verb="pack.applied").count() == 1


def test_a_newer_pack_changes_what_nobody_edited(lembayung):
    lembayung.change("units.csv", "dinas-kota", phone="0999 5")
    lembayung.replace("pack.toml", "satu senja", "satu fajar")

    plan = lembayung.apply()

    assert fates(plan) == {"city:99.01": Fate.CHANGED, "units:dinas-kota": Fate.CHANGED}
    assert Unit.objects.get(code="dinas-kota").phone == "0999 5"
    assert City.objects.here().motto == "Tiga kelurahan, satu fajar"


def test_a_change_by_the_pack_is_counted_like_any_other(lembayung):
    before = Unit.objects.get(code="dinas-kota").revision
    lembayung.change("units.csv", "dinas-kota", phone="0999 5")

    lembayung.apply()

    assert Unit.objects.get(code="dinas-kota").revision == before + 1


def test_an_edit_on_screen_stays_and_is_shown(lembayung):
    Unit.objects.filter(code="dinas-kota").update(name="Dinas Tata Kota")

    (entry,) = lembayung.apply().entries

    assert entry.fate is Fate.EDITED
    (field,) = entry.differences
    assert (field.column, field.before, field.after) == ("name", "Dinas Tata Kota", "Dinas Kota")
    assert Unit.objects.get(code="dinas-kota").name == "Dinas Tata Kota"


def test_both_changed_is_a_conflict_and_the_screen_stays(lembayung):
    Unit.objects.filter(code="dinas-kota").update(name="Dinas Tata Kota")
    lembayung.change("units.csv", "dinas-kota", name="Dinas Perkotaan", phone="0999 5")

    (entry,) = lembayung.apply().entries

    assert entry.fate is Fate.CONFLICT
    unit = Unit.objects.get(code="dinas-kota")
    assert (unit.name, unit.phone) == ("Dinas Tata Kota", "0999 5")


def test_the_packs_side_is_taken_by_name(lembayung):
    Unit.objects.filter(code__in=["dinas-kota", "setda"]).update(name="Kantor")

    plan = lembayung.apply(take=["units:dinas-kota"])

    assert fates(plan) == {"units:dinas-kota": Fate.TAKEN, "units:setda": Fate.EDITED}
    names = dict(Unit.objects.values_list("code", "name"))
    assert (names["dinas-kota"], names["setda"]) == ("Dinas Kota", "Kantor")


def test_the_packs_side_is_taken_of_everything(lembayung):
    City.objects.update(motto="Semboyan lain")
    Unit.objects.update(name="Kantor")

    lembayung.apply(take=Everything())

    assert lembayung.plan().entries == ()


def test_a_name_that_is_not_in_the_preview_is_refused(lembayung):
    with pytest.raises(UnknownKeys, match="units:dinas-kuta"):
        lembayung.apply(take=["units:dinas-kuta"])


def test_what_both_sides_changed_alike_is_no_difference(lembayung):
    Unit.objects.filter(code="dinas-kota").update(phone="0999 5")
    lembayung.change("units.csv", "dinas-kota", phone="0999 5")

    assert lembayung.apply().entries == ()


def test_a_row_gone_from_the_pack_stays_in_the_city_and_is_shown(lembayung):
    lembayung.drop("categories.csv", "pasar")

    assert fates(lembayung.apply()) == {"categories:pasar": Fate.GONE}
    assert fates(lembayung.apply()) == {"categories:pasar": Fate.GONE}
    assert Category.objects.filter(slug="pasar").exists()


def test_a_row_removed_on_screen_stays_away_until_it_is_taken(lembayung):
    Category.objects.get(slug="pasar").delete()

    assert fates(lembayung.apply()) == {"categories:pasar": Fate.REMOVED}
    assert not Category.objects.filter(slug="pasar").exists()

    lembayung.apply(take=["categories:pasar"])

    assert Category.objects.get(slug="pasar").name == "Kabar Pasar"


def test_a_row_added_on_screen_is_nobodys_business(lembayung):
    Category.objects.create(slug="cuaca", name="Cuaca")

    assert lembayung.apply().entries == ()


def test_a_row_that_was_there_before_any_pack_said_so_is_a_conflict(lembayung):
    Category.objects.create(slug="cuaca", name="Cuaca hari ini")
    rows = lembayung.rows("categories.csv")
    lembayung.write("categories.csv", [*rows, CUACA])

    assert fates(lembayung.apply()) == {"categories:cuaca": Fate.CONFLICT}
    assert Category.objects.get(slug="cuaca").name == "Cuaca hari ini"


def test_a_new_row_that_needs_one_removed_on_screen_is_refused_whole(lembayung):
    Post.objects.filter(unit__code="kec-hilir").delete()
    Unit.objects.get(code="kec-hilir").delete()
    rows = lembayung.rows("posts.csv")
    lurah = rows[0] | {"code": "lurah-kenanga", "title": "Lurah Kenanga"}
    lembayung.write("posts.csv", [*rows, lurah])
    lembayung.change("units.csv", "dinas-kota", phone="0999 5")

    with pytest.raises(RemovedOnScreen, match="units:kec-hilir"):
        lembayung.apply()

    assert Unit.objects.get(code="dinas-kota").phone == ""


def test_a_name_that_the_screen_gave_to_another_row_is_refused_in_a_sentence(lembayung):
    Category.objects.create(slug="cuaca-kota", name="Cuaca")
    rows = lembayung.rows("categories.csv")
    lembayung.write("categories.csv", [*rows, CUACA])

    with pytest.raises(BrokenRule, match=r"Bagian categories .* \(name\)=\(Cuaca\)"):
        lembayung.apply()


def test_an_edit_between_preview_and_consent_is_not_overwritten(lembayung):
    lembayung.change("units.csv", "dinas-kota", phone="0999 5")
    pack = packs.read(lembayung.path)
    seen = packs.plan(pack, packs.EVERYTHING, take=())
    Unit.objects.filter(code="dinas-kota").update(phone="0999 7")

    with pytest.raises(PackMoved):
        packs.apply(pack, packs.EVERYTHING, seen=seen, take=(), at=AT)

    assert Unit.objects.get(code="dinas-kota").phone == "0999 7"


def test_a_pack_of_another_city_is_refused(lembayung):
    semarang = packs.read(packs.where("semarang"))

    with pytest.raises(packs.AnotherCity, match="Kota Lembayung"):
        packs.plan(semarang, packs.EVERYTHING, take=())


@pytest.mark.django_db(transaction=True)
def test_it_is_never_applied_outside_the_transaction_that_records_it(folder):
    pack = packs.read(folder.path)
    seen = applying.plan(pack, packs.EVERYTHING)

    with pytest.raises(RuntimeError, match="transaction"):
        applying.carry_out(pack, packs.EVERYTHING, at=AT, seen=seen)


@pytest.mark.django_db(transaction=True)
def test_a_pack_that_fails_halfway_leaves_nothing(folder):
    pack = packs.read(folder.path)
    seen = applying.plan(pack, packs.EVERYTHING)

    with transaction.atomic():
        applying.carry_out(pack, packs.EVERYTHING, at=AT, seen=seen)
        transaction.set_rollback(True)

    assert not City.objects.exists()
    assert not Area.objects.exists()
    folder.apply()  # and the next one works, although the database counted on
    assert City.objects.here().pk == 1


def test_invented_people_come_to_demo_cities_only(db, folder):
    pack = packs.read(folder.path)
    sections = packs.sections_for(demo=False)
    seen = packs.plan(pack, sections, take=())

    packs.apply(pack, sections, seen=seen, take=(), at=AT)

    assert City.objects.exists()
    assert not Person.objects.exists()


def test_a_demo_person_has_no_password(lembayung):
    assert not any(person.has_usable_password() for person in Person.objects.filter(is_demo=True))


def test_a_whole_city_takes_few_questions(db, connection_of_semarang):
    pack, queries = connection_of_semarang

    assert sum(len(rows) for rows in pack.rows.values()) > 400
    assert len(queries) <= 110, "\n".join(query["sql"][:90] for query in queries)


@pytest.fixture
def connection_of_semarang(db):
    from django.db import connection

    pack = packs.read(packs.where("semarang"))
    with CaptureQueriesContext(connection) as queries:
        seen = packs.plan(pack, packs.EVERYTHING, take=())
        packs.apply(pack, packs.EVERYTHING, seen=seen, take=(), at=AT)
    return pack, queries.captured_queries
