"""What any web server calls, where no page cache stands before it."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cygos.config.settings")
_django = get_wsgi_application()

from cygos.web.counting import counter  # noqa: E402  it has records, which want Django to be ready


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request; the first of a process begins its count."""
    counter.begin(settings.DATA / "counting")
    return _django(environ, start_response)
