"""How a view says of its answer that it may be kept for everybody, and under which tags.

    return keep(render(request, "news/list.html", …), "page")

The other half is `cygos.kernel.changes.changed("page")`, said where the change is made. An answer that sets a cookie,
or that differs from reader to reader, must not be marked; the cache refuses the first by itself. Pages of the CMS
are marked in one place (information/portal/wagtail_hooks.py).
"""

from typing import TypeVar

from django.http.response import HttpResponseBase

TAGS = "X-Cygos-Tags"  # never leaves the city: taken off by the cache, or without one by web/headers.py
Answer = TypeVar("Answer", bound=HttpResponseBase)


def keep(answer: Answer, *tags: str) -> Answer:
    """This answer is the same for everybody until one of these tags changes."""
    answer.headers[TAGS] = ",".join(sorted(set(tags)))
    return answer
