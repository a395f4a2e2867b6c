"""What a page of the CMS says of itself when it is served to everybody: that it may be kept."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks

from cygos.information.portal.changes import PAGES
from cygos.web.cache.marking import keep

Serve = Callable[..., HttpResponseBase]


@hooks.register("on_serve_page")
def kept_for_everybody(serve: Serve) -> Serve:
    """Previews and drafts are never served this way; a restricted page sends whoever asks for nobody away."""

    def served(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        answer = serve(page, request, args, kwargs)
        if answer.status_code == 200:
            keep(answer, PAGES)
        return answer

    return served
