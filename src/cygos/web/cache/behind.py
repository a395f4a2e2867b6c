"""Django behind the door, in a process of its own: what it computes keeps no reader of a kept page waiting.

It ends when the door does, since nobody speaks to it any more.
"""

import io
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Any, NamedTuple
from wsgiref.util import FileWrapper

from cygos.web.cache.channel import pour, receive, send

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
AT_ONCE = 256 * 1024  # bytes: an answer up to here is handed over in one piece
LOWER = 5  # how much less urgent Django is than the door, as `nice` has it
BODY = "cygos.body"  # what was sent, where it is short; else it comes as an open file
WHOLE, FILE, PIPE = "whole", "file", "pipe"  # how the rest of an answer comes
LOG = logging.getLogger("django.request")


class Said(NamedTuple):
    """An answer, or the first of it."""

    status: str
    headers: list[tuple[str, str]]
    begun: bytes
    rest: str


class Begun:
    """What an application says first."""

    status: str
    headers: list[tuple[str, str]]

    def start(
        self, status: str, headers: list[tuple[str, str]], _: object = None
    ) -> Callable[[bytes], None]:
        self.status, self.headers = status, headers
        return lambda data: None


class Pieces(FileWrapper):
    """A file in larger pieces than Django would take it."""

    def __init__(self, file: IO[bytes], _: int = 0) -> None:
        super().__init__(file, AT_ONCE)
        self.file = file


def answer_all(ways: Iterable[socket.socket], application: Application) -> None:
    """One thread for each way, until the door is gone."""
    os.nice(LOWER)
    threads = [threading.Thread(target=_serve, args=(way, application)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _serve(way: socket.socket, application: Application) -> None:
    while True:
        try:
            environ, file = receive(way)
            _answer(way, environ, file, application)
        except (EOFError, OSError):
            return
        except Exception:
            LOG.exception("What follows an answer failed")


def _answer(
    way: socket.socket, environ: dict[str, Any], file: int | None, application: Application
) -> None:
    """Raises OSError when the door is gone."""
    begun = Begun()
    body = os.fdopen(file, "rb") if file is not None else io.BytesIO(environ.pop(BODY, b""))
    environ |= {"wsgi.input": body, "wsgi.errors": sys.stderr, "wsgi.file_wrapper": Pieces}
    with body, ExitStack() as after:
        try:
            said = application(environ, begun.start)
            after.callback(getattr(said, "close", _nothing))
            number = _file(said)
            pieces = iter(said)
            first, is_whole = (b"", False) if number is not None else _gathered(pieces)
        except Exception:
            LOG.exception("An answer could not be given")
            send(way, Said("500 Internal Server Error", [("Content-Length", "0")], b"", WHOLE))
            return
        if number is not None:
            send(way, Said(begun.status, begun.headers, b"", FILE), file=number)
        elif is_whole:
            send(way, Said(begun.status, begun.headers, first, WHOLE))
        else:
            _pour(way, Said(begun.status, begun.headers, first, PIPE), pieces)


def _pour(way: socket.socket, said: Said, pieces: Iterator[bytes]) -> None:
    out, into = os.pipe()
    try:
        send(way, said, file=out)
    finally:
        os.close(out)
    try:
        pour(pieces, into)
    except OSError:
        return  # whoever asked has hung up
    except Exception:
        LOG.exception("An answer broke off")  # the pipe ends without its end, and so the door knows


def _file(said: object) -> int | None:
    """The number of the open file that is sent as it is, if it is one."""
    if not isinstance(said, Pieces):
        return None
    try:
        return said.file.fileno()
    except (AttributeError, OSError):
        return None


def _gathered(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    """As much as is sent at once, no more than one piece beyond; and whether that was all."""
    gathered = io.BytesIO()
    for piece in pieces:
        gathered.write(piece)
        if gathered.tell() > AT_ONCE:
            return gathered.getvalue(), False
    return gathered.getvalue(), True


def _nothing() -> None:
    """What a list of pieces has instead of `close`."""
