"""Where a worker keeps what it counted until the database has it: a file of its own, mapped into memory.

What is written there is there after `kill -9`; `sync` once a second makes it survive a power cut as well. Each line
holds what was counted, what of it was sent with the last hand-over that was begun, and what the database surely
has. The file is locked while its worker lives, so that others see when to take it over.
"""

import mmap
import os
import struct
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Self

from cygos.processes import lock

ENDING = ".slots"
LINE = struct.Struct(
    "<32sQQQQ"
)  # key, day, counted, sent, settled: 64 bytes; the first line is the head
HEAD = struct.Struct("<8sQ")  # what this is, and the number of the last hand-over that was begun
MARK = b"CYGOSVW1"
COUNTED, SENT, SETTLED = 5, 6, 7  # as eight-byte words of a line
WORDS = LINE.size // 8
MOST = 16_384  # lines of a file: a megabyte

View = tuple[str, date]  # of what, on which day


class Slots:
    """One file; `number` is the number of the last hand-over that was begun."""

    def __init__(self, path: Path, held: IO[str]) -> None:
        self.path, self._held = path, held
        self._map = mmap.mmap(held.fileno(), LINE.size * (MOST + 1))
        self._words = memoryview(self._map).cast("Q")
        self._lines: dict[View, int] = {view: line for line, view in self._read()}

    @classmethod
    def begin(cls, folder: Path, name: str) -> Self:
        """A new, empty file, held by this process."""
        path = folder / f"{name}{ENDING}"
        held = lock(path)
        if held is None:
            raise FileExistsError(path)
        os.truncate(path, LINE.size * (MOST + 1))
        slots = cls(path, held)
        HEAD.pack_into(slots._map, 0, MARK, 0)
        return slots

    @classmethod
    def left_behind(cls, folder: Path) -> Iterator[Self]:
        """The files of workers that live no more, each held by this process from now on."""
        for path in sorted(folder.glob(f"*{ENDING}")):
            held = lock(path, patience=0)
            if held is None:
                continue
            if path.exists() and path.stat().st_size == LINE.size * (MOST + 1):
                yield cls(path, held)
            else:
                held.close()  # its worker ended before the first line, or another has just put it away
                path.unlink(missing_ok=True)

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def number(self) -> int:
        return int(self._words[1])

    def add(self, view: View) -> bool:
        """One more; False where there is no room. Key and day stand before the number, so no line is half there."""
        line = self._lines.get(view)
        if line is None:
            if len(self._lines) >= MOST:
                return False
            line = len(self._lines) + 1
            key, day = view
            LINE.pack_into(self._map, line * LINE.size, key.encode(), day.toordinal(), 0, 0, 0)
            self._lines[view] = line
        self._words[line * WORDS + COUNTED] += 1
        return True

    def resolve(self, last: int) -> None:
        """Before anything else is sent: `last` is the number of the last hand-over that the database has."""
        has_it = last == self.number
        for line in self._lines.values():
            at = line * WORDS
            if has_it:
                self._words[at + SETTLED] = self._words[at + SENT]
            else:
                self._words[at + SENT] = self._words[at + SETTLED]

    def send(self, number: int) -> dict[View, int]:
        """Begin the hand-over of this number: what is to be added. To be on the disk (`sync`) before anybody has it."""
        more = {}
        for view, line in self._lines.items():
            at = line * WORDS
            counted, settled = self._words[at + COUNTED], self._words[at + SETTLED]
            if counted != settled:
                self._words[at + SENT] = counted
                more[view] = int(counted - settled)
        if more:
            self._words[1] = number
        return more

    def sync(self) -> None:
        """On the disk, whatever happens to the power."""
        self._map.flush()

    def close(self) -> None:
        """Let go of it; the file stays."""
        self._words.release()
        self._map.close()
        self._held.close()

    def put_away(self) -> None:
        """Everything in it is in the database: the file goes."""
        self.path.unlink(missing_ok=True)
        self.close()

    def _read(self) -> Iterator[tuple[int, View]]:
        for line in range(1, MOST + 1):
            key, day, *_ = LINE.unpack_from(self._map, line * LINE.size)
            if not day:
                return
            yield line, (key.rstrip(b"\0").decode(), date.fromordinal(day))
