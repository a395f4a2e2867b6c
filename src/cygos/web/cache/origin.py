"""Django as the door sees it: asked on a few ways, in a process of its own that is begun again whenever it ends.

A process of its own, since in ours it would hold the interpreter for itself while it computes: whoever reads a kept
page would wait behind a search. The kernel gives it less of the processor than the door, where both want it.
"""

import asyncio
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from cygos.web.cache.asking import READ, Request
from cygos.web.cache.behind import AT_ONCE, BODY, PIPE
from cygos.web.cache.channel import poured, receive, send
from cygos.web.cache.page import Headers

WAYS = 4  # answers of Django at the same time
SHORTLY = 0.2  # seconds until it is begun again when it ended by itself
LONGEST = 300.0  # seconds that one may take; then Django is begun again


class Ended(Exception):
    """Django ended before it answered."""


@dataclass
class Answer:
    """What Django says; `rest` are the pieces after `begun`, if it is long. `way` is held until they are read."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    begun: bytes = b""
    rest: Generator[bytes, None, None] | None = None
    way: int | None = None


class Origin:
    """`command` begins Django; the numbers of the sockets that it answers on are its last words."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._threads = ThreadPoolExecutor(2 * WAYS, thread_name_prefix="ways")
        self._lock = threading.Lock()
        self._free: asyncio.Queue[int] = asyncio.Queue()
        for number in range(WAYS):
            self._free.put_nowait(number)
        self._process: subprocess.Popen[bytes] | None = None
        self._ways: list[socket.socket] = []
        self._begin()

    async def ask(self, environ: dict[str, Any], body: Any = None) -> Answer:
        """The whole answer, or the first of it. Raises Ended; what was only read is asked twice before."""
        number = await self._free.get()
        answer: Answer | None = None
        try:
            answer = await self._beside(self._ask, number, environ, body)
        finally:
            if answer is None or answer.way is None:
                self._free.put_nowait(number)
        return answer

    async def next(self, answer: Answer) -> bytes:
        """The next piece; empty at the end. Raises EOFError if it broke off."""
        assert answer.rest is not None  # noqa: S101
        piece: bytes = await self._beside(next, answer.rest, b"")
        return piece

    async def end(self, answer: Answer) -> None:
        """Let go of what a long answer is read from."""
        if answer.rest is not None:
            await self._beside(answer.rest.close)
        if answer.way is not None:
            self._free.put_nowait(answer.way)
            answer.way = None

    async def _beside(self, work: Callable[..., Any], *facts: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *facts)

    def _ask(self, number: int, environ: dict[str, Any], body: Any) -> Answer:
        for is_last in (environ["REQUEST_METHOD"] not in READ, True):
            way = self._ways[number]
            try:
                return self._asked_on(way, number, environ, body)
            except (EOFError, OSError) as gone:
                self._begin_again(way)
                if is_last:
                    raise Ended from gone
        raise AssertionError

    def _asked_on(
        self, way: socket.socket, number: int, environ: dict[str, Any], body: Any
    ) -> Answer:
        if body is None:
            send(way, environ)
        elif body._rolled:
            send(way, environ, file=body.fileno())
        else:
            send(way, environ | {BODY: body.read()})
        said, file = receive(way)
        answer = Answer(int(said.status[:3]), said.headers, said.begun)
        if file is None:
            return answer
        if said.rest == PIPE:
            answer.rest, answer.way = poured(file), number
            return answer
        pieces = _pieces(file)
        answer.begun = next(pieces, b"")
        if len(answer.begun) == AT_ONCE:
            answer.rest = pieces
        else:
            pieces.close()
        return answer

    def _begin_again(self, way: socket.socket) -> None:
        """Unless somebody else has done it meanwhile."""
        with self._lock:
            if way in self._ways:
                self._begin()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Begin it again when it ends by itself, before anybody has to wait for it."""
        process.wait()
        time.sleep(SHORTLY)
        with self._lock:
            if process is self._process:
                self._begin()

    def _begin(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        for old in self._ways:
            with suppress(OSError):
                old.shutdown(socket.SHUT_RDWR)  # whoever waits on it learns it now
        pairs = [socket.socketpair() for _ in range(WAYS)]
        theirs = [pair[1] for pair in pairs]
        numbers = [each.fileno() for each in theirs]
        self._process = subprocess.Popen(
            [*self._command, *map(str, numbers)], pass_fds=numbers, stdin=subprocess.DEVNULL
        )
        threading.Thread(target=self._watch, args=(self._process,), daemon=True).start()
        for each in theirs:
            each.close()
        self._ways = [pair[0] for pair in pairs]
        for each in self._ways:
            each.settimeout(LONGEST)


def _pieces(file: int) -> Generator[bytes, None, None]:
    with os.fdopen(file, "rb", buffering=0) as source:
        while piece := source.read(AT_ONCE):
            yield piece


def environ_of(request: Request, headers: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A request as WSGI has it."""
    host, _, port = request.server.rpartition(":")
    facts: dict[str, Any] = {
        "REQUEST_METHOD": request.method, "SCRIPT_NAME": "", "PATH_INFO": request.path.encode().decode("latin-1"),
        "QUERY_STRING": request.query, "SERVER_NAME": host, "SERVER_PORT": port, "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": request.client.rpartition(":")[0].strip("[]"), "wsgi.version": (1, 0),
        "wsgi.url_scheme": request.scheme, "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip
    for name, value in headers:
        if "_" in name:
            continue  # it would pass for the header with a hyphen
        key = name.upper().replace("-", "_")
        if key not in {"CONTENT_TYPE", "CONTENT_LENGTH"}:
            key = f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        facts[key] = f"{facts[key]}{between}{value}" if key in facts else value
    return facts
