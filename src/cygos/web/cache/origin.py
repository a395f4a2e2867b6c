"""Asks Django, which speaks WSGI and blocks, from a few threads beside the loop that answers readers.

Large answers come piece by piece, large uploads lie on the disk while they are read: neither fills the memory.
"""

import asyncio
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from wsgiref.util import FileWrapper

from cygos.web.cache.asking import Request
from cygos.web.cache.page import Headers

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
AT_ONCE = 256 * 1024  # bytes: an answer up to here is sent in one piece
PIECE = 64 * 1024
IN_MEMORY = 1024 * 1024  # bytes of an upload
LARGEST = 100 * 1024 * 1024  # …and of any: more is refused before Django sees it
THREADS = 4


class TooLarge(Exception):
    """More was sent than anything here takes."""


@dataclass
class Answer:
    """What Django says; `rest` are the pieces after `begun`, if it is long."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    begun: bytes = b""
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] | None = None

    def start(self, status: str, headers: Headers, _: object = None) -> Callable[[bytes], None]:
        self.status, self.headers = int(status[:3]), headers
        return lambda data: None


class Origin:
    """Django behind its threads."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="django")

    async def ask(self, environ: dict[str, Any]) -> Answer:
        """The whole answer, or the first of it."""
        answer: Answer = await self._beside(self._ask, environ)
        return answer

    async def next(self, answer: Answer) -> bytes:
        """The next piece; empty at the end."""
        assert answer.rest is not None  # noqa: S101
        piece: bytes = await self._beside(_piece, answer.rest)
        return piece

    async def end(self, answer: Answer) -> None:
        """Let go of what a long answer was read from."""
        if answer.close:
            await self._beside(answer.close)

    async def _beside(self, work: Callable[..., Any], *facts: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *facts)

    def _ask(self, environ: dict[str, Any]) -> Answer:
        answer = Answer()
        said = self._application(environ, answer.start)
        close = getattr(said, "close", lambda: None)
        try:
            pieces = iter(said)
            answer.begun = _piece(pieces)
            if len(answer.begun) > AT_ONCE:
                answer.rest, answer.close = pieces, close
        except BaseException:
            close()
            raise
        if answer.rest is None:
            close()
        return answer


def _piece(pieces: Iterator[bytes]) -> bytes:
    """As much as is sent at once, and no more than one piece beyond."""
    gathered = io.BytesIO()
    while gathered.tell() <= AT_ONCE:
        one = next(pieces, None)
        if one is None:
            break
        gathered.write(one)
    return gathered.getvalue()


class Pieces(FileWrapper):
    """A file in larger pieces than Django would take it."""

    def __init__(self, file: IO[bytes], _: int = 0) -> None:
        super().__init__(file, PIECE)


def environ_of(request: Request, headers: Iterable[tuple[str, str]], body: Any) -> dict[str, Any]:
    """A request as WSGI has it."""
    host, _, port = request.server.rpartition(":")
    facts: dict[str, Any] = {
        "REQUEST_METHOD": request.method, "SCRIPT_NAME": "", "PATH_INFO": request.path.encode().decode("latin-1"),
        "QUERY_STRING": request.query, "SERVER_NAME": host, "SERVER_PORT": port, "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": request.client.rpartition(":")[0].strip("[]"), "wsgi.version": (1, 0),
        "wsgi.url_scheme": request.scheme, "wsgi.input": body, "wsgi.errors": sys.stderr, "wsgi.multithread": True,
        "wsgi.multiprocess": True, "wsgi.run_once": False, "wsgi.file_wrapper": Pieces,
    }  # fmt: skip
    for name, value in headers:
        key = name.upper().replace("-", "_")
        if key not in {"CONTENT_TYPE", "CONTENT_LENGTH"}:
            key = f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        facts[key] = f"{facts[key]}{between}{value}" if key in facts else value
    return facts


async def uploaded(pieces: Any) -> tuple[Any, int]:
    """What is sent to us, small in memory, large on the disk. Raises TooLarge."""
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed when it was answered
    size = 0
    async for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            body.close()
            raise TooLarge
        body.write(piece)
    body.seek(0)
    return body, size
