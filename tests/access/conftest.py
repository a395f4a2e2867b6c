"""The people of the matrix are those of the people's tests."""

from tests.people.conftest import afternoon, bapermas, real_city

__all__ = ["afternoon", "bapermas", "real_city"]
