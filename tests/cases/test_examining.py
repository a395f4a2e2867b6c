"""What a rule book names must be there: its terms in the city, its effects in the code."""

import pytest

from cygos.kernel.cases import examining
from cygos.kernel.cases.models import StoredBook
from cygos.kernel.procedure.book import Book
from cygos.kernel.procedure.declaring import Procedure
from cygos.kernel.terms.models import Term
from tests.cases.conftest import at
from tests.cases.question import Objection, Opinion, Question

OURS = {procedure.book.name: procedure for procedure in (Question, Objection, Opinion)}


@pytest.fixture(autouse=True)
def only_these_books(monkeypatch):
    monkeypatch.setattr(Procedure, "registry", OURS)


def test_every_book_finds_what_it_names(office):
    assert examining.missing_terms() == []
    assert examining.missing_effects() == []


def test_a_term_that_the_city_does_not_keep_is_named(office):
    Term.objects.filter(key__in=["uji.answer", "uji.file"]).delete()

    assert examining.missing_terms() == ["uji.answer", "uji.file"]


def test_an_effect_that_vanished_is_named_while_a_stored_book_needs_it(office):
    plain = Question.book.plain()
    plain["actions"] = [
        a | {"does": "old.hand_over"} if a["name"] == "forward" else a for a in plain["actions"]
    ]
    StoredBook.keep(Book.read({**plain, "version": 0}), at=at(1))

    assert examining.missing_effects() == ["old.hand_over"]
