"""Publishes and withdraws what has its time, and sends officers their letters: one for a machine.

Those of several machines take turns page by page. A moment that passed while the database was away is made up for.
"""

import threading
from collections.abc import Callable
from datetime import timedelta

EVERY = 2.0  # seconds
SELDOM = timedelta(minutes=10)  # what has its day, not its minute


class Timekeeper(threading.Thread):
    def __init__(self, *, every: float = EVERY) -> None:
        super().__init__(name="timekeeper", daemon=True)
        self._every, self._over = every, threading.Event()

    def run(self) -> None:
        from django.db import Error, connection

        from cygos.information.publishing import letters, reviewing, timetable
        from cygos.web import clock

        rounds: tuple[Callable[..., object], ...] = (timetable.keep, letters.send_letters)
        seldom: tuple[Callable[..., object], ...] = (reviewing.remind, letters.tidy)
        looked = None
        while not self._over.wait(self._every):
            try:
                now = clock.now()
                for one in rounds:
                    one(at=now)
                if looked is None or not looked <= now < looked + SELDOM:
                    looked = now
                    for one in seldom:
                        one(at=now)
            except Error:
                connection.close()
        connection.close()

    def stop(self) -> None:
        """Do no more, and let go of the database."""
        self._over.set()
        self.join(timeout=10)
