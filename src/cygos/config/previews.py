"""The preview of a pack, for people and for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cygos.kernel.pack.applying import Plan
from cygos.kernel.pack.comparing import WRITTEN, Difference, Entry, Fate
from cygos.kernel.pack.folder import Pack
from cygos.kernel.pack.section import Section

MEANINGS = {
    Fate.NEW: _("baru: akan ditambahkan"),
    Fate.CHANGED: _("berubah: akan mengikuti paket"),
    Fate.TAKEN: _("diambil dari paket, atas permintaan Anda"),
    Fate.EDITED: _("diubah di layar: tetap seperti di layar"),
    Fate.CONFLICT: _("bentrok, berubah di paket dan di layar: tetap seperti di layar"),
    Fate.REMOVED: _("dihapus di layar: tidak dikembalikan"),
    Fate.GONE: _("tidak ada lagi dalam paket: tetap ada di kota"),
}
MARKS = {
    Fate.NEW: "+", Fate.CHANGED: "~", Fate.TAKEN: "!", Fate.EDITED: "=",
    Fate.CONFLICT: "?", Fate.REMOVED: "-", Fate.GONE: "·",
}  # fmt: skip
MOST_KEYS = 5
MOST_ENTRIES = 200
MOST_LETTERS = 70


def lines(pack: Pack, plan: Plan, sections: Sequence[Section]) -> Iterator[str]:
    """The preview as a person reads it: for each section what is new, then every difference."""
    if not plan.entries:
        yield gettext("Paket {name}: kota sudah persis seperti paket.").format(name=pack.name)
        return
    yield gettext("Paket {name}").format(name=pack.name)
    for section in sections:
        entries = plan.of(section)
        if entries:
            yield f"\n{section.title} ({section.name})"
            yield from _new([entry.key for entry in entries if entry.fate is Fate.NEW])
            yield from _others([entry for entry in entries if entry.fate is not Fate.NEW])
    yield ""
    for fate in Fate:
        if count := plan.counts[fate]:
            yield f"  {MARKS[fate]} {count:5}  {MEANINGS[fate]}"
    if set(plan.counts) - WRITTEN - {Fate.GONE}:
        yield gettext(
            "Untuk mengambil isi paket: --take KUNCI (misalnya {key}), atau --take-all."
        ).format(key=next(e.name for e in plan.entries if e.fate not in WRITTEN | {Fate.GONE}))


def _new(keys: list[str]) -> Iterator[str]:
    if keys:
        more = len(keys) - MOST_KEYS
        rest = gettext(" dan {count} lagi").format(count=more) if more > 0 else ""
        yield f"  + {', '.join(keys[:MOST_KEYS])}{rest}"


def _others(entries: list[Entry]) -> Iterator[str]:
    for entry in entries[:MOST_ENTRIES]:
        yield f"  {MARKS[entry.fate]} {entry.name}"
        for each in entry.differences:
            before, after = _short(each.before), _short(each.after)
            yield f"      {MARKS[each.fate]} {each.column}: {before} → {after}"
    if len(entries) > MOST_ENTRIES:
        more = len(entries) - MOST_ENTRIES
        yield gettext("  … dan {count} baris lagi; semuanya ada di --json").format(count=more)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) <= MOST_LETTERS:
        return f"“{flat}”"
    return gettext("“{start}…” ({count} huruf)").format(start=flat[:MOST_LETTERS], count=len(flat))


def as_data(pack: Pack, plan: Plan) -> dict[str, Any]:
    """The same for a machine, whole."""
    return {
        "pack": pack.name,
        "digest": pack.digest,
        "counts": {fate.value: plan.counts[fate] for fate in Fate},
        "writes": plan.writes,
        "entries": [_entry(entry) for entry in plan.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "section": entry.section,
        "key": entry.key,
        "fate": entry.fate.value,
        "differences": [_difference(each) for each in entry.differences],
    }


def _difference(each: Difference) -> dict[str, str]:
    return {
        "column": each.column,
        "before": each.before,
        "after": each.after,
        "fate": each.fate.value,
    }
