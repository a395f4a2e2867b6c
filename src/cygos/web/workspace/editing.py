"""One form, one deed: sent, refused with what was typed still there, or done and said so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from cygos.kernel.refusals import Refusal, Stale

TEMPLATE = "workspace/form.html"


@dataclass(frozen=True)
class Difference:
    """A field as it stands now and as it was typed; shown after a lost race."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True)
class Errand:
    """What a form page is for: its title, its button, where it leads, and what it says when done."""

    title: str | Promise
    button: str | Promise
    done: str
    said: str | Promise
    back: str
    lead: str | Promise = ""
    is_grave: bool = False
    more: dict[str, Any] = field(default_factory=dict)


class Revising(forms.Form):
    """A form about a row that others may change meanwhile: it carries the revision it was opened with."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def take_over(self, revision: int) -> None:
        """After the reader was shown the present state, sending once more overwrites it knowingly."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("revision")] = str(revision)  # type: ignore[index]


def submit(
    request: HttpRequest,
    errand: Errand,
    form: forms.BaseForm,
    deed: Callable[[dict[str, Any]], object],
    *,
    now: Callable[[], tuple[int, dict[str, Any]]] | None = None,
) -> HttpResponse:
    """Show the form, or do the deed with what it says. `now` tells the row as it stands, for a lost race."""
    status, differences = 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                deed(form.cleaned_data)
            except Stale as reason:
                status, differences = reason.status, _lost(form, reason, now)
            except Refusal as reason:
                form.add_error(None, prose(reason))
                status = reason.status
            else:
                messages.success(request, str(errand.said))
                return redirect(errand.done)
    page = {"errand": errand, "form": form, "differences": differences, **errand.more}
    return render(request, TEMPLATE, page, status=status)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it nothing at all; None when it is only looked at."""
    return request.POST if request.method == "POST" else None


def prose(reason: Refusal) -> str:
    """A refusal in the reader's language: what, and what next."""
    facts = {
        name: gettext(fact) if isinstance(fact, str) else fact
        for name, fact in reason.facts.items()
    }
    return f"{gettext(reason.sentence).format(**facts)} {gettext(reason.advice).format(**facts)}"


def _lost(
    form: forms.BaseForm,
    reason: Stale,
    now: Callable[[], tuple[int, dict[str, Any]]] | None,
) -> list[Difference]:
    form.add_error(None, prose(reason))
    if now is None or not isinstance(form, Revising):
        return []
    revision, values = now()
    form.take_over(revision)
    return [
        Difference(str(form.fields[name].label), _shown(value), _shown(form.cleaned_data.get(name)))
        for name, value in values.items()
        if name in form.fields and value != form.cleaned_data.get(name)
    ]


def _shown(value: Any) -> str:
    return str(gettext_lazy("(kosong)") if value in (None, "", []) else value)
