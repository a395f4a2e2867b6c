"""The days on which the city does not work, and the years whose list is decided."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cygos.kernel.cases import moving
from cygos.kernel.holidays.models import Holiday, Year
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound, Refusal
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.editing import TEMPLATE, Errand, Revising, sent, submit
from cygos.web.workspace.forms import Day
from cygos.web.workspace.lists import paged


class HolidayFacts(forms.ModelForm):  # type: ignore[type-arg]
    day = Day(label=gettext_lazy("Hari"))

    class Meta:
        model = Holiday
        fields = ("day", "name", "name_en", "kind")


class AmendHoliday(Revising, HolidayFacts):
    pass


class YearFacts(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Year
        fields = ("year", "basis")


@open_to(Role.CITY_ADMIN)
@require_safe
def holidays(request: HttpRequest) -> HttpResponse:
    """The holidays of one year, or of all; newest year first in the choice."""
    years = [day.year for day in Holiday.objects.dates("day", "year", order="DESC")]
    chosen = request.GET.get("tahun", "")
    year = int(chosen) if chosen.isdecimal() and int(chosen) in years else None
    page = {
        "page": paged(request, Holiday.objects.of_year(year).order_by("day")),
        "years": years,
        "year": year,
        "decided": Year.objects.order_by("-year")[:30],
    }
    return render(request, "workspace/holidays.html", page)


@open_to(Role.CITY_ADMIN)
def declare(request: HttpRequest) -> HttpResponse:
    """Another day on which the city does not work."""
    errand = _errand(_("Tambah hari libur"), _("Tambah"), _("Hari libur sudah dicatat."))
    by, at = me(request), clock.now()
    return _moving(
        request,
        errand,
        HolidayFacts(sent(request)),
        lambda facts: Holiday.declare(by=by, at=at, **facts),
    )


@open_to(Role.CITY_ADMIN)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, name or kind."""
    holiday, by, at = _holiday(pk), me(request), clock.now()
    errand = _errand(
        _("Ubah %(holiday)s") % {"holiday": holiday.name}, _("Simpan"), _("Perubahan disimpan.")
    )
    form = AmendHoliday(
        sent(request), instance=_holiday(pk), initial={"revision": holiday.revision}
    )
    names = HolidayFacts.Meta.fields
    return _moving(
        request, errand, form, lambda facts: _holiday(pk).amend(by=by, at=at, **facts),
        now=lambda: (holiday.revision, {name: getattr(holiday, name) for name in names}),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """It is worked on that day after all."""
    holiday, by, at = _holiday(pk), me(request), clock.now()
    errand = _errand(
        _("Hapus hari libur %(holiday)s") % {"holiday": holiday.name}, _("Hapus"),
        _("Hari itu kembali menjadi hari kerja."), is_grave=True,
    )  # fmt: skip
    form = Revising(sent(request), initial={"revision": holiday.revision})
    return _moving(
        request, errand, form, lambda facts: _holiday(pk).withdraw(by=by, at=at, **facts),
        now=lambda: (holiday.revision, {}),
    )  # fmt: skip


Deed = Callable[[dict[str, Any]], object]
State = Callable[[], tuple[int, dict[str, Any]]]


def _moving(
    request: HttpRequest,
    errand: Errand,
    form: forms.BaseForm,
    deed: Deed,
    *,
    now: State | None = None,
) -> HttpResponse:
    """Show which deadlines a change would move; once that was seen and meant, change and move them.

    The deed is done twice, in the preview and in earnest: it fetches its row anew each time.
    """
    wish, at = request.POST.get("do", ""), clock.now()
    if wish == "ubah":
        return render(request, TEMPLATE, {"errand": errand, "form": form, "differences": []})
    if form.is_valid() and wish != "simpan":
        try:
            moves = moving.preview(lambda: deed(form.cleaned_data), at=at)
        except Refusal:
            moves = moving.Moves(0, 0, ())  # said by the form below
        if moves.promises:
            page = {"form": form, "errand": errand, "moves": moves}
            return render(request, "workspace/moves.html", page)
    return submit(
        request, errand, form, lambda facts: moving.change(lambda: deed(facts), at=at), now=now
    )


def _errand(title: str, button: str, said: str, *, is_grave: bool = False) -> Errand:
    here = reverse("holidays")
    return Errand(
        title=title, button=button, said=said, done=here, back=here, is_grave=is_grave,
        lead=_("Tenggat dalam hari kerja yang melewati hari ini ikut bergeser; Anda melihatnya dahulu."),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def decide(request: HttpRequest) -> HttpResponse:
    """The list of a year is decided: sums that cross into it are no longer *sementara*."""
    errand = Errand(
        title=_("Nyatakan daftar satu tahun sudah ditetapkan"), button=_("Simpan"), said=_("Tahun itu dicatat."),
        lead=_("Hitungan hari kerja yang memasuki tahun lain disebut sementara."),
        done=reverse("holidays"), back=reverse("holidays"),
    )  # fmt: skip
    return submit(
        request, errand, YearFacts(sent(request)),
        lambda facts: Year.decide(by=me(request), at=clock.now(), **facts),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def reopen(request: HttpRequest, year: int) -> HttpResponse:
    """The list of that year is not decided after all."""
    row = Year.objects.filter(year=year).first()
    if row is None:
        raise NotFound(what=gettext_lazy("Tahun ini"))
    errand = Errand(
        title=_("Daftar %(year)s belum ditetapkan") % {"year": year}, button=_("Batalkan penetapan"), is_grave=True,
        said=_("Tahun itu kini disebut belum ditetapkan."), done=reverse("holidays"), back=reverse("holidays"),
    )  # fmt: skip
    form = Revising(sent(request), initial={"revision": row.revision})
    return submit(
        request, errand, form, lambda facts: row.reopen(by=me(request), at=clock.now(), **facts),
        now=lambda: (row.revision, {}),
    )  # fmt: skip


def _holiday(pk: int) -> Holiday:
    holiday = Holiday.objects.filter(pk=pk).first()
    if holiday is None:
        raise NotFound(what=gettext_lazy("Hari libur ini"))
    return holiday
