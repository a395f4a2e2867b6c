"""How often one address may ask within a minute, in this worker. Nothing is kept longer than that minute.

What the page cache says again is not counted: it costs nothing.
"""

import threading

MOST = 600  # questions…
EVERY = 60  # …within so many seconds
REMEMBERED = 10_000  # addresses; beyond, everybody begins anew


class Limit:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._window, self._counts = 0, dict[str, int]()

    def wait(self, address: str, *, at: float) -> int:
        """Seconds this address has to wait; 0 where it may go on."""
        window = int(at) // EVERY
        with self._lock:
            if window != self._window or len(self._counts) > REMEMBERED:
                self._window, self._counts = window, {}
            count = self._counts[address] = self._counts.get(address, 0) + 1
        return EVERY - int(at) % EVERY if count > MOST else 0

    def forget(self) -> None:
        """Everybody begins anew."""
        with self._lock:
            self._counts.clear()
