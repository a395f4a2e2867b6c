"""The invented people of the tests, on a fixed afternoon: Wednesday 7 December 2016, 14:24 WIB."""

from datetime import UTC, date, datetime

import pytest

from cygos.kernel.people.models import Hat, Person, Unit
from cygos.kernel.people.roles import Role

AT = datetime(2016, 12, 7, 7, 24, tzinfo=UTC)
TODAY = date(2016, 12, 7)
JANUARY = date(2016, 1, 4)


def person(name, *hats, **facts):
    """Somebody with a hat for each role, worn since January."""
    address = f"{name.split()[0].lower()}@contoh.test"
    found = Person.add(name, address, by=None, at=AT, **facts)
    for hat in hats:
        role, unit = hat if isinstance(hat, tuple) else (hat, None)
        Hat.give(found, role, by=None, at=AT, since=JANUARY, unit=unit)
    return found


@pytest.fixture
def ratna(db):
    return person("Ratna Kusumawati", Role.CITY_ADMIN)


@pytest.fixture
def joko(db):
    return person("Joko Prasetyo")


@pytest.fixture
def bapermas(db):
    return Unit.found(
        "bapermas", "Bapermas Per dan KB", by=None, at=AT, valid_from=date(2008, 12, 1)
    )
