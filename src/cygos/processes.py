"""Processes told by where they stand: whatever we start stands in a folder of its own, so a later run can find it."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO


def standing_in(folder: Path) -> list[int]:
    """Every process whose working folder is this one. Empty where the system has no /proc."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == folder.resolve():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def send(process: int, wish: signal.Signals) -> None:
    """Signal a process that may have ended meanwhile."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, wish)


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Look again and again, `seconds` at most. Returns whether it came true."""
    end = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return met


def lock(path: Path, *, patience: float = 1) -> IO[str] | None:
    """An open file that only one process can hold; the kernel lets it go, even after `kill -9`. None if taken.

    A child that a killed process had just forked holds it until it becomes another program: hence `patience`, in
    seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+")
    if wait_until(lambda: _take(file), seconds=patience):
        return file
    file.close()
    return None


def _take(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
