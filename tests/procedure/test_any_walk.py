"""Whatever is done in whatever order: what must hold of every matter, of every book, at every moment."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cygos.kernel.procedure.book import CLOCK, START, Book
from cygos.kernel.procedure.walking import MISSED, open_to
from tests.procedure.books import FIVE
from tests.procedure.walks import BEGIN, CALENDAR, Matter

MOVES = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 24 * 12)), min_size=1, max_size=25)


@pytest.mark.parametrize("procedure", FIVE)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves=MOVES, switches=st.lists(st.booleans(), min_size=4, max_size=4))
def test_any_walk_keeps_the_rules(procedure, moves, switches):
    book: Book = procedure.book
    matter = Matter(book, **dict(zip((name for name, _ in book.facts), switches, strict=False)))
    roles, now = {role.name for role in book.roles}, BEGIN
    for choice, hours in moves:
        now += timedelta(hours=hours)
        ring_all(matter, now)
        open_ = open_to(book, matter.standing, roles=roles, now=matter.moment(now))
        if not open_:
            continue
        before = matter.standing
        matter.do(open_[choice % len(open_)].name, now)
        check(book, before, matter, now)


def ring_all(matter: Matter, now: datetime) -> None:
    """The clock acts on all that is due; each action once, so it comes to an end."""
    for _ in range(200):
        due = [alarm for alarm in matter.alarms() if alarm.rings_at <= now]
        if not due:
            return
        before = matter.standing
        matter.ring(until=due[0].rings_at)
        assert matter.standing != before, f"{due[0]} rings for ever"
    raise AssertionError("the clock never rests")


def check(book: Book, before, matter: Matter, now: datetime) -> None:
    standing = matter.standing
    here = book.state(standing.state)
    running = standing.running()
    assert standing.state != START
    assert len({clock.name for clock in running}) == len(running), (
        "one clock of a name runs at a time"
    )
    if here.final:
        assert running == (), "nothing is owed when it is over"
    else:
        assert running, "nothing lies without anybody being late"
    for clock in running:
        rule = book.clock(clock.name)
        assert standing.state in {*rule.over, *rule.pauses}
        assert clock.stands_still == (standing.state in rule.pauses)
        told = CALENDAR.sum(clock.started_at, clock.span, clock.pauses)
        if not clock.stands_still:
            assert told.due_at == clock.due_at, "the sum shown is the sum kept"
    for clock in standing.clocks:
        old = next(
            (c for c in before.clocks if (c.name, c.started_at) == (clock.name, clock.started_at)),
            None,
        )
        if old is not None:
            assert old.told_at == clock.told_at, "what was said first never changes"
            assert not old.missed_at or old.missed_at == clock.missed_at, (
                "a broken promise stays broken"
            )
    for alarm in matter.alarms():
        if alarm.action != MISSED:
            assert book.action(alarm.action).by == CLOCK
            assert standing.state in book.action(alarm.action).sources
