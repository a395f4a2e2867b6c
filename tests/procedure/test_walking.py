"""What one act does to where a matter stands and to its clocks."""

from datetime import date, datetime, time, timedelta

from cygos.kernel.calendar import WIB
from cygos.kernel.procedure.walking import MISSED, NotOpen
from tests.procedure.books import Advice, Complaint, Objection, Permit, Recommendation
from tests.procedure.walks import Matter, at

WEDNESDAY = at(7)


def midnight(day: int) -> datetime:
    return datetime.combine(date(2016, 12, day), time(), WIB)


def a_report():
    matter = Matter(Complaint.book)
    matter.do("submit", WEDNESDAY)
    return matter


def an_answered_one():
    matter = a_report()
    matter.do("forward", at(8))
    matter.do("take", at(9))
    matter.do("answer", at(14))
    return matter


def test_a_report_is_to_be_forwarded_within_three_working_days():
    matter = a_report()

    assert matter.standing.state == "received"
    assert matter.last_on("received") == date(2016, 12, 13)  # the 12th is Maulid Nabi
    assert matter.turns == ["received started"]


def test_forwarding_keeps_one_promise_and_makes_two():
    matter = a_report()

    matter.do("forward", at(8))

    assert matter.turns[1:] == ["answer_due started", "received kept", "assigned started"]
    assert matter.last_on("assigned") == date(2016, 12, 16)
    assert {clock.name for clock in matter.standing.running()} == {"answer_due", "assigned"}
    assert matter.standing.due_at == matter.standing.clock("assigned").due_at


def test_working_goes_on_with_the_promised_answer():
    matter = a_report()
    matter.do("forward", at(8))

    matter.do("take", at(9))

    assert matter.turns[-1] == "assigned kept"
    assert [clock.name for clock in matter.standing.running()] == ["answer_due"]


def test_the_answer_stands_still_while_the_citizen_is_asked():
    matter = a_report()
    matter.do("forward", at(8))
    before = matter.last_on("answer_due")

    matter.do("ask", at(13))
    paused = matter.standing.clock("answer_due")
    matter.do("complete", at(20))

    assert paused.stands_still
    assert paused.due_at is None
    assert paused.pauses[0].reason == "Menunggu pelapor"
    assert before == date(2016, 12, 30)
    assert matter.last_on("answer_due") == date(
        2017, 1, 6
    )  # 14 to 20 December did not count: five working days
    assert matter.standing.clock("answer_due").told_at == midnight(31)  # as said first


def test_nothing_is_missed_while_the_other_side_has_the_word():
    matter = a_report()
    matter.do("forward", at(8))
    matter.do("ask", at(13))

    assert [alarm.action for alarm in matter.alarms()] == ["give_up"]


def test_a_silent_citizen_ends_the_matter_and_nobody_is_late():
    matter = an_answered_one()

    done = matter.ring(until=at(28, month=12))
    rest = matter.ring(until=at(31, month=12))

    assert (done, rest) == (
        [],
        ["lapse"],
    )  # ten working days after the 14th; the 26th is joint leave
    assert matter.standing.state == "unconfirmed"
    assert "answered kept" not in matter.turns
    assert all(not clock.missed_at for clock in matter.standing.clocks if clock.name != "answered")


def test_a_dispute_goes_on_with_what_was_left():
    matter = an_answered_one()

    matter.do("dispute", at(21))

    clock = matter.standing.clock("answer_due")
    assert matter.turns[-2:] == ["answer_due resumed", "answered kept"]
    assert clock.runs
    assert [pause.reason for pause in clock.pauses] == ["Ditangani menurut unit"]
    assert clock.told_at == midnight(31)
    assert matter.last_on("answer_due") == date(2017, 1, 6)  # 9, 13, 14 December were used


def test_a_missed_promise_is_written_down_once_and_escalated():
    matter = a_report()
    matter.do("forward", at(8))
    matter.do("take", at(9))

    done = matter.ring(until=at(31))

    assert done == ["remind", MISSED, "escalate"]
    assert matter.ring(until=at(31)) == []
    assert matter.standing.clock("answer_due").missed_at is not None


def test_an_answer_after_the_end_is_a_broken_promise_even_when_no_alarm_rang():
    matter = a_report()
    matter.do("forward", at(8))
    matter.do("take", at(9))

    matter.do("answer", at(31))

    assert "answer_due broken" in matter.turns
    assert matter.standing.clock("answer_due").missed_at == midnight(31)


def test_reopening_is_open_for_thirty_days_only():
    matter = an_answered_one()
    matter.ring(until=at(31))
    closed_at = matter.standing.arrived_at

    assert matter.refused("reopen", at(15, month=12)) is None
    assert closed_at.date() == date(2016, 12, 30)
    assert matter.refused("reopen", closed_at + timedelta(days=31)) is NotOpen.OVER


def test_what_is_not_open_says_why():
    matter = a_report()

    assert matter.refused("answer", at(8)) is NotOpen.STATE
    assert matter.refused("forward", at(8), roles={"citizen"}) is NotOpen.ROLE
    assert (
        Matter(Permit.book, needs_advice=False, needs_inspection=False).refused("apply", at(7))
        is None
    )


def a_permit(**switches: bool):
    facts = dict.fromkeys(
        ("needs_advice", "needs_inspection", "needs_payment", "silence_is_yes"), False
    )
    matter = Matter(Permit.book, **facts | switches)
    matter.do("apply", WEDNESDAY)
    return matter


def test_a_switch_of_the_type_opens_one_way_and_closes_the_other():
    plain, advised = a_permit(), a_permit(needs_advice=True)

    assert plain.refused("accept", at(8)) is None
    assert plain.refused("circulate", at(8)) is NotOpen.CONDITION
    assert advised.refused("circulate", at(8)) is None
    assert advised.refused("accept", at(8)) is NotOpen.CONDITION


def test_the_decision_runs_through_advice_and_inspection():
    matter = a_permit(needs_advice=True, needs_inspection=True)
    matter.do("circulate", at(8))
    matter.do("go_see", at(13))
    matter.do("report", at(15))

    assert [t for t in matter.turns if t.startswith("decision")] == ["decision started"]
    assert matter.last_on("decision") == date(2016, 12, 23)


def test_a_decision_is_extended_once_and_with_its_reminder_anew():
    matter = a_permit()
    matter.do("accept", at(8))
    assert matter.ring(until=at(21)) == ["remind"]

    matter.do("extend", at(21))

    assert matter.last_on("decision") == date(2017, 1, 2)
    assert matter.refused("extend", at(22)) is NotOpen.ONCE
    assert matter.standing.clock("decision").told_at == midnight(24)
    assert [alarm.action for alarm in matter.alarms()] == ["remind", MISSED]


def test_a_promise_that_is_broken_can_no_longer_be_extended():
    matter = a_permit()
    matter.do("accept", at(8))

    assert matter.refused("extend", at(31)) is NotOpen.ONCE


def test_silence_is_consent_only_where_the_type_says_so():
    silent, strict = a_permit(silence_is_yes=True), a_permit()
    for matter in (silent, strict):
        matter.do("accept", at(8))
        matter.ring(until=at(31))

    assert silent.standing.state == "granted"
    assert strict.standing.state == "deciding"
    assert silent.standing.clock("decision").missed_at


def test_silence_on_an_objection_is_granted_and_then_owed():
    matter = Matter(Objection.book)
    matter.do("file", WEDNESDAY)

    assert matter.ring(until=at(23)) == [MISSED, "silence"]
    assert matter.standing.state == "deemed"
    assert matter.last_on("deemed") == date(
        2016, 12, 30
    )  # counted from the 22nd, the last day of the answer
    assert matter.ring(until=at(31)) == [MISSED, "remind"]


def test_a_clock_that_acts_late_costs_the_city_and_not_the_citizen():
    late = Matter(Objection.book)
    late.do("file", WEDNESDAY)
    late.do("silence", at(28))  # five days after it had to
    asked = an_answered_one()
    asked.ring(until=at(31))

    assert late.last_on("deemed") == date(2016, 12, 30)
    assert asked.standing.arrived_at == midnight(30)


def test_hours_ring_at_three_quarters_and_at_the_end():
    matter = Matter(Advice.book)
    matter.do("ask", WEDNESDAY)

    assert [(a.action, a.rings_at) for a in matter.alarms()] == [
        ("remind", at(9, hour=20)),
        (MISSED, at(10)),
        ("lapse", at(10)),
    ]


def test_verification_pauses_the_result_and_sending_back_goes_on():
    matter = Matter(Recommendation.book)
    matter.do("agree", WEDNESDAY)
    matter.do("accept", at(8))
    matter.do("report", at(14))
    paused = matter.standing.clock("result")
    matter.do("send_back", at(15))

    assert paused.stands_still
    assert matter.turns[-2:] == ["result resumed", "reported kept"]
