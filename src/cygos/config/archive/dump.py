"""The database as a stream: out through pg_dump, in through pg_restore and psql, memory flat."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cygos.config import connection
from cygos.config.language import gettext_noop
from cygos.config.options import options
from cygos.config.reasons import CannotDo
from cygos.database import Programs

PIECE = 4 * 2**20
# Newer pg_restore says this at the top, and an older server does not know it.
UNKNOWN_TO_OLDER = b"SET transaction_timeout = 0;\n"


def pieces(snapshot: str) -> Iterator[bytes]:
    """The database as it stood in that snapshot, in pieces of 4 MB. Raises CannotDo when pg_dump fails."""
    command = [
        _programs()["pg_dump"], "--format=custom", "--no-owner", "--no-privileges",
        f"--snapshot={snapshot}", f"--dbname={connection.address()}",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as said:
        dump = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, cwd="/")
        assert dump.stdout  # noqa: S101  it was asked for
        try:
            while piece := dump.stdout.read(PIECE):
                yield piece
        finally:
            dump.stdout.close()
            if dump.wait():
                raise _failed("pg_dump", said)


def load(file: Path) -> None:
    """Fill an empty database, entirely or not at all. Raises CannotDo when it is not accepted."""
    programs = _programs()
    read = [
        programs["pg_restore"], "--file=-", "--no-owner", "--no-privileges", "--no-comments", str(file),
    ]  # fmt: skip
    write = [
        programs["psql"], "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        "--output=/dev/null", f"--dbname={connection.address()}",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as said:
        source = subprocess.Popen(read, stdout=subprocess.PIPE, stderr=said, cwd="/")
        target = subprocess.Popen(write, stdin=subprocess.PIPE, stderr=said, cwd="/")
        assert source.stdout  # noqa: S101  they were asked for
        assert target.stdin  # noqa: S101
        try:
            _pour(source.stdout, target.stdin)
        except BrokenPipeError:  # psql has said why
            pass
        finally:
            source.stdout.close()
        if target.wait() or source.wait():
            raise _failed("psql", said)


def _pour(source: IO[bytes], target: IO[bytes]) -> None:
    with target:
        head = source.read(64 * 2**10)
        target.write(head.replace(UNKNOWN_TO_OLDER, b"", 1))
        while piece := source.read(2**20):
            target.write(piece)


def _programs() -> Programs:
    return Programs.find(options().database_programs)


def _failed(program: str, said: IO[bytes]) -> CannotDo:
    said.seek(0)
    return CannotDo(
        gettext_noop("{program} gagal: {words} Periksa basis data dengan `cygos check`."),
        program=program, words=said.read().decode(errors="replace").strip()[-600:],
    )  # fmt: skip
