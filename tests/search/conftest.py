"""The small portal of the news, to look for something in."""

from tests.information.conftest import city_news, portal, write

__all__ = ["city_news", "portal", "write"]
