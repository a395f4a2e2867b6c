"""An answer as it is kept: compressed once, with the headers of each encoding ready."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import brotli

from cygos.web.cache.marking import TAGS
from cygos.web.cache.splice import Spliced
from cygos.web.counting import issue
from cygos.web.counting.marking import COUNTS, PLACE, Counted, counted, version_of

Headers = list[tuple[str, str]]
OURS = frozenset(
    {"content-length", "etag", "vary", "cache-control", TAGS.lower(), COUNTS.lower()}
)  # said anew
LONGEST_ACCEPT = 200  # letters of Accept-Encoding that are looked at
OVERHEAD = 8_192  # bytes a page costs beside its bodies: headers, tables, keys


@dataclass(frozen=True)
class Raw:
    """What Django said."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def may_be_kept(self) -> bool:
        """Marked by its view, whole, and nobody's own: no cookie, no nonce, nothing private."""
        private = self.header("Cache-Control")
        return (
            self.status == 200
            and bool(self.header(TAGS))
            and not self.header("Set-Cookie")
            and "nonce-" not in self.header("Content-Security-Policy")
            and "private" not in private
            and "no-store" not in private
        )


class Page:
    """Kept since `born` (monotonic seconds), under its tags."""

    def __init__(self, raw: Raw, *, born: float, dotted: bool) -> None:
        self.tags = frozenset(raw.header(TAGS).split(","))
        self.born, self.retry_at = born, 0.0
        self.asked = 0  # when it was asked for last, in the order of what was asked (store.py)
        self.version = version_of(raw.body)
        self.counted: Counted | None = counted(raw.header(COUNTS))
        self._dot = "." if dotted else ","
        place = PLACE.search(raw.body) if self.counted else None
        base = [(name.lower(), value) for name, value in raw.headers if name.lower() not in OURS]
        base.append(("vary", "Accept-Encoding, Cookie"))
        base.append(("cache-control", raw.header("Cache-Control") or "no-cache"))
        self._headers: Mapping[str, Headers] = {
            "": base, "gzip": [*base, ("content-encoding", "gzip")], "br": [*base, ("content-encoding", "br")],
        }  # fmt: skip
        self._encodings = ("gzip",) if place else ("br", "gzip")
        self._minute, self._dated = 0, self._headers
        # How often it had been viewed when it was made, of that which is counted here
        self.known = 0
        self._parts: tuple[bytes, bytes] | None = None
        if place and self.counted:
            self._parts = raw.body[: place.start(1)], raw.body[place.end(1) :]
            said = int(place[1].replace(b".", b"").replace(b",", b""))
            self.known = max(0, said - self.counted.before)
            self._spliced = Spliced(*self._parts)
            self.size = OVERHEAD + len(raw.body) + self._spliced.size
        else:
            self._bodies: dict[str, bytes] = {
                "": raw.body,
                "gzip": gzip.compress(raw.body, 9, mtime=0),
                "br": brotli.compress(raw.body, quality=9),
            }
            self.size = OVERHEAD + sum(map(len, self._bodies.values()))

    def not_modified(self, tag: str) -> Headers:
        """The headers of a 304."""
        kept = {"vary", "cache-control"}
        return [("etag", tag), *(one for one in self._headers[""] if one[0] in kept)]

    def encoding(self, accepted: str) -> str:
        """The best one that is accepted and that there is."""
        return _best(accepted[:LONGEST_ACCEPT], self._encodings)

    def headers(self, encoding: str, *, minute: int) -> Headers:
        """With the tag of this minute: one list for everybody of that minute, made once."""
        if minute != self._minute:
            tag = ("etag", issue.tag(self.version, minute))
            self._dated = {name: [*base, tag] for name, base in self._headers.items()}
            self._minute = minute
        return self._dated[encoding]

    def body(self, encoding: str, *, total: int) -> bytes:
        """The whole body; `total` stands in it where there is a place for it."""
        if self._parts is None:
            return self._bodies[encoding]
        number = f"{total:,}".replace(",", self._dot).encode()
        return self._spliced.whole(number) if encoding else number.join(self._parts)


@lru_cache(maxsize=256)
def _best(accepted: str, encodings: tuple[str, ...]) -> str:
    return next((one for one in encodings if _takes(one, accepted)), "")


def _takes(encoding: str, accepted: str) -> bool:
    return encoding in accepted and f"{encoding};q=0" not in accepted.replace(" ", "").replace(
        "q=0.", ""
    )
