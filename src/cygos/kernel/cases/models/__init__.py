"""A case, who may see it, what was promised in it, what was done to it."""

from cygos.kernel.cases.models.case import Case, Exclusion, Party
from cygos.kernel.cases.models.promise import Alarm, Pause, Promise
from cygos.kernel.cases.models.seat import Contact, Desk, Seat
from cygos.kernel.cases.models.stored import StoredBook
from cygos.kernel.cases.models.trace import Event, Words

__all__ = [
    "Alarm",
    "Case",
    "Contact",
    "Desk",
    "Event",
    "Exclusion",
    "Party",
    "Pause",
    "Promise",
    "Seat",
    "StoredBook",
    "Words",
]
