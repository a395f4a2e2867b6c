"""What a request asks for, as far as the cache is concerned: a key, or nothing, and then Django answers.

The key holds everything that an answer for everybody may differ by: scheme, host, path (its language is in it),
the queries that lists know, and light or dark. Anything else (a session, a message, another query) goes to Django.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

READ = ("GET", "HEAD")
QUERIES = ("halaman",)  # with any other the answer is made anew each time, a search above all
STRAY = (
    "utm_",
    "fbclid",
    "gclid",
    "igshid",
)  # what others hang on our addresses: Django never sees it
APPEARANCE = "tampilan"
HARMLESS = frozenset(
    {"csrf", "__Host-csrf"}
)  # a page that may be kept has no form that asks for it
LONGEST = 512
NEVER = (
    "/kerja/",
    "/en/kerja/",
    "/akun/",
    "/en/akun/",
    "/static/",
    "/media/",
    "/-/",
    "/cari",
    "/en/cari",
    "/lacak",
    "/en/lacak",
)


@dataclass(slots=True)
class Request:
    """What came in. `headers` gives one by its name in small letters."""

    method: str
    path: str
    query: str
    scheme: str
    server: str
    client: str
    headers: Any


class Key(NamedTuple):
    """Two requests with the same key get the same answer."""

    scheme: str
    host: str
    path: str
    query: str
    appearance: str


class Asking(NamedTuple):
    """A request that the cache may answer. `is_bare`: without any cookie but the appearance."""

    key: Key
    is_bare: bool


def asking(request: Request, *, hosts: frozenset[str]) -> Asking | None:
    """None where Django has to answer. `hosts` are those that this city answers to, with and without the port."""
    headers, path = request.headers, request.path
    host = headers.get("host") or ""
    if (
        request.method not in READ
        or host not in hosts
        or len(path) > LONGEST
        or path.startswith(NEVER)
    ):
        return None
    if headers.get("authorization") or not _takes_pages(headers.get("accept")):
        return None
    cookies = _cookies(headers.get("cookie") or "")
    known = _query(request.query)
    if known is None or not set(cookies) <= HARMLESS | {APPEARANCE}:
        return None
    shown = cookies.get(APPEARANCE, "auto")
    if shown not in {"auto", "light", "dark"}:
        return None
    return Asking(
        Key(request.scheme, host, path, known, shown), is_bare=not set(cookies) - {APPEARANCE}
    )


def _takes_pages(accept: str | None) -> bool:
    return not accept or "text/html" in accept or "*/*" in accept


def _cookies(header: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in header.split(";") if part.strip())
    return {name: value for name, _, value in pairs}


def _query(query: str) -> str | None:
    """The part of the query that matters, in one order; None if there is something the cache does not know."""
    if not query:
        return ""
    if len(query) > LONGEST:
        return None
    pairs = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not name.startswith(STRAY)
    ]
    if len(dict(pairs)) != len(pairs) or any(
        name not in QUERIES or not value.isdecimal() for name, value in pairs
    ):
        return None
    return urlencode(sorted(pairs))
