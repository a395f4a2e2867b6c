"""The one door: opening a case and doing one thing to it, entirely or not at all.

One transaction: lock, has it been done before, may it be done, do it, stand, promise, write the event, its words, its
ledger entry. Everything an act writes is gathered first and written at the end.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from cygos.kernel import changes
from cygos.kernel.cases import naming, seating
from cygos.kernel.cases.deeds import Answers, Deed, Opened, Opening
from cygos.kernel.cases.inforce import Now
from cygos.kernel.cases.models import Case, Event, Party, Seat, StoredBook, Words
from cygos.kernel.cases.models.actor import THE_CLOCK
from cygos.kernel.cases.promising import Promises
from cygos.kernel.cases.refusals import (
    KeyUsedTwice,
    NotComplete,
    NotInThisCase,
    NotNow,
    NotYourPart,
    OnlyOnce,
    TooLate,
)
from cygos.kernel.ledger.models import Entry, canonical
from cygos.kernel.people.models import Unit
from cygos.kernel.procedure.book import CLOCK, DONE, START, ActionRule, Book
from cygos.kernel.procedure.declaring import Procedure
from cygos.kernel.procedure.language import Public
from cygos.kernel.procedure.walking import NotOpen, Standing, Step, walk, why_not

ATTEMPTS = 3


def open_case(procedure: type[Procedure], deed: Deed, opening: Opening | None = None) -> Opened:
    """Open a case by its first act. The same deed again gives the same case. Raises a Refusal."""
    stored = StoredBook.keep(procedure.book, at=deed.now.at)
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return _opened(stored, deed, opening or Opening(), attempt)
        except IntegrityError:  # the same deed at the same moment, or another case has that number
            if attempt + 1 == ATTEMPTS:
                raise
    raise AssertionError("the last attempt returns or raises")


def _opened(stored: StoredBook, deed: Deed, opening: Opening, attempt: int) -> Opened:
    code, book = naming.secret_of(deed.key), stored.book
    if done := _done_before(deed):
        return Opened(done.case, code, done)
    case = Case(
        number=naming.number_of(book.code, deed.key, attempt),
        ref=naming.ref_of(deed.key),
        stored=stored,
        state=START,
        opened_at=deed.now.at,
        arrived_at=deed.now.at,
        moved_at=deed.now.at,
        title=opening.title,
        facts={name: False for name, _ in book.facts} | dict(opening.facts),
        ceiling=opening.ceiling,
        area=opening.area,
        parent=opening.parent,
        came_from=opening.came_from,
    )
    case.begin()
    seating.seat(case, by=deed.by, code=code, unit=opening.unit)
    roles = case.part_of(deed.by) | (
        seating.openers(book) if deed.by.person is None else frozenset()
    )
    return Opened(case, code, Doing(case, deed).do(roles=roles))


def perform(case: Case, deed: Deed) -> Event:
    """Do one thing to this case. The same deed again gives the first answer. Raises a Refusal."""
    with transaction.atomic():
        _lock(case)
        if done := _done_before(deed):
            return done
        return Doing(case, deed).do(roles=case.part_of(deed.by))


def let_the_clock(case: Case, action: str, *, now: Now, once: str, due: datetime) -> Event:
    """What the clock had to do at `due`: nobody asked, so nobody has to be allowed."""
    with transaction.atomic():
        _lock(case)
        deed = Deed(action, by=THE_CLOCK, now=now, once=once)
        if done := _done_before(deed):
            return done
        return Doing(case, deed, due=due).do(roles=frozenset({CLOCK}))


@dataclass
class Doing:
    """A deed being done to one locked case; effects ask it for what they change."""

    case: Case
    deed: Deed
    due: datetime | None = None  # of the clock: when it had to act
    opened: list[str] = field(default_factory=list)

    @property
    def now(self) -> Now:
        return self.deed.now

    @property
    def action(self) -> ActionRule:
        """What the case's own book says of it. Raises KeyError for an action that it does not have."""
        return self.case.book.action(self.deed.action)

    @property
    def answers(self) -> Answers:
        return self.deed.answers

    def do(self, *, roles: frozenset[str]) -> Event:
        """Check, do, stand, write. Raises a Refusal; then nothing is written."""
        case = self.case
        promises = Promises.of(case)
        standing = Standing(
            "start" if case.revision == 0 else case.state, case.arrived_at, promises.clocks
        )
        moment = self.now.moment(case.facts)
        self._refuse(why_not(standing, self.action, roles=roles, now=moment), standing)
        if missing := [name for name in self.action.needs if name not in self.answers]:
            raise NotComplete(fields=", ".join(missing))
        standing = promises.note_missed(standing, now=self.now, until=self.due or self.now.at)
        self._effect()
        step = walk(case.book, standing, self.action, now=self.now.moment(case.facts))
        event = self._record(step)
        promises.take_over(step.standing, now=self.now)
        self._tell(event)
        self._go_on_above()
        return event

    def _refuse(self, reason: NotOpen | None, standing: Standing) -> None:
        book, title = self.case.book, self.action.title
        state = book.state(standing.state).title if standing.state != START else ""
        match reason:
            case NotOpen.ROLE:
                raise NotYourPart(action=title, role=_role(book, self.action.by))
            case NotOpen.STATE:
                raise NotNow(action=title, state=state)
            case NotOpen.CONDITION:
                raise NotInThisCase(action=title, condition=" dan ".join(dict(book.facts).values()))
            case NotOpen.OVER:
                raise TooLate(action=title, term=_length(self.now, self.action.within), state=state)
            case NotOpen.ONCE:
                raise OnlyOnce

    def _effect(self) -> None:
        """What the act does to the matter itself; the effect speaks to the case through this deed."""
        if self.action.does:
            effect = Procedure.effects[self.action.does]
            effect(self, **{name: self.answers[name] for name in self.action.needs})
        elif self.action.opens:
            self.open_under(latest(self.action.opens), answers=self.answers)

    def _record(self, step: Step) -> Event:
        """The case where it stands now, and the event that led there."""
        case, shown = self.case, self.case.public
        case.stand(step.standing, at=self.now.at)
        event = case.tell(
            self.action.name, at=self.now.at, role=self.action.by, person=self.deed.by.person,
            once=self.deed.digest, asked=self.deed.asked,
            facts={"turns": [[turn.value, clock.name] for turn, clock in step.turns], "opened": self.opened},
        )  # fmt: skip
        if case.public or shown:
            changes.changed(f"case:{case.number}")
        return event

    def _tell(self, event: Event) -> None:
        """The ledger's entry, and the words with the salts that its digests need."""
        salts = {name: self.now.chance(16).hex() for name in sorted(self.answers)}
        case = self.case
        facts: dict[str, Any] = {
            "book": case.stored.digest, "ref": case.ref.hex, "seq": event.seq,
            "act": f"{case.book.code}.{event.action}", "role": event.role, "state": event.state,
            "turns": event.facts["turns"],
        }  # fmt: skip
        if self.answers:
            facts["_sd"] = [disclosed(salts[name], name, self.answers[name]) for name in salts]
            Words.objects.create(event=event, answers=dict(self.answers), salts=salts)
        Entry.write("case.act", at=self.now.at, facts=facts)

    def _go_on_above(self) -> None:
        """The last sub-case that a case awaited is closed: the clock goes on there, in the same transaction."""
        above = self.case.parent
        if above is None or self.case.is_open:
            return
        _lock(above)
        if above.stands.awaits != self.case.book.code:
            return
        if above.parts.filter(
            is_open=True, stored__name__startswith=f"{self.case.book.code}@"
        ).exists():
            return
        for action in above.book.actions_from(above.state):
            if action.by == CLOCK and action.on == DONE and action.holds(above.facts):
                once = f"done {above.pk} {above.revision}"
                Doing(above, Deed(action.name, by=THE_CLOCK, now=self.now, once=once)).do(
                    roles=frozenset({CLOCK})
                )
                return

    # What an effect may ask for

    def assign(self, unit: Unit, role: str) -> None:
        """Let a unit take part in this case."""
        seat = Seat.objects.place(f"{self.case.book.code}.{role}", unit)
        Party.objects.get_or_create(case=self.case, seat=seat, role=role)

    def release(self, unit: Unit, role: str) -> None:
        """The unit takes no part any more; what it did stays."""
        Party.objects.filter(case=self.case, seat__unit=unit, role=role).delete()

    def know(self, **facts: object) -> None:
        """Facts of the case, for the conditions of its book."""
        self.case.facts = {**self.case.facts, **facts}

    def show_at_most(self, level: Public) -> None:
        """What anybody may see of this case from now on, whatever its state."""
        self.case.ceiling = level

    def open_under(
        self,
        procedure: type[Procedure],
        *,
        unit: Unit | None = None,
        answers: Answers | None = None,
    ) -> Case:
        """A sub-case; whoever acts here opens it."""
        first = next(action for action in procedure.book.actions if action.sources == (START,))
        once = f"{self.deed.once} {procedure.code} {unit.code if unit else ''}"
        given = {name: (answers or {})[name] for name in first.fields if name in (answers or {})}
        deed = Deed(first.name, by=self.deed.by, now=self.now, once=once, answers=given)
        case = self.case
        opening = Opening(
            title=case.title, parent=case, unit=unit, area=case.area, ceiling=Public(case.ceiling)
        )
        part = open_case(procedure, deed, opening).case
        self.opened.append(part.number)
        return part


def latest(code: str) -> type[Procedure]:
    """The newest version of a book that is in the code. Raises KeyError."""
    found = [p for p in Procedure.registry.values() if p.code == code]
    if not found:
        raise KeyError(code)
    return max(found, key=lambda procedure: procedure.book.version)


def disclosed(salt: str, name: str, value: Any) -> str:
    """The digest that the ledger holds of a private answer; salt and value stay with the case and the citizen."""
    return hashlib.sha256(canonical([salt, name, value]).encode()).hexdigest()


def _lock(case: Case) -> None:
    """A case before its parts, a part's parent before the part: everybody locks in this order."""
    if case.parent_id:
        Case.objects.select_for_update(no_key=True).get(pk=case.parent_id)
    case.refresh_from_db(
        from_queryset=Case.objects.select_for_update(no_key=True, of=("self",)).select_related(
            "stored"
        )
    )


def _done_before(deed: Deed) -> Event | None:
    done = Event.objects.select_related("case", "case__stored").filter(once=deed.digest).first()
    if done and bytes(done.asked or b"") != deed.asked:
        raise KeyUsedTwice
    return done


def _role(book: Book, name: str) -> str:
    return next((role.title for role in book.roles if role.name == name), name)


def _length(now: Now, key: str) -> str:
    span = now.tables.term(key).span
    return f"{span.amount} {span.unit}"
