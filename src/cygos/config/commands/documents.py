"""The pages of docs/operating/ that are printed from the code: every option, every command. A test compares them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from cygos.config import folders
from cygos.config.language import gettext, speak, spoken
from cygos.config.options import Options, is_secret

HOME = folders.CHECKOUT / "docs" / "operating"


def pages() -> dict[Path, str]:
    """What each printed page should say: Bahasa first, English below."""
    return {
        HOME / "settings.md": _in_both(_settings),
        HOME / "commands.md": _in_both(_commands),
    }


def _in_both(print_page: Callable[[], str]) -> str:
    before = spoken()
    try:
        parts = []
        for language in ("id", "en"):
            speak(language)
            parts.append(print_page())
    finally:
        speak(before)
    return "\n---\n\n".join(parts)


def _settings() -> str:
    title = gettext("Setelan")
    lead = gettext(
        "Ditulis di `cygos.toml` dalam folder data (satu baris `nama = nilai`), atau sebagai variabel "
        "lingkungan `CYGOS_NAMA`; variabel menang. Nilai yang tidak mungkin benar menghentikan awal kota dengan "
        "satu kalimat. Halaman ini dicetak dari program."
    )
    secret = gettext("Rahasia: tidak masuk cadangan dan tidak pernah ditampilkan.")
    lines = [f"# {title}", "", lead, ""]
    for name, field in Options.model_fields.items():
        lines += [f"## `{name}`", "", gettext(field.description or name)]
        lines += ["", secret] if is_secret(name) else []
        lines += ["", f"- {_default()}: {_shown(field.default)}", f"- `CYGOS_{name.upper()}`", ""]
    return "\n".join([*lines, *_before_options()])


def _before_options() -> list[str]:
    rows = {
        "CYGOS_DATA": gettext("Folder data. Bawaan: var/ di dalam checkout, selain itu folder keadaan pengguna."),
        "CYGOS_LANG": gettext("Bahasa perintah: id atau en."),
        "CYGOS_DATABASE_USER": gettext("Sebagai root: akun yang menjalankan PostgreSQL bawaan."),
    }  # fmt: skip
    title = gettext("Hanya sebagai variabel")
    return [f"## {title}", "", *(f"- `{name}`: {meaning}" for name, meaning in rows.items()), ""]


def _default() -> str:
    return gettext("Bawaan")


def _shown(value: object) -> str:
    if value in (None, ""):
        return gettext("kosong")
    return f"`{value}`"


def _commands() -> str:
    from cygos.config.commands import build

    title, codes = gettext("Perintah"), gettext("Kode keluar")
    meanings = {
        "0": gettext("berhasil; peringatan pun 0"),
        "1": gettext("ditolak atau gagal; alasannya satu kalimat"),
        "2": gettext("cara memanggilnya salah"),
        "3": gettext("`pack apply`: tidak diterapkan, karena belum disetujui"),
        "70": gettext("kesalahan CyGoS; jejaknya ditampilkan"),
        "130": gettext("dihentikan dengan Ctrl-C"),
    }
    rows = [f"| {code} | {meaning} |" for code, meaning in meanings.items()]
    command = typer.main.get_command(build())
    context = command.make_context("cygos", ["version"], resilient_parsing=True)
    below = _below(command)
    helps = [block for name in sorted(below) for block in _help(name, below[name], context)]
    head = [f"# {title}", "", f"## {codes}", "", f"| | {codes} |", "|---|---|", *rows, ""]
    return "\n".join([*head, *helps])


def _help(name: str, command: Any, context: Any) -> list[str]:
    from cygos.config.commands.usage import help_of

    inner = command.make_context(name, [], parent=context, resilient_parsing=True)
    lines = [f"## `{inner.command_path}`", "", "```", help_of(command, inner), "```", ""]
    for word in sorted(_below(command)):
        lines += _help(word, _below(command)[word], inner)
    return lines


def _below(command: Any) -> dict[str, Any]:
    return dict(getattr(command, "commands", {}))
