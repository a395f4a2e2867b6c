"""The ETag of a counted page: what the page says, and the minute in which it was handed out. Nothing else.

Every reader of that minute is given the same one, so it can tell a reload from a first visit and nobody from anybody.
"""

import re
from dataclasses import dataclass
from datetime import datetime

HALF_AN_HOUR = 30  # minutes
ONE = re.compile(r'"([0-9a-f]{16})-([0-9a-f]{1,8})"')


@dataclass(frozen=True)
class Had:
    """What a browser says that it has already."""

    version: str
    minute: int

    def is_fresh(self, minute: int) -> bool:
        """Whether it got it within the last half hour: then this is the same browser again."""
        return 0 <= minute - self.minute < HALF_AN_HOUR


def minute_of(at: datetime) -> int:
    """Minutes since 1970."""
    return int(at.timestamp()) // 60


def tag(version: str, minute: int) -> str:
    """Weak, since the same page is sent in several encodings."""
    return f'W/"{version}-{minute:x}"'


def had(if_none_match: str | None) -> list[Had]:
    """What stands in If-None-Match; at most a few are read."""
    if not if_none_match:
        return []
    found = ONE.finditer(if_none_match[:1000])
    return [Had(one[1], int(one[2], 16)) for one in found][:8]


def fresh(if_none_match: str | None, minute: int) -> list[Had]:
    """Those that are younger than half an hour."""
    return [one for one in had(if_none_match) if one.is_fresh(minute)]
