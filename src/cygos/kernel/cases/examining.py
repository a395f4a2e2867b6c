"""What the rule books in use name and do not find: a term the city does not keep, an effect the code no longer has."""

from cygos.kernel.cases.models import StoredBook
from cygos.kernel.procedure.book import Book
from cygos.kernel.procedure.declaring import Procedure
from cygos.kernel.terms.models import Term


def missing_terms() -> list[str]:
    """Keys that a book in the code or in use names, and that the city does not keep."""
    named = set().union(*(_terms(book) for book in _books()))
    return sorted(named - set(Term.objects.filter(key__in=named).values_list("key", flat=True)))


def missing_effects() -> list[str]:
    """Effects that a book in use names, and that no code answers to any more."""
    named = {action.does for book in _books() for action in book.actions if action.does}
    return sorted(named - set(Procedure.effects))


def _books() -> list[Book]:
    stored = [row.book for row in StoredBook.objects.order_by("name")]
    return [*stored, *(procedure.book for procedure in Procedure.registry.values())]


def _terms(book: Book) -> set[str]:
    clocks = {clock.term for clock in book.clocks}
    acts = {key for action in book.actions for key in (action.within, action.by_term) if key}
    return clocks | acts
