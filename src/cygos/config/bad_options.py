"""A value that an option cannot have: which option, which value, where it was set, and what would be right."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from cygos.config.language import gettext, gettext_noop

WHOLE = gettext_noop("harus angka bulat")
YES_OR_NO = gettext_noop("harus true atau false")
TEXT = gettext_noop("harus teks dalam tanda kutip")
REASONS = {
    "greater_than_equal": gettext_noop("paling kecil {ge}"),
    "less_than_equal": gettext_noop("paling besar {le}"),
    "int_parsing": WHOLE,
    "int_type": WHOLE,
    "int_from_float": WHOLE,
    "bool_parsing": YES_OR_NO,
    "bool_type": YES_OR_NO,
    "string_pattern_mismatch": gettext_noop("bentuknya harus cocok dengan {pattern}"),
    "string_too_short": gettext_noop("tidak boleh kosong"),
    "string_type": TEXT,
    "path_type": TEXT,
}


class BadOption(Exception):
    """Stops the start. Its text is already in the language that is spoken."""

    @classmethod
    def about(cls, error: ValidationError, *, file: Path, known: Mapping[str, bool]) -> Self:
        """One sentence a fault. `known` are the options' names, and whether each is secret."""
        faults = [_sentence(fault, file=file, known=known) for fault in error.errors()]
        return cls("\n".join(faults))

    @classmethod
    def unreadable(cls, file: Path, error: Exception) -> Self:
        """The file itself cannot be read, or is not TOML."""
        said = gettext("{file} tidak dapat dibaca: {error}. Perbaiki atau singkirkan berkas itu.")
        return cls(said.format(file=file, error=error))


def _sentence(fault: Any, *, file: Path, known: Mapping[str, bool]) -> str:
    name = str(fault["loc"][0]) if fault["loc"] else ""
    variable = f"CYGOS_{name.upper()}"
    place = variable if variable in os.environ else str(file)
    if fault["type"] == "extra_forbidden":
        return gettext("Pilihan {name} di {place} tidak dikenal. {hint}").format(
            name=name, place=place, hint=_nearest(name, known)
        )
    shown = "…" if known.get(name) else fault["input"]
    return gettext("{name} = {value!r} (dari {place}) tidak dapat dipakai: {reason}.").format(
        name=name, value=shown, place=place, reason=reason_of(fault)
    )


def _nearest(name: str, known: Mapping[str, bool]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return gettext("Maksud Anda {near}?").format(near=near[0])
    return gettext("Yang ada: {names}.").format(names=", ".join(known))


def reason_of(fault: Any) -> str:
    """What would be right, as one of pydantic's faults tells it."""
    kind, limits = fault["type"], fault.get("ctx") or {}
    if kind in REASONS:
        return gettext(REASONS[kind]).format(**limits)
    return str(limits.get("error") or fault["msg"])
