"""Persons, units, posts and hats: what may happen to them, what is refused, and the act it leaves."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Capacity, Hat, Person, Post, Unit
from cygos.kernel.people.refusals import (
    HatsToCome,
    LastAdmin,
    NotYourself,
    SameHat,
    UnitHasParts,
    UnitNotThere,
    WornAlready,
)
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import Impossible, Stale
from tests.people.conftest import AT, JANUARY, TODAY, person

NEW_YEAR = date(2017, 1, 1)


def acts(row):
    return [(act.verb, act.details) for act in Act.objects.about(row)]


def test_adding_somebody_leaves_an_act_without_their_name(ratna):
    sari = Person.add("Sari Wulandari", "Sari@Contoh.test", by=ratna, at=AT)

    (act,) = Act.objects.about(sari)

    assert (act.verb, act.actor, act.at) == ("person.added", ratna, AT)
    assert act.details["after"] == {"name": None, "email": None, "is_demo": False, "password": None}
    assert sari.email == "sari@contoh.test"


def test_nobody_has_a_password(ratna):
    assert not ratna.has_usable_password()


def test_two_people_cannot_share_an_address(ratna):
    with pytest.raises(Impossible, match="Alamat surel ini sudah dipakai"):
        Person.add("Ratna Lain", "RATNA@contoh.test", by=None, at=AT)


def test_a_change_made_meanwhile_is_not_overwritten(ratna, joko):
    seen = joko.revision
    joko.amend(name="Joko P.", email=joko.email, by=ratna, at=AT, revision=seen)

    with pytest.raises(Stale, match="sudah diubah orang lain"):
        joko.amend(name="J. Prasetyo", email=joko.email, by=ratna, at=AT, revision=seen)

    joko.refresh_from_db()
    assert joko.name == "Joko P."


def test_saving_the_same_again_leaves_no_act(ratna, joko):
    assert not joko.amend(name=joko.name, email=joko.email, by=ratna, at=AT, revision=joko.revision)

    assert [verb for verb, _ in acts(joko)] == ["person.added"]


def test_a_refused_change_leaves_no_act(ratna, joko):
    with pytest.raises(Impossible):
        joko.amend(name=joko.name, email=ratna.email, by=ratna, at=AT, revision=joko.revision)

    assert [verb for verb, _ in acts(joko)] == ["person.added"]


def test_a_hat_is_worn_from_its_first_to_its_last_day(joko, bapermas):
    last = date(2016, 12, 31)
    Hat.give(joko, Role.OFFICER, by=None, at=AT, unit=bapermas, since=TODAY, until=last)

    worn = [
        day
        for day in (TODAY - timedelta(1), TODAY, last, NEW_YEAR)
        if joko.wears(Role.OFFICER, on=day)
    ]

    assert worn == [TODAY, last]


def test_the_same_hat_is_not_given_twice_for_one_day(ratna, joko, bapermas):
    Hat.give(joko, Role.OFFICER, by=ratna, at=AT, unit=bapermas, since=JANUARY, until=TODAY)

    with pytest.raises(SameHat, match="Joko Prasetyo sudah memegang peran Petugas"):
        Hat.give(joko, Role.OFFICER, by=ratna, at=AT, unit=bapermas, since=TODAY)


def test_the_same_hat_may_be_given_again_the_day_after(ratna, joko, bapermas):
    Hat.give(joko, Role.OFFICER, by=ratna, at=AT, unit=bapermas, since=JANUARY, until=TODAY)
    Hat.give(joko, Role.OFFICER, by=ratna, at=AT, unit=bapermas, since=TODAY + timedelta(1))

    assert joko.hats.count() == 2


def test_the_database_itself_refuses_the_same_hat_twice(joko):
    Hat.objects.create(person=joko, role=Role.OFFICER, since=JANUARY)

    with (
        pytest.raises(IntegrityError, match="the_same_hat_is_not_worn_twice_at_once"),
        transaction.atomic(),
    ):
        Hat.objects.create(person=joko, role=Role.OFFICER, since=TODAY)


def test_a_hat_in_a_unit_that_has_ended_is_refused(joko, bapermas):
    bapermas.close(last_day=date(2016, 11, 30), by=None, at=AT)

    with pytest.raises(UnitNotThere, match="Bapermas Per dan KB tidak ada pada 2016-12-07"):
        Hat.give(joko, Role.OFFICER, by=None, at=AT, unit=bapermas, since=TODAY)


def test_a_post_is_held_in_a_capacity(joko, bapermas):
    head = Post.create(
        "kepala-bapermas", "Kepala Bapermas Per dan KB", bapermas, by=None, at=AT, is_head=True
    )
    hat = Hat.give(
        joko, Role.OFFICER, by=None, at=AT, unit=bapermas, post=head, capacity=Capacity.ACTING, since=TODAY,
    )  # fmt: skip

    assert hat.get_capacity_display() == "Plt."
    assert acts(hat)[0][1]["after"]["capacity"] == "plt"


def test_the_last_city_admin_keeps_the_hat(ratna):
    with pytest.raises(LastAdmin, match="tidak akan ada lagi admin kota"):
        ratna.hats.get().end(last_day=TODAY, by=ratna, at=AT)

    assert ratna.hats.get().until is None


def test_a_city_admin_may_go_when_another_stays(ratna, joko):
    Hat.give(joko, Role.CITY_ADMIN, by=ratna, at=AT, since=TODAY)

    ratna.hats.get().end(last_day=TODAY, by=joko, at=AT)

    assert not ratna.wears(Role.CITY_ADMIN, on=TODAY + timedelta(1))


def test_an_admin_who_leaves_tomorrow_does_not_count(ratna, joko):
    Hat.give(joko, Role.CITY_ADMIN, by=ratna, at=AT, since=JANUARY, until=TODAY)

    with pytest.raises(LastAdmin):
        ratna.hats.get().end(last_day=TODAY, by=joko, at=AT)


def test_the_last_city_admin_is_not_deactivated(ratna, joko):
    with pytest.raises(LastAdmin):
        ratna.deactivate(by=joko, at=AT, on=TODAY)


def test_nobody_deactivates_themselves(ratna):
    with pytest.raises(NotYourself):
        ratna.deactivate(by=ratna, at=AT, on=TODAY)


def test_who_is_deactivated_wears_nothing(ratna, joko):
    Hat.give(joko, Role.OFFICER, by=ratna, at=AT, since=JANUARY)
    joko.deactivate(by=ratna, at=AT, on=TODAY)

    assert not Person.objects.get(pk=joko.pk).wears(Role.OFFICER, on=TODAY)


def test_a_hat_that_has_ended_is_not_ended_later(ratna, joko):
    hat = Hat.give(joko, Role.OFFICER, by=ratna, at=AT, since=JANUARY, until=date(2016, 6, 30))

    with pytest.raises(WornAlready, match="sudah berakhir pada 2016-06-30"):
        hat.end(last_day=TODAY, by=ratna, at=AT)


def test_a_hat_does_not_end_before_it_begins(ratna, joko):
    hat = Hat.give(joko, Role.OFFICER, by=ratna, at=AT, since=TODAY)

    with pytest.raises(Impossible, match="tidak dapat berakhir sebelum dimulai"):
        hat.end(last_day=JANUARY, by=ratna, at=AT)


def test_bapermas_ends_and_dp3a_carries_on(ratna, joko, bapermas):
    dp3a = Unit.found("dp3a", "DP3A", by=ratna, at=AT, valid_from=NEW_YEAR)
    hat = Hat.give(joko, Role.OFFICER, by=ratna, at=AT, unit=bapermas, since=JANUARY)

    bapermas.close(last_day=date(2016, 12, 31), successor=dp3a, by=ratna, at=AT)

    hat.refresh_from_db()
    assert hat.until == date(2016, 12, 31)
    assert list(Unit.objects.existing(on=NEW_YEAR)) == [dp3a]
    assert acts(bapermas)[0] == (
        "unit.closed",
        {
            "before": {"valid_until": None, "successor": None},
            "after": {"valid_until": "2016-12-31", "successor": dp3a.pk},
        },
    )


def test_a_unit_is_not_closed_over_the_heads_of_its_parts(bapermas):
    Unit.found("bapermas-kb", "Bidang KB", by=None, at=AT, parent=bapermas)

    with pytest.raises(UnitHasParts, match="Masih ada 1 unit"):
        bapermas.close(last_day=TODAY, by=None, at=AT)


def test_a_unit_is_not_closed_while_somebody_is_still_to_begin_in_it(joko, bapermas):
    Hat.give(joko, Role.OFFICER, by=None, at=AT, unit=bapermas, since=NEW_YEAR)

    with pytest.raises(HatsToCome):
        bapermas.close(last_day=TODAY, by=None, at=AT)


def test_a_successor_exists_on_the_day_after(bapermas):
    late = Unit.found("dp3a", "DP3A", by=None, at=AT, valid_from=NEW_YEAR)

    with pytest.raises(UnitNotThere):
        bapermas.close(last_day=TODAY, successor=late, by=None, at=AT)


def test_a_unit_does_not_end_before_it_begins(bapermas):
    with pytest.raises(Impossible, match="tidak dapat berakhir sebelum berlaku"):
        bapermas.amend(by=None, at=AT, revision=None, valid_until=date(2001, 1, 1))


def test_a_code_belongs_to_one_unit(bapermas):
    with pytest.raises(Impossible, match="Kode ini sudah dipakai"):
        Unit.found("bapermas", "Yang Lain", by=None, at=AT)


def test_only_a_city_admin_sees_other_people(ratna, joko):
    assert set(Person.objects.visible_to(ratna, on=TODAY)) == {ratna, joko}
    assert set(Person.objects.visible_to(joko, on=TODAY)) == {joko}
    assert set(Hat.objects.visible_to(joko, on=TODAY)) == set()
    assert set(joko.acts_in_sight(on=TODAY)) == set()


@pytest.mark.django_db(transaction=True)
def test_two_admins_cannot_take_off_each_others_hats_at_once():
    import threading

    ratna, joko = (person(name, Role.CITY_ADMIN) for name in ("Ratna", "Joko"))
    start, refused = threading.Barrier(2), []

    def take_off(hat, by):
        start.wait()
        try:
            hat.end(last_day=TODAY, by=by, at=AT)
        except LastAdmin as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=take_off, args=(ratna.hats.get(), joko)),
        threading.Thread(target=take_off, args=(joko.hats.get(), ratna)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
