"""What Django answers for one reader: asked through the door, with what was sent, and given on as it comes."""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import HttpResponse

from cygos.web import errors
from cygos.web.cache.asking import READ, Request
from cygos.web.cache.marking import TAGS
from cygos.web.cache.origin import Answer, Ended, Origin, environ_of
from cygos.web.counting.marking import COUNTS

IN_MEMORY = 1024 * 1024  # bytes of what is sent; more lies on the disk
Away = Callable[[str], HttpResponse]  # what to say at this path where Django has just ended
OURS = {TAGS.lower(), COUNTS.lower()}


class Passing:
    """`on` lets one request through, `ask` is for the cache itself."""

    def __init__(self, origin: Origin, *, away: Away) -> None:
        self._origin, self._away = origin, away

    async def on(self, request: Request, proto: Any) -> None:
        """Let Django answer this one, as it would without us."""
        environ = environ_of(request, request.headers.items())
        if request.method in READ:
            await self._give_on(request, proto, await self.ask(environ))
            return
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            size = await _take(proto, body)
            if size > errors.LARGEST:
                environ |= {errors.TOO_LARGE: True, "CONTENT_LENGTH": "0"}
                await self._give_on(request, proto, await self.ask(environ))
                return
            environ["CONTENT_LENGTH"] = str(size)
            await self._give_on(request, proto, await self.ask(environ, body))

    async def ask(self, environ: dict[str, Any], body: Any = None) -> Answer:
        """What Django says; where it has just ended, a page that says so."""
        try:
            return await self._origin.ask(environ, body)
        except Ended:
            page = self._away(environ["PATH_INFO"].encode("latin-1").decode())
            return Answer(page.status_code, list(page.items()), page.content)

    async def end(self, answer: Answer) -> None:
        """It is not wanted to its end."""
        await self._origin.end(answer)

    async def _give_on(self, request: Request, proto: Any, answer: Answer) -> None:
        if answer.rest is None:
            send_whole(request.method, proto, answer)
            return
        try:
            if request.method == "HEAD":
                proto.response_empty(answer.status, answer.headers)
                return
            way = proto.response_stream(answer.status, answer.headers)
            piece = answer.begun
            while piece:
                await way.send_bytes(piece)
                piece = await self._origin.next(answer)
        finally:
            await self._origin.end(answer)


async def _take(pieces: Any, body: Any) -> int:
    """How much was sent. What is more than we take is read and thrown away, or the sender would not read our answer."""
    size = 0
    async for piece in pieces:
        size += len(piece)
        if size <= errors.LARGEST:
            body.write(piece)
    body.seek(0)
    return size


def send_whole(method: str, proto: Any, answer: Answer) -> None:
    """Without what is only for the cache, and without a body where none may be."""
    headers = [(name, value) for name, value in answer.headers if name.lower() not in OURS]
    if method == "HEAD" or answer.status in {204, 304} or not answer.begun:
        proto.response_empty(answer.status, headers)
    else:
        proto.response_bytes(answer.status, headers, answer.begun)
