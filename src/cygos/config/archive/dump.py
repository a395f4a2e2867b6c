"""The database as a stream: out through pg_dump, in through pg_restore and psql, memory flat."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from cygos.config import connection
from cygos.config.language import gettext_noop
from cygos.config.options import options
from cygos.config.reasons import CannotDo
from cygos.database import Programs

PIECE = 4 * 2**20
SECTIONS = ("pre-data", "data", "post-data")
# What one version of PostgreSQL writes and another does not know: a setting of newer ones at the top of every
# section, and a mark that a corrected 15 keeps in its columns and an uncorrected pg_dump takes for an option.
UNKNOWN_TO_OLDER = b"SET transaction_timeout = 0;\n"
UNKNOWN_TO_OTHERS = re.compile(rb"^ALTER TABLE ONLY \S+ ALTER COLUMN .+ SET \(pg_attver=\d+\);$")


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
    write = [
        programs["psql"], "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        "--output=/dev/null", f"--dbname={connection.address()}",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as said:
        target = subprocess.Popen(write, stdin=subprocess.PIPE, stderr=said, cwd="/")
        assert target.stdin  # noqa: S101  it was asked for
        with suppress(BrokenPipeError), target.stdin:  # when it breaks, psql has said why
            for section in SECTIONS:
                _pour(programs, file, section, target.stdin, said)
        if target.wait():
            raise _failed("psql", said)


def _pour(programs: Programs, file: Path, section: str, target: IO[bytes], said: IO[bytes]) -> None:
    """One section of the dump as statements. Only the first, which holds no rows, is read line by line."""
    command = [
        programs["pg_restore"], "--file=-", f"--section={section}", "--no-owner", "--no-privileges",
        "--no-comments", str(file),
    ]  # fmt: skip
    source = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, cwd="/")
    assert source.stdout  # noqa: S101  it was asked for
    try:
        if section == SECTIONS[0]:
            for line in source.stdout:
                if line != UNKNOWN_TO_OLDER and not UNKNOWN_TO_OTHERS.match(line):
                    target.write(line)
        else:
            head = source.stdout.read(PIECE)
            target.write(head.replace(UNKNOWN_TO_OLDER, b"", 1))
            while piece := source.stdout.read(PIECE):
                target.write(piece)
    finally:
        source.stdout.close()
        if source.wait() > 0:
            raise _failed("pg_restore", said)


def _programs() -> Programs:
    return Programs.find(options().database_programs)


def _failed(program: str, said: IO[bytes]) -> CannotDo:
    said.seek(0)
    return CannotDo(
        gettext_noop("{program} gagal: {words} Periksa basis data dengan `cygos check`."),
        program=program, words=said.read().decode(errors="replace").strip()[-600:],
    )  # fmt: skip
