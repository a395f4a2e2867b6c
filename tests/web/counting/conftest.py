"""A worker's counter in a folder of its own, without the thread beside it: the test hands over when it wants."""

import os

import pytest

from cygos.web.counting import counter as counting
from cygos.web.counting.counter import Counter
from tests.information.conftest import city_news, portal, write  # noqa: F401  the same small portal


@pytest.fixture
def begin(tmp_path, db):
    """One more worker of the same machine: begin()."""
    begun = []

    def one():
        begun.append(Counter(tmp_path / "counting"))
        return begun[-1]

    one.folder = tmp_path / "counting"
    one.folder.mkdir()
    yield one
    for each in begun:
        each.close()


@pytest.fixture
def counter(begin, monkeypatch):
    one = begin()
    monkeypatch.setattr(counting._Here, "counter", one)
    monkeypatch.setattr(counting._Here, "process", os.getpid())
    return one
