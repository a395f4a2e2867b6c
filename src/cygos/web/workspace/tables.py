"""CSV out and in, for city administrators: first a preview with every row's outcome, then the same in earnest."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound, Refusal
from cygos.web import clock
from cygos.web.access import open_to
from cygos.web.workspace.editing import prose, sent
from cygos.web.workspace.forms import Table
from cygos.web.workspace.table_kinds import KINDS, LISTS, BadRow, Kind
from cygos.web.workspace.table_rows import Fault, Row, read, write

SHOWN = 200


@dataclass(frozen=True)
class Outcome:
    """What reading a table did, or would do: rows that change something, how many do not, and the faults."""

    changes: list[Fault]
    unchanged: int
    faults: list[Fault]


@open_to(Role.CITY_ADMIN)
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole table as CSV, with a mark that tells spreadsheets it is UTF-8."""
    table = _kind(request, kind)
    response = HttpResponse(
        "\ufeff" + write(table.columns, table.rows()), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


@open_to(Role.CITY_ADMIN)
def take_in(request: HttpRequest, kind: str) -> HttpResponse:
    """Preview a table, row by row; apply it when nothing in it is wrong and the reader says so."""
    table, outcome, status = _kind(request, kind), None, 200
    form = Table(sent(request), request.FILES or None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            is_meant = request.POST.get("do") == "apply"
            outcome = _take(table, form.cleaned_data["text"], is_meant=is_meant)
            if is_meant and not outcome.faults:
                messages.success(
                    request, _("%(count)s baris diterapkan.") % {"count": len(outcome.changes)}
                )
                return redirect(LISTS[kind])
            status = 422 if outcome.faults else 200
    page = {
        "title": table.title, "columns": ", ".join(table.columns), "form": form, "outcome": outcome,
        "text": form.cleaned_data.get("text", "") if outcome else "", "shown": SHOWN,
        "back": reverse(LISTS[kind]), "kind": kind,
    }  # fmt: skip
    return render(request, "workspace/table.html", page, status=status)


def _take(table: Kind, text: str, *, is_meant: bool) -> Outcome:
    """All rows or none: done in a transaction that is taken back unless it is meant and without fault."""
    rows, faults = read(text, table.columns)
    changes: list[Fault] = []
    with transaction.atomic():
        for row in rows:
            try:
                done = _do(table, row)
            except BadRow as reason:
                faults.append(Fault(row.number, str(reason)))
            except Refusal as reason:
                faults.append(Fault(row.number, prose(reason)))
            else:
                changes += [Fault(row.number, " ".join(done))] if done else []
        if faults or not is_meant:
            transaction.set_rollback(True)
    return Outcome(changes, len(rows) - len(changes) - len(faults), faults)


def _do(table: Kind, row: Row) -> list[str]:
    with transaction.atomic():
        return table.do(row)


def _kind(request: HttpRequest, kind: str) -> Kind:
    if kind not in KINDS:
        raise NotFound(what="Tabel ini")
    assert isinstance(request.user, Person)  # noqa: S101  the door has seen to it
    return KINDS[kind](by=request.user, at=clock.now(), on=clock.today())
