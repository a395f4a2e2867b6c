"""Publishes and withdraws what has its time, and sends officers their letters: one for a machine.

Those of several machines take turns page by page. A moment that passed while the database was away is made up for.
"""

import threading
from collections.abc import Callable

EVERY = 2.0  # seconds


class Timekeeper(threading.Thread):
    def __init__(self, *, every: float = EVERY) -> None:
        super().__init__(name="timekeeper", daemon=True)
        self._every, self._over = every, threading.Event()

    def run(self) -> None:
        from django.db import Error, connection

        from cygos.information.publishing import letters, timetable
        from cygos.web import clock

        rounds: tuple[Callable[..., int], ...] = (timetable.keep, letters.send_letters)
        while not self._over.wait(self._every):
            try:
                for one in rounds:
                    one(at=clock.now())
            except Error:
                connection.close()
        connection.close()

    def stop(self) -> None:
        """Do no more, and let go of the database."""
        self._over.set()
        self.join(timeout=10)
