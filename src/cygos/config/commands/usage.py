"""Help and wrong usage, in Bahasa or English: the words around the options, which typer says in English only.

A help text is a msgid and is translated when it is shown, so a file may mark it with `gettext_noop`.
"""

from difflib import get_close_matches
from typing import Any

import typer
from pydantic import ValidationError
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperCommand, TyperGroup

from cygos.config.bad_options import reason_of
from cygos.config.language import gettext

WIDTH = 24


class Word(TyperCommand):
    """One command; its help is ours."""

    def get_help(self, ctx: Any) -> str:
        return help_of(self, ctx)


class Words(TyperGroup):
    """A command with others below it; its help is ours."""

    def get_help(self, ctx: Any) -> str:
        return help_of(self, ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(self.commands)


class App(typer.Typer):
    """A typer in which every command is a Word."""

    def command(self, *names: Any, **facts: Any) -> Any:
        return super().command(*names, **{"cls": Word, **facts})


def help_of(command: Any, context: Any) -> str:
    """What a command is for, how it is called, and what each of its options means."""
    params = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    below = getattr(command, "commands", {})
    arguments = [one for one in params if one.param_type_name == "argument"]
    chosen = [one for one in params if one.param_type_name == "option" and one.name != "help"]
    call = [context.command_path, *([gettext("PERINTAH")] if below else [])]
    call += [_metavar(one, context) for one in arguments]
    call += [gettext("[PILIHAN]")] if chosen else []
    rows = {
        gettext("Perintah"): [
            (name, _said(word.help).partition("\n")[0])
            for name, word in sorted(below.items()) if not word.hidden
        ],
        gettext("Masukan"): [(_metavar(one, context), _said(one.help)) for one in arguments],
        gettext("Pilihan"): [(_option(one, context), _meaning(one)) for one in chosen],
        gettext("Di setiap perintah"): [
            ("--json", gettext("Jawab dengan satu objek JSON, tanpa kemajuan.")),
            ("--lang id|en", gettext("Bahasa Indonesia atau Inggris; juga CYGOS_LANG.")),
            ("--help", gettext("Tampilkan penjelasan ini.")),
        ],
    }  # fmt: skip
    usage = gettext("Pemakaian")
    blocks = [f"{usage}: {' '.join(call)}", _said(command.help)]
    blocks += [
        f"{title}:\n" + "\n".join(map(_row, found)) for title, found in rows.items() if found
    ]
    return "\n\n".join(block.strip() for block in blocks if block.strip())


def sentence_of(error: UsageError) -> str:
    """What is wrong with the way a command was called, and what to do about it."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "cygos"
    advice = gettext("Lihat `{path} --help`.").format(path=path)
    return f"{_wrong(error)} {advice}"


def unknown(word: str, words: list[str]) -> str:
    """There is no such command; the nearest one is named."""
    near = get_close_matches(word, words, n=1)
    hint = near[0] if near else ", ".join(words)
    return gettext("Perintah {word} tidak ada. Yang dekat: {hint}. Lihat `cygos --help`.").format(
        word=word, hint=hint
    )


def _wrong(error: UsageError) -> str:
    match error:
        case NoSuchOption():
            return gettext("Pilihan {name} tidak ada.").format(name=error.option_name)
        case MissingParameter(param=param) if param is not None:
            return gettext("{name} belum disebut.").format(name=_name(param))
        case BadParameter(param=param) if param is not None:
            cause = error.__cause__
            found = cause.errors() if isinstance(cause, ValidationError) else []
            reason = reason_of(found[0]) if found else error.message
            return gettext("Nilai untuk {name} tidak dapat dipakai: {reason}.").format(
                name=_name(param), reason=reason.rstrip(".")
            )
        case BadOptionUsage():
            return gettext("{name} memerlukan nilai.").format(name=error.option_name)
        case _ if "extra argument" in error.message:
            return gettext("Ada kata yang lebih: tidak semua yang disebut dapat dipakai.")
        case _:
            return gettext("Perintah ini salah tulis: {message}").format(message=error.message)


def _name(param: Any) -> str:
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name).upper()


def _metavar(argument: Any, context: Any) -> str:
    name = _name(argument)
    many = "…" if argument.nargs == -1 or argument.multiple else ""
    return f"{name}{many}" if argument.required else f"[{name}{many}]"


def _option(option: Any, context: Any) -> str:
    names, _, kind = option.get_help_record(context)[0].partition(" <")
    kinds = {
        "int": gettext("ANGKA"),
        "path": gettext("BERKAS"),
        "str": gettext("TEKS"),
        "list[str]": gettext("TEKS"),
    }
    word = kind.rstrip(">").split(" ")[0]
    return f"{names} {kinds.get(word, word)}".rstrip()


def _meaning(option: Any) -> str:
    default = option.default
    plain = isinstance(default, str | int) and not isinstance(default, bool) and default != ""
    meaning = _said(option.help)
    if not plain:
        return meaning
    return gettext("{help} (bawaan: {default})").format(help=meaning, default=default)


def _said(text: str | None) -> str:
    return gettext(text) if text else ""


def _row(pair: tuple[str, str]) -> str:
    name, meaning = pair
    if len(name) < WIDTH:
        return f"  {name:<{WIDTH}}{meaning}"
    return f"  {name}\n  {'':<{WIDTH}}{meaning}"
