"""What a city is called, where it leads, and how long its terms are: for city administrators."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cygos.kernel.city.models import City
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.kernel.terms.models import Term
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.models import NavigationEntry
from cygos.web.workspace.editing import Errand, Revising, submit
from cygos.web.workspace.lists import paged, words

BETWEEN = " | "


class Hotlines(forms.CharField):
    """A list of telephone numbers, one a line: number | name | name in English."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):  # as it was typed
            return value
        return "\n".join(
            BETWEEN.join((each["number"], each["label"], each["label_en"])) for each in value or ()
        )

    def to_python(self, value: Any) -> list[dict[str, str]]:  # type: ignore[override]
        lines = [line for line in (value or "").splitlines() if line.strip()]
        return [self._hotline(line) for line in lines]

    def _hotline(self, line: str) -> dict[str, str]:
        parts = [part.strip() for part in line.split(BETWEEN.strip())]
        if len(parts) != 3:
            raise ValidationError(
                _("Baris “%(line)s” perlu tiga bagian: nomor | nama | nama dalam bahasa Inggris."),
                params={"line": line},
            )
        return dict(zip(("number", "label", "label_en"), parts, strict=True))


class CityFacts(Revising, forms.ModelForm):  # type: ignore[type-arg]
    hotlines = Hotlines(
        label=gettext_lazy("Nomor darurat"),
        help_text=gettext_lazy(
            "Satu nomor setiap baris: nomor | nama | nama dalam bahasa Inggris."
        ),
        required=False,
    )

    class Meta:
        model = City
        fields = (
            "name", "government", "motto", "motto_en", "address", "phone", "email", "domain",
            "hotlines",
        )  # fmt: skip


class TermFacts(Revising, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Term
        fields = (
            "what", "what_en", "trigger", "trigger_en", "amount", "unit", "works_in_joint_leave",
            "basis", "verification",
        )  # fmt: skip


class EntryFacts(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = NavigationEntry
        fields = ("label", "label_en", "address", "order")


class AmendEntry(Revising, EntryFacts):
    pass


@open_to(Role.CITY_ADMIN)
def city(request: HttpRequest) -> HttpResponse:
    """Name, motto, address, hotlines. Colours, crest and motif come with the pack."""
    here = City.objects.first()
    if here is None:
        raise NotFound(what=gettext_lazy("Jati diri kota"))
    errand = Errand(
        title=_("Jati diri kota"), button=_("Simpan"), said=_("Perubahan disimpan."),
        lead=_("Warna, lambang, dan motif datang bersama paket kota."),
        done=reverse("city"), back=reverse("workspace"),
    )  # fmt: skip
    form = CityFacts(request.POST or None, instance=here, initial={"revision": here.revision})
    return _amending(request, errand, form, here)


@open_to(Role.CITY_ADMIN)
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The terms, each with its basis and how far it was verified."""
    sought = words(request)
    page = {"page": paged(request, Term.objects.matching(sought).order_by("key")), "sought": sought}
    return render(request, "workspace/terms.html", page)


@open_to(Role.CITY_ADMIN)
def amend_term(request: HttpRequest, key: str) -> HttpResponse:
    """Another amount, basis or wording."""
    term = Term.objects.filter(key=key).first()
    if term is None:
        raise NotFound(what=gettext_lazy("Tenggat ini"))
    errand = Errand(
        title=_("Ubah tenggat %(key)s") % {"key": term.key}, button=_("Simpan"),
        said=_("Perubahan disimpan."), done=reverse("terms"), back=reverse("terms"),
        lead=_("Hanya angka yang dibaca dalam peraturan ditampilkan sebagai hukum."),
    )  # fmt: skip
    form = TermFacts(request.POST or None, instance=term, initial={"revision": term.revision})
    return _amending(request, errand, form, term)


@open_to(Role.CITY_ADMIN)
@require_safe
def navigation(request: HttpRequest) -> HttpResponse:
    """The rooms in the navigation, in their order."""
    page = {"page": paged(request, NavigationEntry.objects.order_by("order", "id"))}
    return render(request, "workspace/navigation.html", page)


@open_to(Role.CITY_ADMIN)
def add_entry(request: HttpRequest) -> HttpResponse:
    """Another room."""
    errand = Errand(
        title=_("Tambah ruang di navigasi"), button=_("Tambah"), said=_("Ruang sudah ditambahkan."),
        done=reverse("navigation"), back=reverse("navigation"),
    )  # fmt: skip
    return submit(
        request, errand, EntryFacts(request.POST or None),
        lambda facts: NavigationEntry.add(by=me(request), at=clock.now(), **facts),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def amend_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, address or place."""
    entry = _entry(pk)
    errand = Errand(
        title=_("Ubah ruang %(room)s") % {"room": entry.label}, button=_("Simpan"),
        said=_("Perubahan disimpan."), done=reverse("navigation"), back=reverse("navigation"),
    )  # fmt: skip
    form = AmendEntry(request.POST or None, instance=entry, initial={"revision": entry.revision})
    return _amending(request, errand, form, entry)


@open_to(Role.CITY_ADMIN)
@require_POST
def entry_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up in the navigation."""
    _entry(pk).move_up(by=me(request), at=clock.now())
    return redirect(f"{reverse('navigation')}#{pk}")


@open_to(Role.CITY_ADMIN)
@require_POST
def entry_down(request: HttpRequest, pk: int) -> HttpResponse:
    """One place down."""
    _entry(pk).move_down(by=me(request), at=clock.now())
    return redirect(f"{reverse('navigation')}#{pk}")


@open_to(Role.CITY_ADMIN)
def remove_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a room out of the navigation; its address goes on answering."""
    entry = _entry(pk)
    errand = Errand(
        title=_("Hapus ruang %(room)s dari navigasi") % {"room": entry.label}, button=_("Hapus"),
        said=_("Ruang itu tidak ada lagi di navigasi."), is_grave=True,
        lead=_("Alamatnya tetap dapat dibuka; hanya tautannya yang hilang."),
        done=reverse("navigation"), back=reverse("navigation"),
    )  # fmt: skip
    form = Revising(request.POST or None, initial={"revision": entry.revision})
    return submit(
        request, errand, form,
        lambda facts: entry.remove(by=me(request), at=clock.now(), **facts),
        now=lambda: (entry.revision, {}),
    )  # fmt: skip


def _amending(
    request: HttpRequest,
    errand: Errand,
    form: "forms.ModelForm[Any]",
    row: City | Term | NavigationEntry,
) -> HttpResponse:
    """Show the form, or let the row amend itself with what it says."""
    names = [name for name in form.fields if name != "revision"]
    return submit(
        request, errand, form, lambda facts: row.amend(by=me(request), at=clock.now(), **facts),
        now=lambda: (row.revision, {name: getattr(row, name) for name in names}),
    )  # fmt: skip


def _entry(pk: int) -> NavigationEntry:
    entry = NavigationEntry.objects.filter(pk=pk).first()
    if entry is None:
        raise NotFound(what=gettext_lazy("Ruang ini"))
    return entry
