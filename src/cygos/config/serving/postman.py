"""Sends mail to subscribers while the city runs: one for a machine; those of several machines share the work."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

EVERY = 2.0  # seconds
LONGEST = 300.0  # between two tries while the mail server is away
TIDYING = timedelta(minutes=10)


class Postman(threading.Thread):
    def __init__(self, *, every: float = EVERY) -> None:
        super().__init__(name="postman", daemon=True)
        self._every, self._over = every, threading.Event()

    def run(self) -> None:
        from django.db import Error, connection

        from cygos.information.subscriptions.sending import MailServerAway

        wait, tidied = self._every, None
        while not self._over.wait(wait):
            try:
                tidied = self._round(tidied)
                wait = self._every
            except MailServerAway:
                wait = min(wait * 2, LONGEST)
            except Error:
                connection.close()
        connection.close()

    def stop(self) -> None:
        """Send no more, and let go of the database; the batch at hand is sent to its end."""
        self._over.set()
        self.join(timeout=10)

    def _round(self, tidied: datetime | None) -> datetime:
        from cygos.information.subscriptions.sending import send_due, tidy
        from cygos.web import clock

        is_over: Callable[[], bool] = self._over.is_set
        send_due(at=clock.now, until=is_over)
        now = clock.now()
        if tidied is None or not tidied <= now < tidied + TIDYING:
            tidy(at=now)
            return now
        return tidied
