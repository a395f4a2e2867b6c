"""A rule book in words: who, where it stands and what is promised, what may happen. One description for page and paper.

`tell` gives a text in the reader's language, `length` a term in words ("5 hari kerja, UU 14/2008 Pasal 22(7)").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cygos.kernel.procedure.book import CLOCK, DONE, ActionRule, Book, PromiseRule, StateRule
from cygos.kernel.procedure.diagram import in_reading_order, numbers
from cygos.kernel.procedure.language import Again, Public, Reach

WHOLE = 100


def gettext_noop(text: str) -> str:
    """Marks a text for the catalogue; said later, in whatever language. (Pure: Django's own does the same.)"""
    return text


REACHES = {
    Reach.OPENER: gettext_noop("siapa yang membukanya"),
    Reach.UNIT: gettext_noop("unit yang menanganinya"),
    Reach.CITY: gettext_noop("seluruh kota"),
    Reach.OUTSIDE: gettext_noop("pihak luar dengan tautan"),
}
SIGHTS = {
    Public.NOTHING: gettext_noop("tidak tampak"),
    Public.STATUS: gettext_noop("keadaannya"),
    Public.TEXT: gettext_noop("keadaan dan isinya"),
}


@dataclass(frozen=True)
class Place:
    """A state, as a row of the table."""

    rule: StateRule
    title: str
    sight: str
    promises: tuple[str, ...]


@dataclass(frozen=True)
class Deed:
    """An action, as a row of the table."""

    rule: ActionRule
    number: int
    title: str
    who: str
    sources: tuple[str, ...]
    target: str  # empty: it stays where it is
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Description:
    """A whole book, ready to be laid out."""

    book: Book
    title: str
    roles: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    promises: tuple[tuple[str, str], ...]
    deeds: tuple[Deed, ...]


def describe(
    book: Book, *, tell: Callable[[str], str], length: Callable[[str], str]
) -> Description:
    """Every rule of the book, in reading order."""
    speaker = _Speaker(book, tell, length)
    number = numbers(book)
    return Description(
        book,
        tell(book.title),
        tuple((tell(role.title), tell(REACHES[role.of])) for role in book.roles),
        tuple(speaker.place(book.state(name)) for name in in_reading_order(book)),
        tuple((tell(promise.title), speaker.promise(promise)) for promise in book.promises),
        tuple(speaker.deed(action, number[action.name]) for action in book.actions),
    )


@dataclass(frozen=True)
class _Speaker:
    book: Book
    tell: Callable[[str], str]
    length: Callable[[str], str]

    def place(self, state: StateRule) -> Place:
        promises = tuple(self._promises(state))
        return Place(state, self.tell(state.title), self.tell(SIGHTS[state.public]), promises)

    def promise(self, promise: PromiseRule) -> str:
        """How long, over which states, when it stands still, and what happens when it is entered again."""
        parts = [
            self.length(promise.term),
            self.tell("selama {states}").format(states=self._titles(promise.over)),
        ]
        if promise.pauses:
            parts.append(
                self.tell("berhenti selama {states}").format(states=self._titles(promise.pauses))
            )
        if promise.again == Again.GOES_ON:
            parts.append(self.tell("bila dibuka lagi, dilanjutkan dengan sisanya"))
        elif promise.again == Again.ANEW:
            parts.append(self.tell("bila dibuka lagi, dihitung baru"))
        return "; ".join(parts)

    def deed(self, action: ActionRule, number: int) -> Deed:
        who = self.tell("waktu") if action.by == CLOCK else self._role(action.by)
        return Deed(
            action,
            number,
            self.tell(action.title),
            who,
            tuple(self._title(name) for name in action.sources if name in self._names),
            self._title(action.target) if action.target in self._names else "",
            tuple(self._notes(action)),
        )

    def _promises(self, state: StateRule) -> Iterator[str]:
        if state.due:
            yield self.length(state.due)
        if state.gives:
            yield self.tell("diberi waktu {length}").format(length=self.length(state.gives))
        if state.awaits:
            yield self.tell("menunggu semua {what} selesai").format(what=state.awaits)
        for promise in self.book.promises:
            if state.name in promise.over:
                yield self.tell("{promise}: berjalan").format(promise=self.tell(promise.title))
            elif state.name in promise.pauses:
                yield self.tell("{promise}: berhenti").format(promise=self.tell(promise.title))

    def _notes(self, action: ActionRule) -> Iterator[str]:
        tell = self.tell
        if action.when is not None:
            yield tell("bila {condition}").format(condition=self.condition(action.when))
        if action.by == CLOCK:
            yield self._ring(action)
        if action.within:
            yield tell("paling lama {length} sejak itu").format(length=self.length(action.within))
        if action.extends:
            promise = tell(self.book.clock(action.extends).title)
            yield tell("memperpanjang {promise} satu kali, {length}, dengan alasan").format(
                promise=promise, length=self.length(action.by_term)
            )
        if action.opens:
            yield tell("membuka perkara {code}").format(code=action.opens)
        if action.leaves:
            yield tell("menerbitkan {document}").format(document=action.leaves)

    def _ring(self, action: ActionRule) -> str:
        if action.on == DONE:
            return self.tell("begitu semuanya selesai")
        clock = (
            self.tell(self.book.clock(action.on).title)
            if action.on
            else self.tell("tenggat keadaan ini")
        )
        if action.at == WHOLE:
            return self.tell("begitu {clock} habis").format(clock=clock)
        return self.tell("pada {part} % dari {clock}").format(part=action.at, clock=clock)

    def condition(self, condition: Any) -> str:
        """A condition in words."""
        if isinstance(condition, str):
            return self.tell(dict(self.book.facts)[condition])
        ((word, parts),) = condition.items()
        if word == "not":
            return self.tell("tidak {condition}").format(condition=self.condition(parts))
        joint = self.tell(" dan ") if word == "all" else self.tell(" atau ")
        return joint.join(self.condition(part) for part in parts)

    @property
    def _names(self) -> set[str]:
        return {state.name for state in self.book.states}

    def _title(self, name: str) -> str:
        return self.tell(self.book.state(name).title)

    def _titles(self, names: tuple[str, ...]) -> str:
        return ", ".join(f"“{self._title(name)}”" for name in names)

    def _role(self, name: str) -> str:
        return next(self.tell(role.title) for role in self.book.roles if role.name == name)
