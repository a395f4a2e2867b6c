"""A small portal to be read by programs."""

import pytest

from cygos.information.api import frame
from tests.information.conftest import city_news, portal, write
from tests.people.conftest import afternoon

__all__ = ["afternoon", "city_news", "portal", "write"]


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    frame.limit.forget()
