"""The page that says what a view is, and what the count does not know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cygos.web.access import EVERYONE, open_to
from cygos.web.counting.issue import HALF_AN_HOUR


@open_to(EVERYONE)
@require_safe
def rule(request: HttpRequest) -> HttpResponse:
    """The rule, its limits, and where the list of bots is from."""
    return render(request, "counting/rule.html", {"minutes": HALF_AN_HOUR, "trail": []})
