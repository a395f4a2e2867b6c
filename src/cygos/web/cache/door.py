"""The door of the city: RSGI, as granian speaks it. Says what is kept, asks Django for the rest, and counts views.

A page that is no longer young is said once more while it is made anew; one that cannot be made anew, since the
database is away, is said for a day. Whoever asks for a page that somebody else is just asking for waits for the same.
"""

import asyncio
import time
from typing import Any

from cygos.web import clock
from cygos.web.cache.asking import Asking, Key, Request, asking
from cygos.web.cache.figures import Figures
from cygos.web.cache.origin import Answer, environ_of
from cygos.web.cache.page import Headers, Page, Raw
from cygos.web.cache.passing import Passing, send_whole
from cygos.web.counting import issue
from cygos.web.counting.counter import Counter
from cygos.web.counting.marking import FOR_THE_CACHE
from cygos.web.counting.rule import Header, is_view

FIGURES = "/-/cache"  # for whoever sits at the machine itself
YOUNG = 60.0  # seconds
STILL_SAID = 120.0  # …until a page that is being made anew is said once more
IN_NEED = 24 * 60 * 60.0  # …and where it cannot be made anew
REMEMBERED = 4_096  # ways to ask
RETRY = 1.0  # seconds until Django is asked again after it failed


class Door:
    """What granian calls, once for each request. `is_behind_proxy`: whether X-Forwarded-Proto is a proxy's word."""

    def __init__(
        self,
        passing: Passing,
        figures: Figures,
        counter: Counter,
        *,
        hosts: tuple[str, ...],
        is_behind_proxy: bool,
    ) -> None:
        self._passing, self.figures, self.counter = passing, figures, counter
        self.store = figures.store
        self._names, self._is_behind_proxy = hosts, is_behind_proxy
        self._hosts: dict[str, frozenset[str]] = {}
        self._known: dict[tuple[str | None, ...], Asking] = {}
        self._flights: dict[Key, asyncio.Future[Page | Answer]] = {}

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        header = scope.headers.get
        asked = self._asked(scope, header)
        if asked is None:
            await self._otherwise(scope, proto)
            return
        page = self.store.get(asked.key)
        age = time.monotonic() - page.born if page else IN_NEED
        if page is None or age >= YOUNG:
            found = await self._renewed(asked, page, age)
            if found is None:
                self.figures.passed += 1
                await self._passing.on(_request(scope, asked.key.scheme), proto)
                return
            if isinstance(found, Answer):
                self.figures.passed += 1
                send_whole(scope.method, proto, found)
                return
            page = found
        else:
            self.figures.kept += 1
        self._say(scope.method, header, proto, page)

    def _asked(self, scope: Any, header: Header) -> Asking | None:
        """What this asks for, looked up by what it says word for word: most say what was said before."""
        scheme = self._scheme(scope, header)
        words = (
            scope.method, scheme, header("host"), scope.path, scope.query_string,
            header("cookie"), header("accept"), header("authorization"),
        )  # fmt: skip
        known = self._known.get(words)
        if known is None:
            known = asking(_request(scope, scheme), hosts=self._known_hosts(scope.server))
            if known is not None:  # so nothing of a session or a password is remembered
                if len(self._known) >= REMEMBERED:
                    self._known.clear()
                self._known[words] = known
        return known

    def _say(self, method: str, header: Header, proto: Any, page: Page) -> None:
        minute = clock.minute()
        had = header("if-none-match")
        fresh = issue.fresh(had, minute) if had else []
        for one in fresh:
            if one.version == page.version:
                proto.response_empty(304, page.not_modified(issue.tag(page.version, one.minute)))
                return
        total, subject = 0, page.counted
        if subject:
            key, known = subject.key, page.known
            if not fresh and is_view(header, method=method):
                view = key, clock.day_of(minute)
                total = subject.before + self.counter.add_and_total(view, at_least=known)
            else:
                total = subject.before + self.counter.total(key, at_least=known)
        encoding = page.encoding(header("accept-encoding") or "")
        said, body = page.headers(encoding, minute=minute), page.body(encoding, total=total)
        if method == "HEAD":
            proto.response_empty(200, [*said, ("content-length", str(len(body)))])
        else:
            proto.response_bytes(200, said, body)

    async def _otherwise(self, scope: Any, proto: Any) -> None:
        """What is no page for everybody."""
        request = _request(scope, self._scheme(scope, scope.headers.get))
        if request.path == FIGURES and _is_near(request):
            proto.response_str(200, [("content-type", "text/plain")], self.figures.text())
        else:
            self.figures.passed += 1
            await self._passing.on(request, proto)

    async def _renewed(self, asked: Asking, page: Page | None, age: float) -> Page | Answer | None:
        """The page, made anew if it can be; what else Django says to everybody; None where it has to be asked again."""
        now = time.monotonic()
        if page and age < IN_NEED and (age < STILL_SAID or now < page.retry_at):
            if now >= page.retry_at:
                self._flight(asked.key)
            self.figures.old += 1
            return page
        is_first = asked.key not in self._flights
        self.figures.waited += not is_first
        found = await asyncio.shield(self._flight(asked.key))
        if isinstance(found, Page):
            return found
        if found.status >= 500 and page and age < IN_NEED:
            page.retry_at = now + RETRY
            self.figures.old += 1
            return page
        return found if is_first and asked.is_bare and found.rest is None else None

    def _flight(self, key: Key) -> "asyncio.Future[Page | Answer]":
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = asyncio.ensure_future(self._fill(key))
            flight.add_done_callback(lambda _: self._flights.pop(key, None))
        return flight

    async def _fill(self, key: Key) -> Page | Answer:
        """Ask Django as nobody in particular, and keep what may be kept."""
        since = self.store.moment()
        request = Request("GET", key.path, key.query, key.scheme, _server(key), "127.0.0.1:0", None)
        environ = environ_of(request, self._said_by_us(key))
        environ[FOR_THE_CACHE] = True
        answer = await self._passing.ask(environ)
        raw = Raw(answer.status, answer.headers, answer.begun)
        if answer.rest is not None or not raw.may_be_kept:
            await self._passing.end(answer)
            old = self.store.get(key)
            if old and answer.status >= 500:
                old.retry_at = time.monotonic() + RETRY
            return answer
        # Compressing takes longer than a hundred answers, and they would wait
        page = await asyncio.to_thread(
            Page, raw, born=time.monotonic(), dotted=not key.path.startswith("/en/")
        )
        self.figures.filled += 1
        if not self.store.put(key, page, since=since):
            self.figures.late += 1
        return page

    def _said_by_us(self, key: Key) -> Headers:
        headers = [("host", key.host), ("accept", "*/*")]
        if self._is_behind_proxy:
            headers.append(("x-forwarded-proto", key.scheme))
        if key.appearance != "auto":
            headers.append(("cookie", f"tampilan={key.appearance}"))
        return headers

    def _scheme(self, scope: Any, header: Header) -> str:
        said = (header("x-forwarded-proto") or "") if self._is_behind_proxy else ""
        return said if said in {"http", "https"} else str(scope.scheme)

    def _known_hosts(self, server: str) -> frozenset[str]:
        """The names of the city, alone and with the port that it listens on."""
        known = self._hosts.get(server)
        if known is None:
            port = server.rpartition(":")[2]
            known = self._hosts[server] = frozenset(
                {*self._names, *(f"{name}:{port}" for name in self._names)}
            )
        return known


def _server(key: Key) -> str:
    return key.host if ":" in key.host else f"{key.host}:{443 if key.scheme == 'https' else 80}"


def _request(scope: Any, scheme: str) -> Request:
    return Request(
        scope.method, scope.path, scope.query_string, scheme, scope.server, scope.client, scope.headers
    )  # fmt: skip


def _is_near(request: Request) -> bool:
    """Whether it was asked on the machine itself, and not through a proxy on it."""
    is_here = request.client.startswith(("127.", "[::1]", "::1"))
    return (
        is_here
        and not request.headers.get("x-forwarded-for")
        and not request.headers.get("forwarded")
    )
