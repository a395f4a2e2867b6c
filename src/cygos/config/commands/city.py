"""What a command needs that asks the city something: Django, the database, and its tables as they should be."""

from collections.abc import Iterator
from contextlib import contextmanager

from cygos.config import connection


@contextmanager
def the_city() -> Iterator[None]:
    """The database is borrowed from a city that runs, else started for the while."""
    with connection.borrowed():
        from cygos.config.serving.preparing import is_behind, migrate

        if is_behind():
            migrate()
        yield
