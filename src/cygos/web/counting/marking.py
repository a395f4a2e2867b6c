"""How a page says that its views are counted, and where it shows how many there are.

    <span data-views="page-12">Dilihat: 1.234 kali</span>

`count(answer, "page-12", before=1000)` marks the answer. The first number in that span is the total (what was counted
before, plus the sum of the days): the page cache puts the newest one in its place.
"""

import hashlib
import re
from dataclasses import dataclass

from django.http.response import HttpResponseBase

COUNTS = "X-Cygos-Counts"  # never leaves the city, as the tags of the cache do not
FOR_THE_CACHE = (
    "cygos.for_the_cache"  # in the environment of a request that the page cache itself makes
)
PLACE = re.compile(rb'<span data-views="[^"]*">[^<0-9]*([0-9][0-9.,]*)')


@dataclass(frozen=True)
class Counted:
    """What is counted, and how much of it was counted before, on the former portal."""

    key: str
    before: int


def count(answer: HttpResponseBase, key: str, *, before: int) -> None:
    """The views of this answer are counted under this key."""
    answer.headers[COUNTS] = f"{key} {before}"


def counted(value: str) -> Counted | None:
    """What the mark says; None if there is none."""
    key, _, before = value.partition(" ")
    return Counted(key, int(before)) if before else None


def version_of(content: bytes) -> str:
    """What a page says, without the number of its views."""
    place = PLACE.search(content)
    said = content[: place.start(1)] + content[place.end(1) :] if place else content
    return hashlib.blake2b(said, digest_size=8).hexdigest()
