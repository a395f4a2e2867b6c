"""What a worker counted is handed over exactly once, wherever it is cut off."""

import signal
import subprocess
import sys
from datetime import date

import pytest
from django.db import OperationalError

from cygos.web.counting import models
from cygos.web.counting.models import HandedOver, ViewsOn
from cygos.web.counting.slots import MOST, Slots

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2016, 12, 7)
RAKOR = ("page-12", WEDNESDAY)
FLOOD = ("page-13", WEDNESDAY)


def views():
    return ViewsOn.objects.of("page-12").total()


def count(counter, times, view=RAKOR):
    for _ in range(times):
        counter.add(view)


def test_every_view_once_however_often_it_is_handed_over(counter):
    count(counter, 3)
    counter.hand_over()
    counter.hand_over()
    count(counter, 2)
    counter.hand_over()

    assert views() == 5


def test_the_database_was_away(counter, monkeypatch):
    count(counter, 3)
    with monkeypatch.context() as away:
        away.setattr(models, "_add", fail)
        with pytest.raises(OperationalError):
            counter.hand_over()
    count(counter, 1)
    counter.hand_over()

    assert views() == 4


def test_the_answer_of_the_database_was_lost(counter, monkeypatch):
    """It has what was sent, and the worker does not know."""
    count(counter, 3)
    take = HandedOver.take

    def taken_and_cut_off(*args, **facts):
        take(*args, **facts)
        fail()

    with monkeypatch.context() as away:
        away.setattr(HandedOver, "take", taken_and_cut_off)
        with pytest.raises(OperationalError):
            counter.hand_over()
    count(counter, 1)
    counter.hand_over()

    assert views() == 4


def fail(*_):
    raise OperationalError("the database is away")


@pytest.mark.parametrize("handed_over", [0, 3], ids=["before the first", "after one"])
def test_a_worker_that_was_killed(counter, begin, handed_over):
    count(counter, handed_over)
    counter.hand_over()
    count(counter, 2)
    counter.close()

    successor = begin()
    successor.take_over()
    successor.take_over()

    assert views() == handed_over + 2
    assert HandedOver.objects.count() == 0
    assert len(list(begin.folder.glob("*.slots"))) == 1  # the successor's own


def test_a_worker_that_was_killed_between_the_database_and_its_own_note(
    counter, begin, monkeypatch
):
    count(counter, 3)
    monkeypatch.setattr(Slots, "resolve", once_only())
    counter.hand_over()
    counter.close()
    monkeypatch.undo()

    begin().take_over()

    assert views() == 3


def once_only():
    """Before it sends, it looks; after the database has it, it does not come to write so down."""
    looked = []
    resolve = Slots.resolve

    def one(self, last):
        if not looked:
            looked.append(last)
            resolve(self, last)

    return one


def test_nobody_takes_what_a_living_worker_holds(counter, begin):
    count(counter, 2)

    begin().take_over()

    assert views() == 0


def test_kill_9_loses_nothing(begin):
    script = (
        "import os, signal, sys; from datetime import date; from pathlib import Path;"
        "from cygos.web.counting.slots import Slots;"
        "slots = Slots.begin(Path(sys.argv[1]), 'worker');"
        "[slots.add(('page-12', date(2016, 12, 7))) for _ in range(1000)];"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(begin.folder)], check=False)
    assert ended.returncode == -signal.SIGKILL

    begin().take_over()

    assert views() == 1000


def test_more_pages_than_a_file_holds(counter, monkeypatch):
    monkeypatch.setattr("cygos.web.counting.slots.MOST", 8)
    for number in range(20):
        counter.add((f"page-{number}", WEDNESDAY))
    counter.hand_over()

    assert sum(ViewsOn.objects.all().totals().values()) == 20
    assert MOST == 16_384
    assert len(counter._slots) == 1


def test_a_file_that_was_cut_short_stops_nobody(counter, begin):
    (begin.folder / "half.slots").write_bytes(b"CYGOS")

    counter.take_over()

    assert not (begin.folder / "half.slots").exists()


def test_what_is_shown_never_falls(counter):
    assert counter.total("page-12", at_least=7) == 7
    count(counter, 2)
    assert counter.total("page-12", at_least=7) == 9
    ViewsOn.objects.create(key="page-12", day=date(2016, 12, 6), count=7)
    counter.hand_over()
    assert counter.total("page-12", at_least=7) == 9


def test_the_number_of_another_worker_is_learned(counter, begin):
    other = begin()
    count(other, 5)
    other.hand_over()
    assert counter.total("page-12", at_least=0) == 0

    counter.hand_over()

    assert counter.total("page-12", at_least=0) == 5


def test_the_control_without_its_file_loses_what_a_killed_worker_had(counter, begin):
    count(counter, 3)
    counter.close()
    for file in begin.folder.glob("*.slots"):
        file.unlink()

    begin().take_over()

    assert views() == 0
