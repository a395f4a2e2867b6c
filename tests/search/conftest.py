"""The small portal of the news, to look for something in."""

from tests.information.conftest import city_news, portal, write
from tests.people.conftest import afternoon

__all__ = ["afternoon", "city_news", "portal", "write"]
