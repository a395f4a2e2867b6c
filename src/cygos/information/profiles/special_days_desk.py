"""The special days on the desk: of one office by whoever keeps its page, of all offices by city administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.profiles import forms
from cygos.information.profiles.desk import desk_of, mine, values
from cygos.information.profiles.keepers import KEEPERS
from cygos.information.profiles.models import SpecialDay
from cygos.information.profiles.models.special_day import FACTS
from cygos.kernel.people.models import Unit
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.editing import Errand, Revising, sent, submit
from cygos.web.workspace.lists import paged


@open_to(Role.CITY_ADMIN)
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """Those of all offices, the newest first."""
    rows = SpecialDay.objects.of_all_offices().newest_first()
    return render(request, "profiles/special_days.html", {"page": paged(request, rows)})


@open_to(Role.CITY_ADMIN)
def add_for_all(request: HttpRequest) -> HttpResponse:
    """Other hours in every office."""
    return _add(request, None)


@open_to(*KEEPERS)
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Other hours in one office."""
    return _add(request, mine(request, code))


@open_to(Role.CITY_ADMIN)
def amend_for_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days or hours in every office."""
    return _amend(request, None, pk)


@open_to(*KEEPERS)
def amend(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Other days or hours in one office."""
    return _amend(request, mine(request, code), pk)


@open_to(Role.CITY_ADMIN)
def remove_for_all(request: HttpRequest, pk: int) -> HttpResponse:
    """The usual hours hold again in every office."""
    return _remove(request, None, pk)


@open_to(*KEEPERS)
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The usual hours hold again in one office."""
    return _remove(request, mine(request, code), pk)


def _add(request: HttpRequest, unit: Unit | None) -> HttpResponse:
    errand = _errand(unit, _("Tambah hari khusus"), _("Tambah"), _("Hari khusus ditambahkan."))
    return submit(
        request, errand, forms.SpecialDayFacts(sent(request)),
        lambda facts: SpecialDay.add(unit=unit, by=me(request), at=clock.now(), **facts),
    )  # fmt: skip


def _amend(request: HttpRequest, unit: Unit | None, pk: int) -> HttpResponse:
    row = _day(unit, pk)
    errand = _errand(unit, _("Ubah hari khusus"), _("Simpan"), _("Perubahan disimpan."))
    form = forms.AmendSpecialDay(
        sent(request), instance=_day(unit, pk), initial={"revision": row.revision}
    )
    return submit(
        request, errand, form,
        lambda facts: row.amend(by=me(request), at=clock.now(), **facts),
        now=lambda: values(row, FACTS),
    )  # fmt: skip


def _remove(request: HttpRequest, unit: Unit | None, pk: int) -> HttpResponse:
    row, here = _day(unit, pk), _back(unit)
    errand = Errand(
        title=_("Hapus hari khusus %(title)s") % {"title": row.title}, button=_("Hapus"),
        said=_("Jam yang biasa berlaku lagi."), is_grave=True, done=here, back=here,
    )  # fmt: skip
    form = Revising(sent(request), initial={"revision": row.revision})
    return submit(
        request, errand, form,
        lambda facts: row.remove(by=me(request), at=clock.now(), **facts),
        now=lambda: (row.revision, {}),
    )  # fmt: skip


def _errand(unit: Unit | None, title: str, button: str, said: str) -> Errand:
    whose = unit.name if unit else _("semua perangkat daerah")
    here = _back(unit)
    return Errand(title=f"{title}: {whose}", button=button, said=said, done=here, back=here)


def _back(unit: Unit | None) -> str:
    return desk_of(unit) if unit else reverse("special_days")


def _day(unit: Unit | None, pk: int) -> SpecialDay:
    rows = SpecialDay.objects.only_of(unit) if unit else SpecialDay.objects.of_all_offices()
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound(what=gettext_noop("Hari khusus ini"))
    return row
