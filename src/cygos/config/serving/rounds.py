"""A worker beside the web server: looks again and again whether there is something to do, until told to stop.

One of each kind for a machine; those of several machines share the work or do no harm. What came while the database was
away is done when it is back.
"""

import threading
from abc import ABC, abstractmethod


class Rounds(threading.Thread, ABC):
    """Once in `every` seconds `look` is called. A database that is away is no fault: the next round is."""

    every: float

    def __init__(self, *, every: float | None = None) -> None:
        super().__init__(name=type(self).__name__.lower(), daemon=True)
        self.every = self.every if every is None else every
        self._over = threading.Event()

    @abstractmethod
    def look(self) -> float | None:
        """Do what there is to do; in how many seconds to look again, if not as usual."""

    def run(self) -> None:
        from django.db import Error, connection

        wait = 0.0
        while not self._over.wait(wait):
            wait = self.every
            try:
                wait = self.look() or self.every
            except Error:
                connection.close()
        connection.close()

    def is_over(self) -> bool:
        """Whether it was told to stop; asked between two pieces of long work."""
        return self._over.is_set()

    def stop(self) -> None:
        """Begin nothing more, and let go of the database; the piece at hand is done to its end."""
        self._over.set()
        self.join(timeout=10)
