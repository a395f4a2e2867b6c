"""What granian calls for a city with its page cache in front."""

import gc
import sys
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from cygos.config import connection, folders
from cygos.config.options import options

MEBIBYTE = 1024 * 1024
DJANGO = [sys.executable, "-m", "cygos.config.behind"]


def _open() -> Any:
    connection.ready()
    from django.conf import settings

    from cygos.web.cache.door import Door
    from cygos.web.cache.figures import Figures
    from cygos.web.cache.hearing import Hearing
    from cygos.web.cache.origin import Origin
    from cygos.web.cache.passing import Passing
    from cygos.web.cache.store import Store
    from cygos.web.counting import counter

    store = Store(most_bytes=options().page_cache_mebibytes * MEBIBYTE)
    Hearing(store, conninfo_to_dict(connection.address())).start()
    figures = Figures(store, folders.data() / "web" / "figures")
    figures.begin()
    return Door(
        Passing(Origin(DJANGO), away=_away),
        figures,
        counter.begin(settings.DATA / "counting"),
        hosts=tuple(settings.ALLOWED_HOSTS),
        is_behind_proxy=bool(settings.SECURE_PROXY_SSL_HEADER),
    )


def _away(path: str) -> Any:
    """What is said while Django is begun again: with the headers that it would have put on."""
    from django.http import HttpRequest

    from cygos.web import errors
    from cygos.web.headers import Headers

    request = HttpRequest()
    request.path = request.path_info = path
    page = errors.away(request)
    Headers(errors.away).process_response(request, page)
    return page


application = _open()
gc.freeze()  # what was loaded stays: nobody has to look through it again and again
