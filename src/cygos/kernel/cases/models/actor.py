"""Who acts: the seats somebody has, and a name by which the same request is known again."""

from dataclasses import dataclass, field
from datetime import date

from cygos.kernel.cases.models.seat import Seat, digest_of
from cygos.kernel.people.models import Person


@dataclass(frozen=True)
class Actor:
    """`name` is no person's name: it only tells actors apart for idempotency."""

    name: str
    seats: frozenset[int] = field(default_factory=frozenset)
    person: Person | None = None
    code: str = ""

    @classmethod
    def of(cls, person: Person, *, on: date) -> "Actor":
        """A person who signed in, with the hats of that day."""
        Seat.objects.own(person)
        seats = Seat.objects.of_person(person, on=on).values_list("pk", flat=True)
        return cls(f"person {person.pk}", frozenset(seats), person)

    @classmethod
    def with_code(cls, code: str) -> "Actor":
        """Whoever holds a tracking code. Nobody is told whether it opens anything."""
        seats = Seat.objects.of_secret(code).values_list("pk", flat=True)
        return cls(f"secret {digest_of(code).hex()}", frozenset(seats), code=code)


NOBODY = Actor("nobody")
THE_CLOCK = Actor("clock")
