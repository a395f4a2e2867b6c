"""Whole cities for what may go wrong: begun as often as a test wants, and ended with everything of them."""

import shutil
from contextlib import suppress

import pytest

from tests.config.conftest import database  # noqa: F401  one database for two nodes
from tests.running_city import RunningCity, new_folder


@pytest.fixture
def cities():
    """Begins cities and ends them: cities(page_cache="true")."""
    begun = []

    def one(**options):
        folder = new_folder()
        city = RunningCity(folder, workers=2, **options)
        begun.append(city)
        city.start()
        city.wait_until_open(300)
        return city

    yield one
    for city in begun:
        with suppress(AssertionError):
            city.stop()
        shutil.rmtree(city.folder, ignore_errors=True)
        city.output.unlink(missing_ok=True)
