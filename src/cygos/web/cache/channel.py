"""What the door and Django behind it say to each other: on a pair of sockets, with open files handed along."""

import os
import pickle
import socket
import struct
from collections.abc import Generator, Iterable
from typing import Any

HEAD = struct.Struct("<Q")
PIECE = struct.Struct("<I")


def send(way: socket.socket, said: object, *, file: int | None = None) -> None:
    """Say it, and hand over an open file. Raises OSError when the other side is gone."""
    words = pickle.dumps(said)
    head = HEAD.pack(len(words))
    if file is None:
        way.sendall(head + words)
    else:
        socket.send_fds(way, [head], [file])
        way.sendall(words)


def receive(way: socket.socket) -> tuple[Any, int | None]:
    """What was said, and the file that came with it. Raises EOFError or OSError when the other side is gone."""
    head, files, _, _ = socket.recv_fds(way, HEAD.size, 1)
    if len(head) < HEAD.size:
        raise EOFError
    words = bytearray(HEAD.unpack(head)[0])
    view = memoryview(words)
    while view:
        got = way.recv_into(view)
        if not got:
            raise EOFError
        view = view[got:]
    return pickle.loads(words), files[0] if files else None  # noqa: S301  as above


def pour(pieces: Iterable[bytes], into: int) -> None:
    """Write all of them, and that this was all. Raises OSError when nobody reads any more."""
    with os.fdopen(into, "wb", buffering=0) as pipe:
        for piece in pieces:
            if piece:
                pipe.write(PIECE.pack(len(piece)))
                pipe.write(piece)
        pipe.write(PIECE.pack(0))


def poured(pipe: int) -> Generator[bytes, None, None]:
    """What was poured, piece by piece. Raises EOFError when it breaks off."""
    with os.fdopen(pipe, "rb") as source:
        while size := PIECE.unpack(_exactly(source, PIECE.size))[0]:
            yield _exactly(source, size)


def _exactly(source: Any, size: int) -> bytes:
    found: bytes = source.read(size)
    if len(found) < size:
        raise EOFError
    return found
