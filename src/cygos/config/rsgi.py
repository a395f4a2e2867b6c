"""What granian calls for a city with its page cache in front."""

from django.conf import settings
from psycopg.conninfo import conninfo_to_dict

from cygos.config import connection, wsgi
from cygos.config.options import options
from cygos.web.cache.door import Door
from cygos.web.cache.hearing import Hearing
from cygos.web.cache.origin import Origin
from cygos.web.cache.store import Store
from cygos.web.counting import counter

MEBIBYTE = 1024 * 1024


def _open() -> Door:
    store = Store(most_bytes=options().page_cache_mebibytes * MEBIBYTE)
    Hearing(store, conninfo_to_dict(connection.address())).start()
    return Door(
        Origin(wsgi.application),
        store,
        counter.begin(settings.DATA / "counting"),
        hosts=tuple(settings.ALLOWED_HOSTS),
        is_behind_proxy=bool(settings.SECURE_PROXY_SSL_HEADER),
    )


application = _open()
