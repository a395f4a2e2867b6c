"""What one question of `cygos check` found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is. Only FAILURE ends the command with 1."""

    GOOD = "good"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True)
class Finding:
    """One answer, already in the language that is spoken: what is, why it matters, how to mend it."""

    subject: str
    level: Level
    what: str
    why: str = ""
    mend: str = ""


def good(subject: str, what: str) -> Finding:
    """Nothing to do."""
    return Finding(subject, Level.GOOD, what)


def warning(subject: str, what: str, *, why: str, mend: str) -> Finding:
    """The city can serve, but not like this for ever."""
    return Finding(subject, Level.WARNING, what, why, mend)


def failure(subject: str, what: str, *, why: str, mend: str) -> Finding:
    """The city must not serve like this."""
    return Finding(subject, Level.FAILURE, what, why, mend)
