"""The one door: a case opens, moves, refuses, and leaves its trace; or nothing happened."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cygos.kernel.cases import naming
from cygos.kernel.cases.deeds import Deed
from cygos.kernel.cases.inforce import Now
from cygos.kernel.cases.models import (
    Alarm,
    Case,
    Event,
    Exclusion,
    Party,
    Promise,
    StoredBook,
    Words,
)
from cygos.kernel.cases.models.actor import NOBODY, Actor
from cygos.kernel.cases.performing import open_case, perform
from cygos.kernel.cases.refusals import (
    KeyUsedTwice,
    NotComplete,
    NotInThisCase,
    NotNow,
    NotYourPart,
    OnlyOnce,
    TooLate,
)
from cygos.kernel.cases.ringing import ring_all
from cygos.kernel.ledger.models import Entry
from cygos.kernel.procedure.book import Book
from cygos.kernel.procedure.language import Public
from cygos.kernel.procedure.walking import MISSED
from tests.cases.conftest import at, chance
from tests.cases.question import Question


def last_on(case, name: str) -> date:
    row = Promise.objects.get(case=case, name=name, ended_at=None)
    return (row.due_at - timedelta(microseconds=1)).astimezone(at(1).tzinfo).date()


def verbs(case) -> list[str]:
    return list(Event.objects.filter(case=case).order_by("seq").values_list("action", flat=True))


def test_a_question_without_an_account_opens_a_case_with_its_promise(office):
    opened = office.ask()

    case = opened.case
    assert case.state == "received"
    assert case.number.startswith("UJI-")
    assert last_on(case, "received") == date(2016, 12, 13)  # the 12th is Maulid Nabi
    assert case.due_at == Promise.objects.get(case=case).due_at
    assert Actor.with_code(opened.code).seats
    assert case.part_of(Actor.with_code(opened.code.lower().replace("-", " "))) == {"citizen"}
    assert case.part_of(Actor.with_code("0000-0000-0000-0000")) == frozenset()


def test_the_same_request_again_gets_the_first_answer(office):
    deed = Deed("submit", by=NOBODY, now=Now(at(7), chance), once="same-key", answers={"text": "a"})

    first, again = open_case(Question, deed), open_case(Question, deed)

    assert (first.case.pk, first.code, first.event.pk) == (
        again.case.pk,
        again.code,
        again.event.pk,
    )
    assert Case.objects.count() == Event.objects.count() == Entry.objects.count() == 1


def test_a_key_used_for_something_else_is_refused(office):
    deed = Deed("submit", by=NOBODY, now=Now(at(7), chance), once="same-key", answers={"text": "a"})
    open_case(Question, deed)

    with pytest.raises(KeyUsedTwice):
        open_case(Question, replace(deed, answers={"text": "b"}))


def test_a_number_that_is_taken_is_not_given_twice(office):
    deed = Deed("submit", by=NOBODY, now=Now(at(7), chance), once="one-key", answers={"text": "a"})
    taken = office.ask().case
    Case.objects.filter(pk=taken.pk).update(number=naming.number_of("UJI", deed.key))

    opened = open_case(Question, deed)

    assert opened.case.number == naming.number_of("UJI", deed.key, 1)


def test_a_question_goes_its_way_and_leaves_its_trace(office, joko, rini):
    opened = office.ask()
    case = opened.case

    office.do(case, "forward", joko, at(8), unit="dpu")
    office.do(case, "answer", rini, at(13), text="Pasar dibuka pukul lima pagi.")

    case.refresh_from_db()
    assert (case.state, case.is_open, case.due_at, case.public) == (
        "answered",
        False,
        None,
        Public.TEXT,
    )
    assert verbs(case) == ["submit", "forward", "answer"]
    assert [e.facts["turns"] for e in Event.objects.filter(case=case).order_by("seq")] == [
        [["started", "received"]],
        [["started", "answer_due"], ["kept", "received"]],
        [["kept", "answer_due"]],
    ]
    assert not Alarm.objects.filter(case=case).exists()
    assert not Party.objects.filter(case=case, is_open=True).exists()


def test_what_may_not_be_done_is_refused_and_nothing_is_written(office, joko, rini, tono):
    case = office.ask().case
    before = (Event.objects.count(), Entry.objects.count(), case.revision)

    with pytest.raises(NotYourPart, match="“Teruskan” dilakukan oleh Meja tanya"):
        office.do(case, "forward", rini, at(8), unit="dpu")
    with pytest.raises(NotYourPart):
        office.do(case, "answer", joko, at(8), text="a")
    with pytest.raises(NotComplete, match="unit"):
        office.do(case, "forward", joko, at(8))
    with pytest.raises(NotInThisCase, match="mendesak"):
        office.do(forwarded(office, joko), "urgent", joko, at(9), text="a")
    case.refresh_from_db()
    assert (case.revision, case.state) == (before[2], "received")
    assert verbs(case) == ["submit"]


def forwarded(office, joko, **facts):
    case = office.ask(**facts).case
    office.do(case, "forward", joko, at(8), unit="dpu")
    return case


def test_a_lost_race_says_where_the_case_stands_now(office, joko):
    case = office.ask().case
    same = Case.objects.get(pk=case.pk)
    office.do(case, "refuse", joko, at(8), reason="Bukan kewenangan kota.")

    with pytest.raises(NotNow, match="“Teruskan” tidak dapat dilakukan: perkara ini sudah Ditolak"):
        office.do(same, "forward", joko, at(8), unit="dpu")


def test_another_unit_has_no_part(office, joko, tono):
    case = forwarded(office, joko)

    with pytest.raises(NotYourPart):
        office.do(case, "answer", tono, at(9), text="Bukan urusan kami.")


def test_the_answer_stands_still_while_the_citizen_is_asked(office, joko, rini):
    opened = office.ask()
    case = opened.case
    office.do(case, "forward", joko, at(8), unit="dpu")
    assert last_on(case, "answer_due") == date(2016, 12, 23)

    office.do(case, "inquire", rini, at(13), text="Pasar yang mana?")
    assert Promise.objects.get(case=case, name="answer_due").due_at is None
    office.do(case, "complete", Actor.with_code(opened.code), at(20), text="Pasar Melati.")

    promise = Promise.objects.get(case=case, name="answer_due")
    assert last_on(case, "answer_due") == date(2017, 1, 2)
    assert promise.told_at == at(24, 0) - timedelta(minutes=24)
    assert [(p.from_on.day, p.until_on.day, p.reason) for p in promise.pauses.all()] == [
        (13, 20, "Menunggu penanya")
    ]


def test_a_promise_is_extended_once_with_its_reason(office, joko, rini):
    case = forwarded(office, joko)

    office.do(case, "extend", rini, at(14), reason="Menunggu data pengelola pasar.")

    assert last_on(case, "answer_due") == date(2017, 1, 2)
    with pytest.raises(OnlyOnce):
        office.do(case, "extend", rini, at(15), reason="Lagi.")


def test_the_clock_reminds_misses_and_lets_lapse(office, joko, rini):
    case = forwarded(office, joko)

    rung = ring_all(Now(at(31), chance))

    assert rung == 2
    assert verbs(case)[2:] == ["remind", MISSED]
    missed = Event.objects.get(case=case, action=MISSED)
    assert missed.facts["promise"] == "answer_due"
    assert Entry.objects.filter(body__contains='"t":"case.missed"').count() == 1
    assert ring_all(Now(at(31), chance)) == 0


def test_a_silent_citizen_is_nobodys_broken_promise(office, joko, rini):
    case = forwarded(office, joko)
    office.do(case, "inquire", rini, at(9), text="Pasar yang mana?")

    ring_all(Now(at(31), chance))

    case.refresh_from_db()
    assert case.state == "lapsed"
    assert MISSED not in verbs(case)


def test_an_answer_after_the_end_tells_of_the_broken_promise_first(office, joko, rini):
    case = forwarded(office, joko)

    office.do(case, "answer", rini, at(31), text="Maaf terlambat.")

    assert verbs(case) == ["submit", "forward", MISSED, "answer"]
    assert ["broken", "answer_due"] in Event.objects.get(case=case, action="answer").facts["turns"]


def test_units_are_asked_at_once_and_the_case_goes_on_when_all_have_said(office, joko, rini, tono):
    case = forwarded(office, joko)
    office.do(case, "consult", rini, at(9), units=["dinsos", "kominfo"])
    parts = {part.parties.get(role="unit").seat.unit.code: part for part in case.parts.all()}

    office.do(parts["dinsos"], "give", tono, at(10), text="Setuju.")
    case.refresh_from_db()
    assert case.state == "advised"
    office.do(parts["kominfo"], "give", joko, at(11), text="Setuju.")

    case.refresh_from_db()
    assert case.state == "working"
    assert verbs(case) == ["submit", "forward", "consult", "go_on"]
    assert not Event.objects.get(case=case, action="go_on").facts["turns"]


def test_an_objection_is_a_case_of_its_own_and_only_for_a_while(office, joko):
    opened = office.ask()
    sari = Actor.with_code(opened.code)
    office.do(opened.case, "refuse", joko, at(8), reason="Bukan kewenangan kota.")

    office.do(opened.case, "object", sari, at(9), reason="Pasar itu milik kota.")

    part = opened.case.parts.get()
    assert (part.stored.name, part.state) == ("KBU@1", "filed")
    assert part.part_of(sari) == {"party"}
    assert Words.objects.get(event__case=part).answers == {"reason": "Pasar itu milik kota."}
    with pytest.raises(TooLate, match="21"):
        office.do(opened.case, "object", sari, at(20, month=1, year=2017), reason="Terlambat.")


def test_whoever_has_a_conflict_of_interest_sees_nothing(office, joko, rini):
    case = forwarded(office, joko)
    actor = office.actor(rini)
    assert list(Case.objects.visible_to(actor)) == list(Case.objects.before(actor)) == [case]

    Exclusion.objects.create(case=case, person=rini, reason="Adik penanya.")

    assert not Case.objects.visible_to(actor).exists()
    assert not Case.objects.before(actor).exists()
    with pytest.raises(NotYourPart):
        office.do(case, "answer", rini, at(9), text="a")


def test_each_sees_what_is_theirs(office, joko, rini, tono):
    opened, other = office.ask(), office.ask()
    office.do(opened.case, "forward", joko, at(8), unit="dpu")

    seen = {
        name: {case.number for case in Case.objects.visible_to(actor)}
        for name, actor in {
            "sari": Actor.with_code(opened.code), "joko": office.actor(joko), "rini": office.actor(rini),
            "tono": office.actor(tono), "nobody": NOBODY,
        }.items()
    }  # fmt: skip
    assert seen == {
        "sari": {opened.case.number}, "joko": {opened.case.number, other.case.number},
        "rini": {opened.case.number}, "tono": set(), "nobody": set(),
    }  # fmt: skip


def test_nothing_shows_more_than_its_opener_chose(office, joko, rini):
    case = office.ask(ceiling=Public.STATUS).case
    office.do(case, "forward", joko, at(8), unit="dpu")
    office.do(case, "answer", rini, at(9), text="Pukul lima.")

    case.refresh_from_db()
    assert case.public == Public.STATUS
    assert not Case.objects.public(Public.TEXT).exists()


def test_the_ledger_holds_roles_and_digests_and_nobodys_words(office, joko):
    opened = office.ask()
    office.do(opened.case, "forward", joko, at(8), unit="dpu")

    entries = [json.loads(entry.body) for entry in Entry.objects.order_by("id")]
    assert [(e["t"], e["act"], e["role"], e["state"]) for e in entries] == [
        ("case.act", "UJI.submit", "citizen", "received"),
        ("case.act", "UJI.forward", "desk", "working"),
    ]
    assert entries[0]["at"] == "2016-12-07T07:24:00.000000Z"
    everything = "".join(entry.body for entry in Entry.objects.all())
    for personal in ("Sari", "Joko", "pasar", opened.case.number, opened.code, "dpu"):
        assert personal not in everything


def test_erasing_words_leaves_the_story_and_the_promises(office, joko):
    opened = office.ask()
    digests = list(Entry.objects.order_by("id").values_list("digest", flat=True))

    Words.objects.filter(event__case=opened.case).delete()

    assert verbs(opened.case) == ["submit"]
    assert list(Entry.objects.order_by("id").values_list("digest", flat=True)) == digests


def test_a_book_is_stored_once_and_never_under_other_rules(office):
    office.ask()
    office.ask()

    stored = StoredBook.objects.get()
    assert stored.book == Question.book
    stored.digest = "0" * 64
    stored.save()
    with pytest.raises(ValueError, match="was used with other rules"):
        office.ask()


def test_a_case_follows_the_book_it_was_opened_under(office, joko):
    case = office.ask().case
    plain = Question.book.plain()
    plain["actions"] = [a for a in plain["actions"] if a["name"] != "refuse"]
    old = Book.read({**plain, "version": 0})
    Case.objects.filter(pk=case.pk).update(stored=StoredBook.keep(old, at=at(1)))
    case.refresh_from_db()

    with pytest.raises(KeyError):
        office.do(case, "refuse", joko, at(8), reason="a")


def test_an_act_asks_a_bounded_number_of_questions(
    office, joko, rini, django_assert_max_num_queries
):
    case = forwarded(office, joko)
    actor = office.actor(rini)

    deed = Deed(
        "answer", by=actor, now=Now(at(9), chance), once="one", answers={"text": "Pukul lima."}
    )

    with django_assert_max_num_queries(22):
        perform(case, deed)
