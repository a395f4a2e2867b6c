"""Counts in this process, shows the newest number, and hands over to the database once a second, exactly once."""

import os
import secrets
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from django.db import Error, connection

from cygos.web.counting.models import HandedOver, ViewsOn
from cygos.web.counting.slots import Slots, View

EVERY = 1.0  # seconds between two hand-overs
MOST_SHOWN = 500  # sums that are asked anew with each


class Counter:
    """One for a process. `add` and `total` are for any thread, `hand_over` for the one that runs beside."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock = threading.Lock()
        self._slots = [self._begin()]
        self._sums: dict[str, int] = {}  # what the database has, as far as this process knows
        self._waiting: dict[str, int] = {}  # …and what it has not, of this process
        self._shown: set[str] = set()  # since the last hand-over

    def add(self, view: View) -> None:
        """One view more, kept before this returns."""
        with self._lock:
            self._add(view)

    def add_and_total(self, view: View, *, at_least: int) -> int:
        """One view more, and the sum with it: as `add` and `total`, at once."""
        key = view[0]
        with self._lock:
            waiting = self._add(view)
            self._shown.add(key)
            return max(self._sums.get(key, 0), at_least) + waiting

    def total(self, key: str, *, at_least: int) -> int:
        """The sum of all days, with what is not handed over yet; `at_least` is what a page knew when it was made."""
        with self._lock:
            self._shown.add(key)
            return max(self._sums.get(key, 0), at_least) + self._waiting.get(key, 0)

    def hand_over(self) -> None:
        """Give the database what it has not, and learn the sums it has. Nothing is given twice."""
        with self._lock:
            shown = sorted(self._shown)[:MOST_SHOWN]
            self._shown.clear()
            has_waiting = bool(self._waiting)
        if has_waiting:
            for slots in list(self._slots):
                self._settle(*self._give(slots, shown=shown))
            while len(self._slots) > 1:
                self._put_away(self._slots.pop(0))
        elif shown:
            self._settle({}, ViewsOn.objects.of(*shown).totals())

    def take_over(self) -> None:
        """Give the database what workers of this machine left behind when they ended."""
        for slots in Slots.left_behind(self._folder):
            try:
                self._give(slots, shown=())
                self._put_away(slots)
            except Error:
                slots.close()
                raise

    def close(self) -> None:
        """Let go of the files as they are: whoever comes next takes them over."""
        while self._slots:
            self._slots.pop().close()

    def _add(self, view: View) -> int:
        if not self._slots[-1].add(view):
            self._slots.append(self._begin())
            self._slots[-1].add(view)
        waiting = self._waiting[view[0]] = self._waiting.get(view[0], 0) + 1
        return waiting

    def _begin(self) -> Slots:
        return Slots.begin(self._folder, secrets.token_hex(8))

    def _give(
        self, slots: Slots, *, shown: Sequence[str]
    ) -> tuple[Mapping[View, int], Mapping[str, int]]:
        """What was given, and the sums as of then. Raises Error, and nothing is lost."""
        last = HandedOver.last(slots.name)
        with self._lock:
            slots.resolve(last)
            number = max(last, slots.number) + 1
            more = slots.send(number)
        if not more:
            return {}, {}
        slots.sync()
        sums = HandedOver.take(slots.name, after=last, number=number, views=more, shown=shown)
        with self._lock:
            slots.resolve(number)
        return more, sums

    def _settle(self, more: Mapping[View, int], sums: Mapping[str, int]) -> None:
        with self._lock:
            for (key, _), count in more.items():
                left = self._waiting.get(key, 0) - count
                self._sums[key] = self._sums.get(key, 0) + count
                if left > 0:
                    self._waiting[key] = left
                else:
                    self._waiting.pop(key, None)
            for key, total in sums.items():
                self._sums[key] = max(self._sums.get(key, 0), total)

    def _put_away(self, slots: Slots) -> None:
        slots.put_away()
        HandedOver.forget(slots.name)


class Beside(threading.Thread):
    """Hands over once a second for as long as the process lives."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(name="counting", daemon=True)
        self.counter = counter
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(EVERY):
            try:
                self.counter.take_over()
                self.counter.hand_over()
            except Error:  # the database is away: everything is given the next time
                with suppress(Error):
                    connection.close()


class _Here:
    counter: Counter | None = None
    process = 0


_lock = threading.Lock()


def begin(folder: Path) -> Counter:
    """The counter of this process, begun when it is first wanted: after a fork it is another."""
    with _lock:
        if _Here.counter is None or _Here.process != os.getpid():
            _Here.counter, _Here.process = Counter(folder), os.getpid()
            Beside(_Here.counter).start()
        return _Here.counter


def here() -> Counter | None:
    """The counter of this process, if it serves the city; None in a command or a test."""
    return _Here.counter if _Here.process == os.getpid() else None
