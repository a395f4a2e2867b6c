"""Two small rule books for cases that really stand in the database: a question, and the objection to its refusal."""

from cygos.kernel.cases.performing import Doing
from cygos.kernel.people.models import Unit
from cygos.kernel.procedure.declaring import Procedure
from cygos.kernel.procedure.language import (
    CITY,
    CLOCK,
    DONE,
    NOTHING,
    OPENER,
    START,
    STATUS,
    STAY,
    TEXT,
    UNIT,
    Action,
    Promise,
    Role,
    State,
    fact,
    term,
)
from tests.procedure.books import Form

Text = Form("text", ("text",))
Reason = Form("reason", ("reason",))
Forward = Form("forward", ("unit",))
Ask = Form("ask", ("units",))


def hand_over(doing: Doing, *, unit: str) -> None:
    doing.assign(Unit.objects.get(code=unit), "unit")


def circulate(doing: Doing, *, units: list[str]) -> None:
    for code in units:
        doing.open_under(Opinion, unit=Unit.objects.get(code=code))


class Opinion(Procedure, code="PDT", version=1, title="Pendapat unit", basis="ketentuan kota"):
    asker = Role("Peminta", of=OPENER)
    unit = Role("Unit", of=UNIT)

    asked = State("Diminta", due=term("uji.opinion"), public=NOTHING)
    given = State("Diberikan", final=True, public=NOTHING)

    ask = Action("Minta", START >> asked, by=asker)
    give = Action("Beri pendapat", asked >> given, by=unit, asks=Text)


class Objection(Procedure, code="KBU", version=1, title="Keberatan", basis="ketentuan kota"):
    party = Role("Yang berkeberatan", of=OPENER)
    desk = Role("Meja keberatan", of=CITY)

    filed = State("Diajukan", due=term("uji.objection"), public=STATUS)
    decided = State("Diputus", final=True, public=STATUS)

    file = Action("Ajukan", START >> filed, by=party, asks=Reason)
    decide = Action("Putuskan", filed >> decided, by=desk, asks=Text)


class Question(Procedure, code="UJI", version=1, title="Pertanyaan uji", basis="ketentuan kota"):
    citizen = Role("Penanya", of=OPENER)
    desk = Role("Meja tanya", of=CITY)
    unit = Role("Perangkat daerah", of=UNIT)

    received = State("Diterima", due=term("uji.forward"), public=STATUS)
    working = State("Dikerjakan", public=STATUS)
    waiting = State("Menunggu penanya", gives=term("uji.complete"), public=STATUS)
    advised = State("Menunggu pendapat", public=STATUS, awaits=Opinion)
    answered = State("Dijawab", final=True, public=TEXT)
    refused = State("Ditolak", final=True, public=STATUS)
    lapsed = State("Dianggap selesai", final=True, public=STATUS)

    answer_due = Promise("Jawaban", term("uji.answer"), over=working | advised, pauses=waiting)

    submit = Action("Kirim", START >> received, by=citizen, asks=Text, leaves="tanda-terima")
    forward = Action("Teruskan", received >> working, by=desk, asks=Forward, does=hand_over)
    refuse = Action("Tolak", received >> refused, by=desk, asks=Reason)
    inquire = Action("Minta penjelasan", working >> waiting, by=unit, asks=Text)
    complete = Action("Jelaskan", waiting >> working, by=citizen, asks=Text)
    consult = Action(
        "Minta pendapat", working >> advised, by=unit, asks=Ask, does=circulate, opens=Opinion
    )
    extend = Action(
        "Perpanjang",
        working >> STAY,
        by=unit,
        asks=Reason,
        extends=answer_due,
        by_term=term("uji.extension"),
    )
    answer = Action("Jawab", working >> answered, by=unit, asks=Text)
    urgent = Action(
        "Jawab segera", working >> answered, by=desk, asks=Text, when=fact("is_urgent", "mendesak")
    )
    object = Action(
        "Ajukan keberatan",
        refused >> STAY,
        by=citizen,
        asks=Reason,
        opens=Objection,
        within=term("uji.file"),
    )

    go_on = Action("Lanjut", advised >> working, by=CLOCK, on=DONE)
    remind = Action("Ingatkan", working >> STAY, by=CLOCK, on=answer_due, at=75)
    lapse = Action("Anggap selesai", waiting >> lapsed, by=CLOCK)
