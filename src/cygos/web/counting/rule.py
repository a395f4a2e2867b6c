"""What a view is. The same rule stands in words on a public page (templates/counting/rule.html).

A view is a GET of a published page, answered 200 with its whole body handed to the socket: not by an officer, not a
prefetch, not by a program on the list of bots, and not by a browser that had the page within the last half hour.
Nothing is kept to know that: no cookie, no address, no profile.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

BOTS = Path(__file__).with_name("bots.txt")
LONGEST_NAME = 400  # letters of a user agent that are looked at
Header = Callable[[str], str | None]  # a header of the request by its name, in small letters


def is_view(header: Header, *, method: str) -> bool:
    """Whether whoever asks so is a reader; whether they are an officer, and had it before, is known elsewhere."""
    if method != "GET" or header("range"):
        return False
    purpose = header("sec-purpose") or header("purpose") or header("x-moz") or ""
    return "prefetch" not in purpose and not is_bot(header("user-agent") or "")


def is_bot(name: str) -> bool:
    """Whether a user agent is on the list. One that does not say its name is a program too."""
    return _is_bot(name[:LONGEST_NAME])


@lru_cache(maxsize=4096)
def _is_bot(name: str) -> bool:
    return not name.strip() or bool(_listed().search(name))


@cache
def _listed() -> re.Pattern[str]:
    lines = BOTS.read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and line[0] != "#"))
