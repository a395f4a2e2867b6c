"""Listens for changes on a connection of its own; when it was lost and is made anew, everything is void."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import psycopg

from cygos.kernel.changes import BETWEEN, CHANNEL
from cygos.web.cache.store import Store

PULSE = 0.5  # seconds between two looks whether the connection still lives
AGAIN = 0.2  # seconds until it is tried again
# A machine that is gone without a word is noticed within seconds.
SOON = {
    "connect_timeout": 3, "keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 3,
    "tcp_user_timeout": 3000, "application_name": "cygos hearing",
}  # fmt: skip


class Hearing(threading.Thread):
    """One for a process. `facts` are psycopg's: where the database is."""

    def __init__(self, store: Store, facts: Mapping[str, Any]) -> None:
        super().__init__(name="hearing", daemon=True)
        self.store, self.over = store, threading.Event()
        self._facts = {**SOON, **facts}

    def run(self) -> None:
        while not self.over.is_set():
            with suppress(psycopg.Error, OSError):
                self._listen()
            self.store.heard_no_more()
            self.over.wait(AGAIN)

    def _listen(self) -> None:
        with psycopg.connect(**self._facts, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self.store.heard_again()
            while not self.over.is_set():
                for notice in connection.notifies(timeout=PULSE):
                    self.store.void(*notice.payload.split(BETWEEN))
                connection.execute("SELECT 1")
