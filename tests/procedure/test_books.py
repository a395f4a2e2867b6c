"""A rule book is one plain value: read, written, and the same again; and it is not started with a fault."""

import json

import pytest

from cygos.kernel.procedure.book import CLOCK as THE_CLOCK
from cygos.kernel.procedure.book import Book
from cygos.kernel.procedure.declaring import MisdeclaredProcedure, Procedure
from cygos.kernel.procedure.language import (
    ANEW,
    CITY,
    CLOCK,
    DONE,
    OPENER,
    START,
    STAY,
    UNIT,
    Action,
    Promise,
    Role,
    State,
    Told,
    fact,
    term,
)
from tests.procedure import books
from tests.procedure.books import FIVE, Advice, Complaint, Form, Permit, Reason


@pytest.mark.parametrize("procedure", FIVE)
def test_a_book_is_the_same_after_it_was_written_and_read(procedure):
    book = procedure.book

    again = Book.read(json.loads(book.canonical))

    assert again == book
    assert again.canonical == book.canonical
    assert again.digest == book.digest


def test_five_books_have_five_identities():
    assert len({procedure.book.digest for procedure in FIVE}) == len(FIVE)


def test_a_book_names_its_code_and_keeps_none():
    circulate = Permit.book.action("circulate")

    assert (circulate.does, circulate.needs) == ("books.circulate", ("units",))
    assert (circulate.opens, circulate.asks) == ("REK", "ask")
    assert circulate.when == "needs_advice"
    assert Permit.book.action("inspect").when == {
        "all": [{"not": "needs_advice"}, "needs_inspection"]
    }
    assert Permit.book.action("return").name == "return"
    assert dict(Permit.book.facts)["needs_payment"] == "berbayar"
    assert Procedure.effects["books.circulate"] is books.circulate


def test_the_time_a_citizen_is_given_is_not_a_promise_of_the_city():
    assert not Complaint.book.clock("waiting").owed
    assert Complaint.book.clock("received").owed
    assert Complaint.book.clock("answer_due").over == ("assigned", "working")


def test_a_condition_is_true_of_facts():
    inspect = Permit.book.action("inspect")

    assert inspect.holds({"needs_advice": False, "needs_inspection": True})
    assert not inspect.holds({"needs_advice": True, "needs_inspection": True})
    with pytest.raises(KeyError):
        inspect.holds({})


def test_a_book_once_written_does_not_change_under_its_name():
    class First(Procedure, code="SAMA", version=1, title="Sama", basis="-"):
        opener = Role("Warga", of=OPENER)
        open_ = State("Terbuka", due=term("x.y"))
        closed = State("Selesai", final=True)
        submit = Action("Kirim", START >> open_, by=opener)
        end = Action("Akhiri", open_ >> closed, by=opener)

    with pytest.raises(MisdeclaredProcedure, match="SAMA@1 is already written otherwise"):

        class Second(Procedure, code="SAMA", version=1, title="Lain", basis="-"):
            opener = Role("Warga", of=OPENER)
            open_ = State("Terbuka", due=term("x.y"))
            closed = State("Selesai", final=True)
            submit = Action("Kirim", START >> open_, by=opener)
            end = Action("Akhiri", open_ >> closed, by=opener)


def needs_unit(case, *, unit): ...


def a_book(**changed):
    """A small good book, with something planted in it (None: taken out)."""
    opener, unit = Role("Warga", of=OPENER), Role("Unit", of=UNIT)
    open_ = State("Terbuka", due=term("x.open"))
    working = State("Dikerjakan")
    waiting = State("Menunggu", gives=term("x.wait"))
    closed = State("Selesai", final=True)
    body = {
        "opener": opener,
        "unit": unit,
        "open_": open_,
        "working": working,
        "waiting": waiting,
        "closed": closed,
        "answer_due": Promise("Jawaban", term("x.answer"), over=working, pauses=waiting),
        "submit": Action("Kirim", START >> open_, by=opener),
        "take": Action("Kerjakan", open_ >> working, by=unit),
        "ask": Action("Minta", working >> waiting, by=unit),
        "complete": Action("Lengkapi", waiting >> working, by=opener),
        "answer": Action("Jawab", working >> closed, by=unit),
        "lapse": Action("Tutup", waiting >> closed, by=CLOCK),
    }
    for name, make in changed.items():
        body[name] = make(body) if callable(make) and make is not None else make
    body = {name: value for name, value in body.items() if value is not None}
    return type("Small", (Procedure,), body, code="KCL", version=1, title="Kecil", basis="-")


def test_the_small_book_is_good():
    assert a_book().book.name == "KCL@1"
    Procedure.registry.pop("KCL@1")


FAULTS = {
    "nothing leads to lost": {"lost": State("Hilang", final=True)},
    "closed is final, yet revive leaves it without a limit": {
        "revive": lambda b: Action("Buka lagi", b["closed"] >> b["open_"], by=b["opener"])
    },
    "closed is final, yet has a deadline": {
        "closed": State("Selesai", final=True, due=term("x.y")),
        "answer": lambda b: Action("Jawab", b["working"] >> b["closed"], by=b["unit"]),
        "lapse": lambda b: Action("Tutup", b["waiting"] >> b["closed"], by=CLOCK),
    },
    "working has no deadline": {"answer_due": None},
    "open has a term of the city and one of the other side": {
        "open_": State("Terbuka", due=term("x.a"), gives=term("x.b")),
        "submit": lambda b: Action("Kirim", START >> b["open_"], by=b["opener"]),
        "take": lambda b: Action("Kerjakan", b["open_"] >> b["working"], by=b["unit"]),
    },
    "the time given in waiting runs out and nothing happens": {"lapse": None},
    "asked awaits REK, but nothing goes on when they are done": {
        "asked": State("Diminta", due=term("x.y"), awaits=Advice),
        "circulate": lambda b: Action(
            "Edarkan", b["open_"] >> b["asked"], by=b["unit"], opens=Advice
        ),
        "stop": lambda b: Action("Hentikan", b["asked"] >> b["closed"], by=b["unit"]),
    },
    "answer_due runs and stands still in waiting": {
        "answer_due": lambda b: Promise(
            "Jawaban", term("x.y"), over=b["working"] | b["waiting"], pauses=b["waiting"]
        )
    },
    "answer_due goes on in closed, which is final": {
        "answer_due": lambda b: Promise("Jawaban", term("x.y"), over=b["working"] | b["closed"])
    },
    "answer_due begins again by take and does not say whether anew": {
        "back": lambda b: Action("Kembalikan", b["working"] >> b["open_"], by=b["unit"])
    },
    "answer_due says how it begins again, but it never does": {
        "answer_due": lambda b: Promise(
            "Jawaban", term("x.y"), over=b["working"], pauses=b["waiting"], again=ANEW
        )
    },
    "answer needs unit but never asks": {
        "answer": lambda b: Action(
            "Jawab", b["working"] >> b["closed"], by=b["unit"], does=needs_unit
        )
    },
    "extend extends answer_due by no term": {
        "extend": lambda b: Action(
            "Perpanjang", b["working"] >> STAY, by=b["unit"], asks=Reason, extends=b["answer_due"]
        )
    },
    "extend extends answer_due where it does not run": {
        "extend": lambda b: Action(
            "Perpanjang",
            b["open_"] >> STAY,
            by=b["unit"],
            asks=Reason,
            extends=b["answer_due"],
            by_term=term("x.more"),
        )
    },
    "extend extends answer_due and asks for no reason": {
        "extend": lambda b: Action(
            "Perpanjang",
            b["working"] >> STAY,
            by=b["unit"],
            extends=b["answer_due"],
            by_term=term("x.more"),
        )
    },
    "submit opens the case and must lead from nowhere else to a state": {
        "submit": lambda b: Action("Kirim", (START | b["waiting"]) >> b["open_"], by=b["opener"])
    },
    "submit opens the case, so nothing came before it to count from": {
        "submit": lambda b: Action("Kirim", START >> b["open_"], by=b["opener"], within=term("x.y"))
    },
    "lapse is done by the clock, which fills in no form": {
        "lapse": lambda b: Action("Tutup", b["waiting"] >> b["closed"], by=CLOCK, asks=Reason)
    },
    "wake is done by the clock, which opens no case": {
        "wake": lambda b: Action("Bangunkan", START >> b["open_"], by=CLOCK)
    },
    "nag comes at 0 percent of a term": {
        "nag": lambda b: Action("Ingatkan", b["waiting"] >> STAY, by=CLOCK, at=0)
    },
    "nag waits in open for answer_due, which does not run there": {
        "nag": lambda b: Action("Ingatkan", b["open_"] >> STAY, by=CLOCK, on=b["answer_due"])
    },
    "nag waits in working for a deadline that it does not have": {
        "nag": lambda b: Action("Ingatkan", b["working"] >> STAY, by=CLOCK)
    },
    "nag waits in working for sub-cases that nobody asks for": {
        "nag": lambda b: Action("Ingatkan", b["working"] >> b["closed"], by=CLOCK, on=DONE)
    },
    "lapse and drop leave waiting at the same moment": {
        "drop": lambda b: Action("Gugurkan", b["waiting"] >> b["open_"], by=CLOCK),
        "answer_due": lambda b: Promise(
            "Jawaban", term("x.y"), over=b["working"], pauses=b["waiting"], again=ANEW
        ),
    },
    "answer and refuse are both called “Jawab” in working": {
        "refuse": lambda b: Action("Jawab", b["working"] >> b["closed"], by=b["unit"])
    },
    "bystander may do nothing": {"bystander": Role("Penonton", of=CITY)},
    "nothing opens it": {"submit": None},
    "open and waiting and working is a dead end when not is_paid": {
        "answer": lambda b: Action(
            "Jawab", b["working"] >> b["closed"], by=b["unit"], when=fact("is_paid", "berbayar")
        ),
        "lapse": lambda b: Action("Tutup", b["waiting"] >> b["working"], by=CLOCK),
    },
    "answer mentions a state of another procedure": {
        "answer": lambda b: Action("Jawab", b["working"] >> Complaint.confirmed, by=b["unit"])
    },
    "answer mentions a role of another procedure": {
        "answer": lambda b: Action("Jawab", b["working"] >> b["closed"], by=Complaint.unit)
    },
    "nag mentions a promise of another procedure": {
        "nag": lambda b: Action("Ingatkan", b["working"] >> STAY, by=CLOCK, on=Complaint.answer_due)
    },
    "answer_due is over a state of another procedure": {
        "answer_due": lambda b: Promise(
            "Jawaban", term("x.y"), over=b["working"] | Complaint.working
        )
    },
    "nowhere is told to the citizen, but no case ever stands there": {
        "tells": {"nowhere": Told("Tidak ada.")}
    },
    "waiting is not told to the citizen": {
        "tells": {n: Told("Begini.") for n in ("open", "working", "closed")}
    },
}


@pytest.mark.parametrize("sentence", FAULTS)
def test_a_fault_is_refused_in_a_sentence(sentence):
    with pytest.raises(MisdeclaredProcedure) as refused:
        a_book(**FAULTS[sentence])

    assert sentence in str(refused.value).removeprefix("Small: ").split("; ")
    assert "KCL@1" not in Procedure.registry


def test_an_effect_s_name_means_one_effect():
    def hand_over(case): ...

    hand_over.__module__ = "cygos.public_service.books.models"
    with pytest.raises(
        MisdeclaredProcedure, match=r"answer does books\.hand_over, which is already"
    ):
        a_book(
            answer=lambda b: Action(
                "Jawab", b["working"] >> b["closed"], by=b["unit"], does=hand_over
            )
        )


def test_an_end_that_nothing_leads_to_and_never_ends():
    with pytest.raises(MisdeclaredProcedure, match="it never ends"):

        class Endless(Procedure, code="TKA", version=1, title="Tanpa akhir", basis="-"):
            opener = Role("Warga", of=OPENER)
            open_ = State("Terbuka", due=term("x.y"))
            submit = Action("Kirim", START >> open_, by=opener)
            again = Action("Ulangi", open_ >> open_, by=opener)


def test_the_clock_is_nobody():
    assert {a.by for a in Complaint.book.actions if a.name in {"remind", "lapse"}} == {THE_CLOCK}
    assert "clock" not in {role.name for role in Complaint.book.roles}


def test_a_form_is_known_by_its_name_and_fields():
    assert Complaint.book.action("forward").fields == Form("forward", ("unit",)).fields
