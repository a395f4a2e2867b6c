"""The page of the search: what was asked is shown again, never kept, never logged.

Every form of it posts: what is typed there may be the secret of somebody's case, and an address is remembered, logged
and sent on. Ordinary words are then led to an address of their own, which can be shared; a tracking code never is.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cygos.kernel.search import answering, guessing, wording
from cygos.kernel.search.answering import MARKS
from cygos.kernel.search.kinds import kind
from cygos.kernel.search.models import Entry, Spelling
from cygos.web.access import EVERYONE, READERS, open_to
from cygos.web.finding.forms import NARROWING, Asked
from cygos.web.workspace.lists import paged

FEW = 3  # where no more than so many are found, a typing mistake is thought of
SIZE = 20
NOTHING: dict[str, Any] = {
    "typed": "", "trail": (), "is_code": False, "page": None, "answers": (), "is_all": True, "meant": None,
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """One row of the answer."""

    title: str
    address: str
    kind: str | Promise
    at: datetime | None
    excerpt: SafeString


class SeeOther(HttpResponseRedirect):
    """Look there, with GET."""

    status_code = 303


@csrf_exempt  # it changes nothing, and stands on pages that are the same for everybody
@open_to(EVERYONE)
def search(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found. What is posted goes on to the address of its question."""
    data = request.POST if request.method == "POST" else request.GET
    typed = data.get("q", "")
    if wording.holds_tracking_code(typed):
        return _discreet(SeeOther(reverse("search_code")))
    if request.method == "POST":
        said = {name: data.get(name, "").strip()[: wording.LONGEST] for name in ("q", *NARROWING)}
        query = urlencode({name: value for name, value in said.items() if value})
        return _discreet(SeeOther(f"{reverse('search')}?{query}"))
    form = Asked(request.GET)
    facts = NOTHING | {"form": form, "typed": typed.strip()}
    if form.is_valid():
        facts |= _found(request, form)
    return _discreet(render(request, "finding.html", facts))


@open_to(READERS)
@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """What to do with a tracking code. The code itself is not here, nor anywhere else."""
    trail = [(_("Cari"), reverse("search"))]
    facts = NOTHING | {"form": Asked(), "trail": trail, "is_code": True}
    return _discreet(render(request, "finding.html", facts))


def _discreet(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _found(request: HttpRequest, form: Asked) -> dict[str, Any]:
    typed, narrowing = form.cleaned_data["q"], form.narrowing
    spellings = Spelling.objects.in_force()
    question = wording.of_question(typed, spellings)
    if not question.text:
        return {}
    hits = answering.about(question, narrowing)
    page = paged(request, hits.ids, size=SIZE)
    rows = answering.with_excerpts(list(page), question)
    facts = {"page": page, "is_all": hits.is_all, "answers": _readable(rows)}
    if len(hits.ids) <= FEW:
        facts["meant"] = _meant(request, typed, guessing.meant(typed, question), narrowing)
    return facts


def _meant(
    request: HttpRequest, typed: str, instead: str, narrowing: answering.Narrowing
) -> dict[str, str] | None:
    """The question as it was perhaps meant, with its address, if it is another one and is answered."""
    question = wording.of_question(instead, Spelling.objects.in_force())
    if not question.text or instead == typed or not answering.is_answered(question, narrowing):
        return None
    asked = request.GET.copy()
    asked["q"] = instead
    asked.pop("halaman", None)
    return {"words": instead, "address": f"?{asked.urlencode()}"}


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
