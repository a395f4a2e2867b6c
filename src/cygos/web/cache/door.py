"""The door of the city: RSGI, as granian speaks it. Says what is kept, asks Django for the rest, and counts views.

A page that is no longer young is said once more while it is made anew; one that cannot be made anew, since the
database is away, is said for a day. Whoever asks for a page that somebody else is just asking for waits for the same.
"""

import asyncio
import io
import time
from typing import Any

from cygos.web import clock
from cygos.web.cache.asking import READ, Asking, Key, Request, asking
from cygos.web.cache.figures import Figures
from cygos.web.cache.origin import Answer, Origin, TooLarge, environ_of, uploaded
from cygos.web.cache.page import Headers, Page, Raw
from cygos.web.cache.store import Store
from cygos.web.counting import issue
from cygos.web.counting.counter import Counter
from cygos.web.counting.marking import FOR_THE_CACHE
from cygos.web.counting.rule import is_view
from cygos.web.times import WIB

FIGURES = "/-/cache"  # for whoever sits at the machine itself
YOUNG = 60.0  # seconds
STILL_SAID = 120.0  # …until a page that is being made anew is said once more
IN_NEED = 24 * 60 * 60.0  # …and where it cannot be made anew
RETRY = 1.0  # seconds until Django is asked again after it failed


class Door:
    """What granian calls, once for each request. `is_behind_proxy`: whether X-Forwarded-Proto is a proxy's word."""

    def __init__(
        self,
        origin: Origin,
        store: Store,
        counter: Counter,
        *,
        hosts: tuple[str, ...],
        is_behind_proxy: bool,
    ) -> None:
        self.origin, self.store, self.counter = origin, store, counter
        self.figures = Figures(store)
        self._names, self._is_behind_proxy = hosts, is_behind_proxy
        self._hosts: dict[str, frozenset[str]] = {}
        self._flights: dict[Key, asyncio.Future[Page | Answer]] = {}

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if scope.proto != "http":
            proto.close(404)
            return
        request = Request(
            scope.method, scope.path, scope.query_string, self._scheme(scope), scope.server, scope.client, scope.headers
        )  # fmt: skip
        if request.path == FIGURES and _is_near(request):
            proto.response_str(200, [("content-type", "text/plain")], self.figures.text())
            return
        asked = asking(request, hosts=self._known_hosts(request.server))
        if asked is None:
            await self._pass(request, proto)
            return
        page = self.store.get(asked.key)
        age = time.monotonic() - page.born if page else IN_NEED
        if page is None or age >= YOUNG:
            found = await self._renewed(asked, page, age)
            if found is None:
                await self._pass(request, proto)
                return
            if isinstance(found, Answer):
                self.figures.passed += 1
                _send_whole(request, proto, found)
                return
            page = found
        else:
            self.figures.kept += 1
        self._say(request, proto, page)

    def _say(self, request: Request, proto: Any, page: Page) -> None:
        headers = request.headers
        at = clock.unmoved()
        minute = issue.minute_of(at)
        fresh = issue.fresh(headers.get("if-none-match"), minute)
        same = [one for one in fresh if one.version == page.version]
        if same:
            proto.response_empty(304, page.not_modified(issue.tag(page.version, same[0].minute)))
            return
        subject = page.counted
        if subject and not fresh and is_view(headers.get, method=request.method):
            self.counter.add((subject.key, at.astimezone(WIB).date()))
        said, body = page.answer(
            headers.get("accept-encoding") or "", minute=minute, total=lambda: self._total(page)
        )
        if request.method == "HEAD":
            proto.response_empty(200, [*said, ("content-length", str(len(body)))])
        else:
            proto.response_bytes(200, said, body)

    def _total(self, page: Page) -> int:
        assert page.counted is not None  # noqa: S101
        return page.counted.before + self.counter.total(page.counted.key, at_least=page.known)

    async def _renewed(self, asked: Asking, page: Page | None, age: float) -> Page | Answer | None:
        """The page, made anew if it can be; what else Django says to everybody; None where it has to be asked again."""
        now = time.monotonic()
        if page and age < IN_NEED and (age < STILL_SAID or now < page.retry_at):
            if now >= page.retry_at:
                self._flight(asked.key)
            self.figures.old += 1
            return page
        is_first = asked.key not in self._flights
        found = await asyncio.shield(self._flight(asked.key))
        if isinstance(found, Page):
            return found
        if found.status >= 500 and page and age < IN_NEED:
            page.retry_at = now + RETRY
            self.figures.old += 1
            return page
        return found if is_first and asked.is_bare else None

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
        environ = environ_of(request, self._said_by_us(key), io.BytesIO())
        environ[FOR_THE_CACHE] = True
        answer = await self.origin.ask(environ)
        raw = Raw(answer.status, answer.headers, answer.begun)
        if answer.rest is not None or not raw.may_be_kept:
            await self.origin.end(answer)
            old = self.store.get(key)
            if old and answer.status >= 500:
                old.retry_at = time.monotonic() + RETRY
            return answer
        page = Page(raw, born=time.monotonic(), dotted=not key.path.startswith("/en/"))
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

    async def _pass(self, request: Request, proto: Any) -> None:
        """Let Django answer this one, as it would without us."""
        self.figures.passed += 1
        body: Any = io.BytesIO()
        size = 0
        try:
            if request.method not in READ:
                body, size = await uploaded(proto)
        except TooLarge:
            proto.response_empty(413, [("content-length", "0"), ("connection", "close")])
            return
        environ = environ_of(request, request.headers.items(), body)
        if size:
            environ["CONTENT_LENGTH"] = str(size)
        try:
            answer = await self.origin.ask(environ)
            if answer.rest is None:
                _send_whole(request, proto, answer)
                return
            await self._stream(proto, answer)
        finally:
            body.close()

    async def _stream(self, proto: Any, answer: Answer) -> None:
        try:
            way = proto.response_stream(answer.status, answer.headers)
            piece = answer.begun
            while piece:
                await way.send_bytes(piece)
                piece = await self.origin.next(answer)
        finally:
            await self.origin.end(answer)

    def _scheme(self, scope: Any) -> str:
        said = (scope.headers.get("x-forwarded-proto") or "") if self._is_behind_proxy else ""
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


def _send_whole(request: Request, proto: Any, answer: Answer) -> None:
    hidden = {"x-cygos-tags", "x-cygos-counts"}
    headers = [(name, value) for name, value in answer.headers if name.lower() not in hidden]
    if request.method == "HEAD" or answer.status in {204, 304} or not answer.begun:
        proto.response_empty(answer.status, headers)
    else:
        proto.response_bytes(answer.status, headers, answer.begun)


def _is_near(request: Request) -> bool:
    """Whether it was asked on the machine itself, and not through a proxy on it."""
    is_here = request.client.startswith(("127.", "[::1]", "::1"))
    return (
        is_here
        and not request.headers.get("x-forwarded-for")
        and not request.headers.get("forwarded")
    )
