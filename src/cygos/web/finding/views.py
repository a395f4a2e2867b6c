"""The page of the search: what was asked is shown again, never kept, never logged."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from cygos.kernel.search import wording
from cygos.kernel.search.kinds import kind
from cygos.kernel.search.models import MARKS, Entry
from cygos.web.access import READERS, open_to
from cygos.web.finding.forms import Asked
from cygos.web.workspace.lists import paged


@dataclass(frozen=True)
class Answer:
    """One row of the answer."""

    title: str
    address: str
    kind: str | Promise
    at: datetime
    excerpt: SafeString


@open_to(READERS)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found."""
    form = Asked(request.GET)
    typed = request.GET.get("q", "")
    is_code = wording.is_tracking_code(typed)
    facts: dict[str, Any] = {"form": form, "typed": typed.strip(), "is_code": is_code}
    facts |= {"page": None, "answers": [], "is_all": True, "trail": []}
    if form.is_valid() and not is_code:
        facts |= _found(request, form.cleaned_data)
    response = render(request, "finding.html", facts)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _found(request: HttpRequest, asked: dict[str, Any]) -> dict[str, Any]:
    question = wording.of_question(asked["q"])
    if not question.text:
        return {}
    entries = Entry.objects.of_kind(asked["jenis"]).between(asked["dari"], asked["sampai"])
    hits = entries.about(question)
    page = paged(request, hits.ids)
    rows = Entry.objects.with_excerpts(list(page), question)
    return {"page": page, "is_all": hits.is_all, "answers": _readable(rows)}


def _readable(rows: list[Entry]) -> list[Answer]:
    """Those that may be read now, by the very question that guards their own pages."""
    keys = defaultdict(list)
    for row in rows:
        keys[row.kind].append(row.key)
    found = {name: kind(name) for name in keys}
    addresses = {name: one.readable(keys[name]) if one else {} for name, one in found.items()}
    return [
        Answer(
            row.title,
            addresses[row.kind][row.key],
            one.label,
            row.at,
            _marked(getattr(row, "excerpt", "")),
        )
        for row in rows
        if (one := found[row.kind]) and row.key in addresses[row.kind]
    ]


def _marked(excerpt: str) -> SafeString:
    """The excerpt with what was asked for marked; everything else is only text."""
    safe = str(conditional_escape(excerpt))
    begun, ended = MARKS
    marked = re.sub(f"{begun}([^{begun}{ended}]*){ended}", r"<mark>\1</mark>", safe)
    return mark_safe(marked.replace(begun, "").replace(ended, ""))  # noqa: S308  escaped above
