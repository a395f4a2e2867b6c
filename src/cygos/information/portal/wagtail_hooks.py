"""What a page of the CMS says of itself when it is served to everybody: it may be kept, and its views are counted."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks

from cygos.information.portal.changes import PAGES
from cygos.web.cache.marking import keep
from cygos.web.counting.marking import count

Serve = Callable[..., HttpResponseBase]


@hooks.register("on_serve_page")
def kept_for_everybody(serve: Serve) -> Serve:
    """Previews and drafts are never served this way; a restricted page sends whoever asks for nobody away."""

    def served(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        answer = serve(page, request, args, kwargs)
        if answer.status_code == 200:
            keep(answer, PAGES)
            count(answer, f"page-{page.pk}", before=getattr(page, "view_count", 0))
        return answer

    return served
