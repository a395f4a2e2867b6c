"""`cygos check`: is the city fit to serve? Each question says what is wrong, why it matters, and how to mend it."""

from collections.abc import Iterator

from cygos.config.checking import city, database, files, options
from cygos.config.checking.finding import Finding, Level

__all__ = ["Finding", "Level", "findings"]


def findings() -> Iterator[Finding]:
    """Everything there is to say, from the ground up. The database must be up if it is ours."""
    yield from options.findings()
    yield from files.findings()
    reachable = yield from database.findings()
    if reachable:
        yield from city.findings()
