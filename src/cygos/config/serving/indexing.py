"""Keeps the city's search like the city, beside the web server: what changed by whatever way is found within seconds.

One for a machine. Two that write the same do no harm; what changed while the database was away is written afterwards.
"""

import threading

EVERY = 5.0  # seconds


class Indexing(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="indexing", daemon=True)
        self._over = threading.Event()

    def run(self) -> None:
        from django.db import Error, connection

        from cygos.kernel.search import keeping

        while True:
            try:
                keeping.keep_up(go_on=lambda: not self._over.is_set())
            except Error:
                connection.close()
            if self._over.wait(EVERY):
                break
        connection.close()

    def stop(self) -> None:
        """Begin nothing more, and let go of the database."""
        self._over.set()
        self.join(timeout=10)
