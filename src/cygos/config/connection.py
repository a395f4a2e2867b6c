"""The city's database for whoever needs it: our own while we run, or borrowed from the city that runs here."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext

import psycopg

from cygos.config import folders
from cygos.config.language import spoken
from cygos.config.options import options
from cygos.database import Busy, Cluster
from cygos.processes import wait_until


def cluster() -> Cluster:
    """The database that comes with the city, as it is set here; not started."""
    return Cluster(folders.data() / "database", programs=options().database_programs)


def address() -> str:
    """Where the database is, as a URL."""
    return options().database_url or cluster().url()


def owned() -> AbstractContextManager[Cluster | None]:
    """The database while we run: ours, or (None) one that somebody else looks after. Raises Busy."""
    return nullcontext() if options().database_url else cluster()


@contextmanager
def borrowed() -> Iterator[None]:
    """The database up and Django ready: the running city's, else started for the while."""
    with ExitStack() as stack:
        try:
            stack.enter_context(owned())
        except Busy:  # the city runs, or is just starting
            wait_until(answers, seconds=30)
        ready()
        try:
            yield
        finally:
            release()


def ready() -> None:
    """Set Django up, in the language that is spoken."""
    import django
    from django.utils import translation

    django.setup()
    translation.activate(spoken())


def release() -> None:
    """Let go of every connection, so that the database can stop."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()


def answers() -> bool:
    """Whether the database takes a connection."""
    try:
        psycopg.connect(address(), connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True
