"""Who wants the same thing waits for their turn: a lock by name, held until the transaction ends."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_at_a_time(*names: str) -> Iterator[None]:
    """Hold a lock on each name; whoever wants one of them waits. Ends with the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for key in sorted({_key(name) for name in names}):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
        yield


def _key(name: str) -> int:
    digest = hashlib.sha256(f"cygos {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
