"""/api/: what programs can read, for those who write them; made from the description itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cygos.information.api.frame import ROOT, api
from cygos.information.api.limit import EVERY, MOST
from cygos.information.feeds.base import whole
from cygos.web.access import READERS, open_to

EXAMPLES = (
    'curl -s "{root}/articles/?size=5&since=2016-12-01"',
    'const answer = await fetch("{root}/notices/");\nconst {{ items }} = await answer.json();',
)


@open_to(READERS)
@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    """Every resource with what narrows it, an example, and the rules."""
    described = api.get_openapi_schema()
    context = {
        "trail": [], "document": f"{ROOT}/openapi.json",
        "resources": [_line(path, operations["get"]) for path, operations in described["paths"].items()],
        "most": MOST, "seconds": EVERY, "examples": [one.format(root=whole(request, ROOT)) for one in EXAMPLES],
    }  # fmt: skip
    return render(request, "api/developers.html", context)


def _line(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    bahasa, _slash, english = operation["summary"].partition(" / ")
    narrowing = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
    return {
        "path": path, "narrowing": narrowing, "says": english if get_language() == "en" else bahasa,
        "example": "" if "{" in path else path,
    }  # fmt: skip
