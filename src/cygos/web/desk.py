"""The workspace's own navigation: what this person may open under /kerja/."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cygos.kernel.refusals import Refusal
from cygos.web.access import access_of


@dataclass(frozen=True)
class Entry:
    """One thing on the desk, named by its address pattern."""

    view: str
    label: str | Promise
    icon: str


@dataclass(frozen=True)
class Line:
    """An entry as this person sees it."""

    label: str
    icon: str
    address: str
    is_here: bool


ENTRIES: dict[str | Promise, tuple[Entry, ...]] = {
    gettext_lazy("Ruang kerja"): (
        Entry("workspace", gettext_lazy("Meja saya"), "layout-dashboard"),
        Entry("wagtailadmin_home", gettext_lazy("Redaksi"), "newspaper"),
        Entry("reviews", gettext_lazy("Perlu ditinjau"), "clock"),
        Entry("withdrawals", gettext_lazy("Halaman yang ditarik"), "archive"),
        Entry("offices_desk", gettext_lazy("Halaman perangkat daerah"), "store"),
        Entry("notices_desk", gettext_lazy("Pengumuman dan siaga"), "megaphone"),
        Entry("subscriptions_desk", gettext_lazy("Langganan surel"), "mail"),
    ),
    gettext_lazy("Kota"): (
        Entry("city", gettext_lazy("Jati diri kota"), "landmark"),
        Entry("people", gettext_lazy("Orang"), "users"),
        Entry("units", gettext_lazy("Perangkat daerah"), "building-2"),
        Entry("posts", gettext_lazy("Jabatan"), "briefcase"),
        Entry("terms", gettext_lazy("Tenggat"), "timer"),
        Entry("holidays", gettext_lazy("Hari libur"), "calendar"),
        Entry("categories", gettext_lazy("Kategori berita"), "tags"),
        Entry("topics", gettext_lazy("Topik berita"), "hash"),
        Entry("navigation", gettext_lazy("Navigasi"), "compass"),
        Entry("profiles", gettext_lazy("Profil pejabat"), "user-round"),
        Entry("special_days", gettext_lazy("Hari khusus"), "calendar-days"),
        Entry("welcome", gettext_lazy("Sambutan di beranda"), "panel-top"),
        Entry("redirects", gettext_lazy("Pengalihan alamat"), "signpost"),
        Entry("acts", gettext_lazy("Perbuatan"), "scroll-text"),
    ),
    gettext_lazy("Untuk pembuat"): (Entry("components", gettext_lazy("Komponen"), "blocks"),),
}


def desk(request: HttpRequest) -> list[tuple[str, list[Line]]]:
    """The groups of entries that this person may open, empty groups left out."""
    groups = [
        (str(name), [line for entry in entries if (line := _line(entry, request))])
        for name, entries in ENTRIES.items()
    ]
    return [(name, lines) for name, lines in groups if lines]


def _line(entry: Entry, request: HttpRequest) -> Line | None:
    try:
        address = reverse(entry.view)
        access = access_of(resolve(address).func)
        if access is None:
            return None
        access.refuse(request)
    except (NoReverseMatch, Refusal):
        return None
    return Line(
        label=str(entry.label),
        icon=entry.icon,
        address=address,
        is_here=request.path == address,
    )
