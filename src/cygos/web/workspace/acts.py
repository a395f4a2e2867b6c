"""Acts as a person reads them: what was done, to whom or what, and what it was before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext, gettext_lazy

from cygos.kernel.acts.models import Act

KINDS = {
    "": gettext_lazy("Semua"),
    "people.person": gettext_lazy("Orang"),
    "people.hat": gettext_lazy("Peran"),
    "people.unit": gettext_lazy("Perangkat daerah"),
    "people.post": gettext_lazy("Jabatan"),
    "notices.notice": gettext_lazy("Pengumuman"),
    "redirects.redirect": gettext_lazy("Pengalihan alamat"),
    "portal.welcome": gettext_lazy("Sambutan"),
    "profiles.office": gettext_lazy("Halaman perangkat daerah"),
    "profiles.publicprofile": gettext_lazy("Profil pejabat"),
    "profiles.service": gettext_lazy("Layanan"),
    "profiles.specialday": gettext_lazy("Hari khusus"),
    "web.navigationentry": gettext_lazy("Navigasi"),
    "news.category": gettext_lazy("Kategori berita"),
    "news.topic": gettext_lazy("Topik berita"),
}
VERBS = {
    "person.added": gettext_lazy("Orang ditambahkan"),
    "person.amended": gettext_lazy("Orang diubah"),
    "person.deactivated": gettext_lazy("Orang dinonaktifkan"),
    "person.reactivated": gettext_lazy("Orang diaktifkan lagi"),
    "hat.given": gettext_lazy("Peran diberikan"),
    "hat.ended": gettext_lazy("Peran diakhiri"),
    "unit.founded": gettext_lazy("Perangkat daerah ditambahkan"),
    "unit.amended": gettext_lazy("Perangkat daerah diubah"),
    "unit.closed": gettext_lazy("Perangkat daerah ditutup"),
    "post.created": gettext_lazy("Jabatan ditambahkan"),
    "post.amended": gettext_lazy("Jabatan diubah"),
    "notice.posted": gettext_lazy("Pengumuman disiarkan"),
    "notice.amended": gettext_lazy("Pengumuman diubah"),
    "notice.ended": gettext_lazy("Pengumuman diakhiri"),
    "redirect.added": gettext_lazy("Pengalihan ditambahkan"),
    "redirect.amended": gettext_lazy("Pengalihan diubah"),
    "redirect.removed": gettext_lazy("Pengalihan dihapus"),
    "office.described": gettext_lazy("Halaman perangkat daerah ditulis"),
    "office.amended": gettext_lazy("Halaman perangkat daerah diubah"),
    "public-profile.opened": gettext_lazy("Profil pejabat dibuka untuk umum"),
    "public-profile.amended": gettext_lazy("Profil pejabat diubah"),
    "public-profile.closed": gettext_lazy("Profil pejabat ditutup"),
    "service.offered": gettext_lazy("Layanan ditambahkan"),
    "service.amended": gettext_lazy("Layanan diubah"),
    "service.removed": gettext_lazy("Layanan dihapus"),
    "special-day.added": gettext_lazy("Hari khusus ditambahkan"),
    "special-day.amended": gettext_lazy("Hari khusus diubah"),
    "special-day.removed": gettext_lazy("Hari khusus dihapus"),
    "welcome.written": gettext_lazy("Sambutan ditulis"),
    "welcome.amended": gettext_lazy("Sambutan diubah"),
    "navigation.added": gettext_lazy("Ruang ditambahkan di navigasi"),
    "navigation.amended": gettext_lazy("Ruang di navigasi diubah"),
    "navigation.removed": gettext_lazy("Ruang dihapus dari navigasi"),
    "category.added": gettext_lazy("Kategori ditambahkan"),
    "category.amended": gettext_lazy("Kategori diubah"),
    "category.moved": gettext_lazy("Kategori dipindahkan"),
    "category.removed": gettext_lazy("Kategori dihapus"),
    "navigation.moved": gettext_lazy("Ruang di navigasi dipindahkan"),
    "topic.amended": gettext_lazy("Topik diubah"),
    "topic.merged": gettext_lazy("Topik digabungkan"),
    "topic.removed": gettext_lazy("Topik dihapus"),
}


@dataclass(frozen=True)
class Told:
    """One act in words."""

    at: datetime
    who: str
    what: str
    about: str
    lines: list[str]


def told(acts: Iterable[Act]) -> list[Told]:
    """These acts in words; the rows they are about are asked for once for each kind."""
    acts = list(acts)
    names = _names(acts)
    return [
        Told(
            at=act.at,
            who=act.actor.name if act.actor else "",
            what=str(VERBS.get(act.verb, act.verb)),
            about=names.get((act.subject_kind, act.subject_key), act.subject_key),
            lines=_lines(act),
        )
        for act in acts
    ]


def _names(acts: list[Act]) -> dict[tuple[str, str], str]:
    keys: dict[str, set[str]] = defaultdict(set)
    for act in acts:
        keys[act.subject_kind].add(act.subject_key)
    found = {}
    for kind, wanted in keys.items():
        rows = apps.get_model(kind)._default_manager.filter(pk__in=wanted)
        if kind == "people.hat":
            rows = rows.select_related("person", "unit")
        found.update({(kind, str(row.pk)): str(row) for row in rows})
    return found


def _lines(act: Act) -> list[str]:
    before: dict[str, Any] = act.details.get("before", {})
    after: dict[str, Any] = act.details.get("after", {})
    fields = {field.name: field for field in apps.get_model(act.subject_kind)._meta.get_fields()}
    lines = []
    for name, new in after.items():
        label = str(getattr(fields.get(name), "verbose_name", name))
        old = before.get(name)
        if new is None and old is None:
            lines.append(label)  # a person's own data: that it changed, not what it was
        elif name in before:
            lines.append(f"{label}: {_word(old)} → {_word(new)}")
        else:
            lines.append(f"{label}: {_word(new)}")
    return lines


def _word(value: Any) -> str:
    if value in (None, "", []):
        return gettext("(kosong)")
    if isinstance(value, list):
        return "; ".join(" | ".join(map(str, each.values())) for each in value)
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    return str(value)
