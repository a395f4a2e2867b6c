"""The days on which the city does not work, and the years whose list is decided."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cygos.kernel.holidays.models import Holiday, Year
from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import open_to
from cygos.web.workspace.editing import Errand, Revising, sent, submit
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
    errand = Errand(
        title=_("Tambah hari libur"), button=_("Tambah"), said=_("Hari libur sudah dicatat."),
        lead=_("Tenggat dalam hari kerja yang melewati hari ini ikut bergeser."),
        done=reverse("holidays"), back=reverse("holidays"),
    )  # fmt: skip
    return submit(
        request, errand, HolidayFacts(sent(request)),
        lambda facts: Holiday.declare(by=_me(request), at=clock.now(), **facts),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, name or kind."""
    holiday = _holiday(pk)
    errand = Errand(
        title=_("Ubah %(holiday)s") % {"holiday": holiday.name}, button=_("Simpan"), said=_("Perubahan disimpan."),
        done=reverse("holidays"), back=reverse("holidays"),
    )  # fmt: skip
    form = AmendHoliday(sent(request), instance=holiday, initial={"revision": holiday.revision})
    names = HolidayFacts.Meta.fields
    return submit(
        request, errand, form, lambda facts: holiday.amend(by=_me(request), at=clock.now(), **facts),
        now=lambda: (holiday.revision, {name: getattr(holiday, name) for name in names}),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """It is worked on that day after all."""
    holiday = _holiday(pk)
    errand = Errand(
        title=_("Hapus hari libur %(holiday)s") % {"holiday": holiday.name}, button=_("Hapus"), is_grave=True,
        said=_("Hari itu kembali menjadi hari kerja."), done=reverse("holidays"), back=reverse("holidays"),
        lead=_("Tenggat dalam hari kerja yang melewati hari ini ikut bergeser."),
    )  # fmt: skip
    form = Revising(sent(request), initial={"revision": holiday.revision})
    return submit(
        request, errand, form, lambda facts: holiday.withdraw(by=_me(request), at=clock.now(), **facts),
        now=lambda: (holiday.revision, {}),
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
        lambda facts: Year.decide(by=_me(request), at=clock.now(), **facts),
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
        request, errand, form, lambda facts: row.reopen(by=_me(request), at=clock.now(), **facts),
        now=lambda: (row.revision, {}),
    )  # fmt: skip


def _me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101  the door has seen to it
    return request.user


def _holiday(pk: int) -> Holiday:
    holiday = Holiday.objects.filter(pk=pk).first()
    if holiday is None:
        raise NotFound(what=gettext_lazy("Hari libur ini"))
    return holiday
