"""Alarms ring once, however many workers there are, wherever one of them is cut off."""

import threading

import pytest
from django.db import connection, connections

from cygos.kernel.cases import ringing
from cygos.kernel.cases.inforce import Now
from cygos.kernel.cases.models import Alarm, Case, Event
from cygos.kernel.cases.ringing import ring, ring_all
from cygos.kernel.procedure.walking import MISSED
from tests.cases.conftest import Office, at, chance

MANY = 24


@pytest.fixture
def many(transactional_db):
    """Questions that nobody forwarded, and their office."""
    office = Office()
    return [office.ask().case for _ in range(MANY)]


class CutOff(Exception):
    """The worker dies here."""


def test_three_workers_tell_of_each_broken_promise_once(many):
    rung, faults = [], []

    def work():
        try:
            rung.append(ring_all(Now(at(31), chance)))
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert faults == []
    ring_all(Now(at(31), chance))
    assert Event.objects.filter(action=MISSED).count() == MANY
    assert sorted(Event.objects.filter(action=MISSED).values_list("case", flat=True)) == sorted(
        c.pk for c in many
    )
    assert not Alarm.objects.due(at(31)).exists()


def test_a_worker_cut_off_in_its_act_leaves_no_half_of_it(many, monkeypatch):
    alarm = Alarm.objects.due(at(31))[0]

    def die(*_args, **_facts):
        Event.objects.filter(case=alarm.case).exists()
        raise CutOff

    with monkeypatch.context() as patched:
        patched.setattr(ringing, "_miss", lambda case, **facts: (_write(case), die()))
        with pytest.raises(CutOff):
            ring(alarm, now=Now(at(31), chance))
    assert not Event.objects.filter(action=MISSED).exists()

    assert ring(alarm, now=Now(at(31), chance))
    assert Event.objects.filter(action=MISSED, case=alarm.case).count() == 1
    assert not ring(alarm, now=Now(at(31), chance))


def _write(case):
    Case.objects.filter(pk=case.pk).update(told=99)


def test_an_alarm_of_a_case_somebody_acts_on_waits(many):
    alarm = Alarm.objects.due(at(31))[0]
    held, go = threading.Event(), threading.Event()

    def hold():
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "SELECT 1 FROM cases_case WHERE id = %s FOR NO KEY UPDATE", [alarm.case_id]
            )
            held.set()
            go.wait(20)
            cursor.execute("ROLLBACK")
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(20)
        assert not ring(alarm, now=Now(at(31), chance))
    finally:
        go.set()
        holder.join()
    assert ring(alarm, now=Now(at(31), chance))
