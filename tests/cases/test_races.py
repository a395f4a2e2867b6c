"""Two people press at the same moment; the same request comes twice at once."""

import threading
from dataclasses import replace

import pytest
from django.db import connections

from cygos.kernel.cases.deeds import Deed
from cygos.kernel.cases.inforce import Now
from cygos.kernel.cases.models import Case, Event
from cygos.kernel.cases.models.actor import NOBODY
from cygos.kernel.cases.performing import open_case, perform
from cygos.kernel.cases.refusals import NotNow
from tests.cases.conftest import Office, at, chance
from tests.cases.question import Question


@pytest.fixture
def office(transactional_db):
    return Office()


def at_once(*works):
    """Run each in a thread of its own; what came of them, in their order."""
    results: list[object] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(number, work):
        try:
            gate.wait(20)
            results[number] = work()
        except Exception as fault:
            results[number] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_who_press_at_once_one_is_told_where_the_case_stands(office):
    case = office.ask().case
    joko = office.actor(office.person("Joko Santosa", office.kominfo))
    deeds = [
        Deed(
            "refuse",
            by=joko,
            now=Now(at(8), chance),
            once=f"key-of-{n}",
            answers={"reason": "Bukan urusan kota."},
        )
        for n in range(2)
    ]

    came = at_once(
        *[lambda deed=deed: perform(Case.objects.get(pk=case.pk), deed) for deed in deeds]
    )

    assert sorted(type(result).__name__ for result in came) == ["Event", "NotNow"]
    assert any(isinstance(result, NotNow) for result in came)
    assert Event.objects.filter(case=case).count() == 2


def test_the_same_request_twice_at_once_opens_one_case(office):
    deed = Deed("submit", by=NOBODY, now=Now(at(7), chance), once="same-key", answers={"text": "a"})

    came = at_once(*[lambda: open_case(Question, replace(deed)).case.pk for _ in range(4)])

    assert len({result for result in came if isinstance(result, int)}) == 1, came
    assert all(isinstance(result, int) for result in came), came
    assert Case.objects.count() == 1
