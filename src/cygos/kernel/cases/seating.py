"""Who takes part in a new case: its opener, the desks of the city, and the unit it is opened for."""

from cygos.kernel.cases.models import Case, Party, Seat
from cygos.kernel.cases.models.actor import Actor
from cygos.kernel.cases.models.seat import digest_of
from cygos.kernel.people.models import Unit
from cygos.kernel.procedure.book import Book
from cygos.kernel.procedure.language import Reach


def seat(case: Case, *, by: Actor, code: str, unit: Unit | None) -> None:
    """Give everybody their seat. `code` becomes the opener's, if they have neither account nor code of their own."""
    book = case.book
    for role in book.roles:
        name = f"{book.code}.{role.name}"
        if role.of == Reach.OPENER:
            Party.objects.create(case=case, seat=_opener(by, code), role=role.name)
        elif role.of == Reach.CITY:
            Party.objects.create(case=case, seat=Seat.objects.place(name, None), role=role.name)
        elif role.of == Reach.UNIT and unit is not None:
            Party.objects.create(case=case, seat=Seat.objects.place(name, unit), role=role.name)


def openers(book: Book) -> frozenset[str]:
    """The roles that anybody plays who opens a case of this book."""
    return frozenset(role.name for role in book.roles if role.of == Reach.OPENER)


def _opener(by: Actor, code: str) -> Seat:
    if by.person is not None:
        return Seat.objects.own(by.person)
    if by.code:
        return Seat.objects.of_secret(by.code).get()
    return Seat.objects.create(secret=digest_of(code))
