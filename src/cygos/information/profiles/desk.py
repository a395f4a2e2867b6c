"""The pages of the offices on the desk of whoever keeps them: what it does, its hours, its services."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.profiles import forms
from cygos.information.profiles.keepers import KEEPERS, kept_by
from cygos.information.profiles.models import Office, Service, SpecialDay
from cygos.information.profiles.models.offered_service import FACTS as SERVICE_FACTS
from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Unit
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.acts import told
from cygos.web.workspace.editing import Errand, Revising, sent, submit
from cygos.web.workspace.lists import paged, words

NOT_YET = -1  # the revision of what nobody has written
MOST = 100


@open_to(*KEEPERS)
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The offices whose pages this person keeps."""
    sought = words(request)
    mine = kept_by(me(request), on=clock.today()).existing(on=clock.today())  # type: ignore[attr-defined]
    page = {"page": paged(request, mine.matching(sought).by_name()), "sought": sought}
    return render(request, "profiles/desk.html", page)


@open_to(*KEEPERS)
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """All of it: the facts, the week, the services, the special days, and what was done lately."""
    unit = mine(request, code)
    found = Office.objects.of(unit)
    page = {
        "unit": unit,
        "office": found,
        "services": Service.objects.of(unit)[:MOST],
        "days": SpecialDay.objects.only_of(unit).newest_first()[:MOST],
        "acts": told(Act.objects.about(found).select_related("actor")[:20]) if found else [],
    }
    return render(request, "profiles/office_desk.html", page)


@open_to(*KEEPERS)
def describe(request: HttpRequest, code: str) -> HttpResponse:
    """What it does, its telephones and its week."""
    unit = mine(request, code)
    row = Office.objects.of(unit) or Office(unit=unit)
    errand = _errand(unit, _("Ubah halaman %(unit)s"), _("Simpan"), _("Perubahan disimpan."))
    form = forms.DescribeOffice(
        sent(request), instance=Office.objects.of(unit) or Office(unit=unit),
        initial={"revision": row.revision if row.pk else NOT_YET},
    )  # fmt: skip

    def now() -> tuple[int, dict[str, Any]]:
        stands = Office.objects.of(unit) or row
        return stands.revision, {name: getattr(stands, name) for name in forms.OFFICE_FACTS}

    return submit(
        request, errand, form,
        lambda facts: Office.describe(unit, by=me(request), at=clock.now(), **facts), now=now,
    )  # fmt: skip


@open_to(*KEEPERS)
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """One more service."""
    unit = mine(request, code)
    errand = _errand(
        unit, _("Tambah layanan %(unit)s"), _("Tambah"), _("Layanan sudah ditambahkan.")
    )
    return submit(
        request, errand, forms.ServiceFacts(sent(request)),
        lambda facts: Service.offer(unit, by=me(request), at=clock.now(), **facts),
    )  # fmt: skip


@open_to(*KEEPERS)
def amend_service(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Another name, place or link."""
    unit = mine(request, code)
    row = _service(unit, pk)
    errand = _errand(unit, _("Ubah layanan %(unit)s"), _("Simpan"), _("Perubahan disimpan."))
    form = forms.AmendService(
        sent(request), instance=_service(unit, pk), initial={"revision": row.revision}
    )
    return submit(
        request, errand, form,
        lambda facts: row.amend(by=me(request), at=clock.now(), **facts),
        now=lambda: values(row, SERVICE_FACTS),
    )  # fmt: skip


@open_to(*KEEPERS)
def remove_service(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The page names it no more."""
    unit = mine(request, code)
    row = _service(unit, pk)
    errand = Errand(
        title=_("Hapus layanan %(title)s") % {"title": row.title}, button=_("Hapus"), is_grave=True,
        said=_("Layanan itu tidak disebut lagi."), done=desk_of(unit), back=desk_of(unit),
    )  # fmt: skip
    form = Revising(sent(request), initial={"revision": row.revision})
    return submit(
        request, errand, form,
        lambda facts: row.remove(by=me(request), at=clock.now(), **facts),
        now=lambda: (row.revision, {}),
    )  # fmt: skip


def mine(request: HttpRequest, code: str) -> Unit:
    """The unit of this code if this person keeps its page. Raises NotFound."""
    found: Unit | None = kept_by(me(request), on=clock.today()).filter(code=code).first()
    if found is None:
        raise NotFound(what=gettext_noop("Perangkat daerah ini"))
    return found


def desk_of(unit: Unit) -> str:
    """The address of the office's page on the desk."""
    return reverse("office_desk", args=[unit.code])


def values(row: models.Model, names: tuple[str, ...]) -> tuple[int, dict[str, Any]]:
    """The row as it stands, for whoever lost a race."""
    return row.revision, {name: getattr(row, name) for name in names}  # type: ignore[attr-defined]


def _errand(unit: Unit, title: str, button: str, said: str) -> Errand:
    here = desk_of(unit)
    return Errand(title=title % {"unit": unit.name}, button=button, said=said, done=here, back=here)


def _service(unit: Unit, pk: int) -> Service:
    row = Service.objects.of(unit).filter(pk=pk).first()
    if row is None:
        raise NotFound(what=gettext_noop("Layanan ini"))
    return row
