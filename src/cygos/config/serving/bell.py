"""Rings when a notice begins or ends by itself, so that kept pages go within a second, as when somebody presses.

One for a machine, beside the web server. Two that ring for the same moment do no harm; a moment that passed while the
database was away is rung for afterwards.
"""

import threading

EVERY = 0.5  # seconds


class Bell(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="bell", daemon=True)
        self._over = threading.Event()

    def run(self) -> None:
        from django.db import Error, connection

        from cygos.information.notices.models import Notice
        from cygos.web import clock

        heard = None
        while not self._over.wait(EVERY):
            try:
                now = clock.now()
                Notice.objects.ring(since=heard or now, until=now)
                heard = now
            except Error:
                connection.close()
        connection.close()

    def stop(self) -> None:
        """Ring no more, and let go of the database."""
        self._over.set()
        self.join(timeout=10)
