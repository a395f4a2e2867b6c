"""Lembayung with its desk, two units, and people who sit there; every moment in December 2016, WIB."""

import itertools
from datetime import date, datetime, time

import pytest

from cygos.kernel.calendar import WIB
from cygos.kernel.cases.deeds import Deed, Opening
from cygos.kernel.cases.inforce import Now
from cygos.kernel.cases.models import Desk
from cygos.kernel.cases.models.actor import NOBODY, Actor
from cygos.kernel.cases.performing import open_case, perform
from cygos.kernel.holidays.models import Holiday
from cygos.kernel.people.models import Hat, Person, Unit
from cygos.kernel.people.roles import Role
from cygos.kernel.terms.models import Term
from tests.cases.question import Question

TERMS = {
    "uji.forward": (3, "working_day"),
    "uji.answer": (10, "working_day"),
    "uji.extension": (5, "working_day"),
    "uji.complete": (10, "working_day"),
    "uji.opinion": (72, "hour"),
    "uji.objection": (10, "working_day"),
    "uji.file": (21, "working_day"),
}
LONG_AGO = date(2010, 1, 1)


def at(day: int, hour: int = 14, month: int = 12, year: int = 2016) -> datetime:
    return datetime.combine(date(year, month, day), time(hour, 24), WIB)


def chance(length: int) -> bytes:
    return b"\7" * length


class Office:
    """The city as these tests need it."""

    def __init__(self):
        self.keys = itertools.count(1)
        begun = {"by": None, "at": at(1)}
        self.dinsos = Unit.found("dinsos", "Dinas Sosial", **begun)
        self.dpu = Unit.found("dpu", "Dinas Pekerjaan Umum", **begun)
        self.kominfo = Unit.found("kominfo", "Dinas Kominfo", **begun)
        for role in ("UJI.desk", "KBU.desk"):
            Desk.entrust(role, self.kominfo, **begun)
        for key, (amount, unit) in TERMS.items():
            Term.objects.create(
                key=key,
                area="uji",
                what=key,
                trigger="-",
                amount=amount,
                unit=unit,
                basis="contoh",
                verification="U",
            )
        if not Holiday.objects.exists():
            Holiday.declare(date(2016, 12, 12), "Maulid Nabi Muhammad", **begun)
            Holiday.declare(date(2016, 12, 26), "Cuti Bersama Natal", kind="joint_leave", **begun)

    def person(self, name: str, unit: Unit | None = None, **facts) -> Person:
        person = Person.add(
            name, f"{name.split(maxsplit=1)[0].lower()}@lembayung.example", by=None, at=at(1)
        )
        if unit:
            Hat.give(person, Role.OFFICER, by=None, at=at(1), since=LONG_AGO, unit=unit, **facts)
        return person

    def actor(self, person: Person, day: int = 7) -> Actor:
        return Actor.of(person, on=date(2016, 12, day))

    def key(self) -> str:
        return f"key-{next(self.keys):04}"

    def ask(self, by: Actor = NOBODY, when: datetime | None = None, **facts):
        deed = Deed(
            "submit", by=by, now=Now(when or at(7), chance), once=self.key(),
            answers={"text": "Kapan pasar dibuka? Saya Sari Puspita."},
        )  # fmt: skip
        return open_case(Question, deed, Opening(title="Kapan pasar Lembayung dibuka?", **facts))

    def do(self, case, action: str, by: Actor | Person, when: datetime, **answers):
        actor = by if isinstance(by, Actor) else self.actor(by)
        deed = Deed(action, by=actor, now=Now(when, chance), once=self.key(), answers=answers)
        return perform(case, deed)


@pytest.fixture
def office(db):
    return Office()


@pytest.fixture
def joko(office):
    """Joko Santosa of the desk."""
    return office.person("Joko Santosa", office.kominfo)


@pytest.fixture
def rini(office):
    """Rini Lestari of public works."""
    return office.person("Rini Lestari", office.dpu)


@pytest.fixture
def tono(office):
    """Tono Wibawa of social affairs."""
    return office.person("Tono Wibawa", office.dinsos)
