"""Says to every page cache, on every machine, that what readers see has changed.

    changed("page")             every page of the CMS
    changed(EVERYTHING)         the frame around all pages: notices, navigation, the city's identity, a unit

Said in the transaction of the change: whoever keeps copies hears it when the change is there, and hears nothing of a
change that was undone. Without a page cache nobody listens, and nothing happens. The other half is
`cygos.web.cache.marking.keep`, which says of an answer that it may be kept, and under which tags.
"""

from django.db import connection

CHANNEL = "cygos_changed"
EVERYTHING = "*"
BETWEEN = ","


def changed(*tags: str) -> None:
    """Answers kept under one of these tags are no longer true. The same said twice in a transaction is sent once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, BETWEEN.join(sorted(set(tags)))])
