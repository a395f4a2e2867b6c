"""How commands speak: a sentence for people, one JSON object with --json, and progress on a terminal only.

Exit codes are the same for every command; docs/operating/commands.md lists them.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

DONE, REFUSED, MISUSED, BUG, STOPPED = 0, 1, 2, 70, 130
GREEN, RED, YELLOW = "32", "31", "33"


class _Manner:
    """Whether a machine listens: set once, by the command line."""

    as_json = False


manner = _Manner()


def say(*lines: str) -> None:
    """Tell a person, on the standard output; nothing when a machine listens."""
    if not manner.as_json:
        print(*lines, sep="\n", flush=True)


def warn(*lines: str) -> None:
    """Tell a person that something is amiss, on the standard error."""
    if not manner.as_json:
        print(*lines, sep="\n", file=sys.stderr, flush=True)


def answer(facts: Mapping[str, Any], *, text: str) -> None:
    """The result of a command: `facts` as one JSON object with --json, `text` otherwise."""
    if manner.as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=2, default=str), flush=True)
    else:
        say(text)


def coloured(text: str, colour: str) -> str:
    """A text in a colour, on a terminal that wants one (https://no-color.org)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\033[{colour}m{text}\033[0m"


@contextmanager
def step(title: str) -> Iterator[None]:
    """One piece of work: a moving line on a terminal, then a line with its seconds."""
    began = time.monotonic()
    painter = _Painter(title)
    try:
        yield
    except BaseException:
        painter.stop()
        say(f"{coloured('✗', RED)} {title} ({time.monotonic() - began:.1f} s)")
        raise
    painter.stop()
    say(f"{coloured('✓', GREEN)} {title} ({time.monotonic() - began:.1f} s)")


@contextmanager
def counting(title: str, *, of: int) -> Iterator["Counter"]:
    """Work on many: a bar on a terminal that moves with each `advance`, nothing elsewhere."""
    counter = Counter(title, of)
    try:
        yield counter
    finally:
        counter.stop()


class Counter:
    """How far along the work is."""

    def __init__(self, title: str, total: int) -> None:
        self._done, self._total = 0, total
        self._painter = _Painter(title, self._bar)

    def advance(self, by: int = 1) -> None:
        """So many more are done."""
        self._done += by

    def stop(self) -> None:
        """The work is over; the line goes away."""
        self._painter.stop()

    def _bar(self) -> str:
        filled = 24 * self._done // max(self._total, 1)
        return f"{'█' * filled}{'░' * (24 - filled)} {self._done}/{self._total}"


class _Painter:
    """Redraws one line ten times a second, on a terminal and for a person."""

    def __init__(self, title: str, far: Any = lambda: "") -> None:
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        if sys.stdout.isatty() and not manner.as_json:
            self._thread = threading.Thread(target=self._paint, args=[title, far], daemon=True)
            self._thread.start()

    def stop(self) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()
            print("\r\033[K", end="", flush=True)
            self._thread = None

    def _paint(self, title: str, far: Any) -> None:
        began = time.monotonic()
        while not self._over.wait(0.1):
            seconds = time.monotonic() - began
            print(f"\r\033[K… {title} {far()} {seconds:.0f} s", end="", flush=True)
