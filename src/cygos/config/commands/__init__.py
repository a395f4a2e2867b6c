"""The `cygos` command: one file for each word, put together here.

A word's file has `add_to(app)`. Its help and its sentences come from `config.language.gettext`, called inside
`add_to`, when the language is known; its result goes out through `config.terminal.answer`.
"""

import json
import os
import sys
import traceback
from collections.abc import Sequence

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError

from cygos.config import language, terminal
from cygos.config.bad_options import BadOption
from cygos.config.commands import (
    backup,
    check,
    demo,
    docs,
    import_,
    mail,
    manage,
    pack,
    restore,
    search,
    serve,
    user,
    version,
)
from cygos.config.commands.usage import App, Words, sentence_of, unknown
from cygos.config.language import gettext
from cygos.config.reasons import CannotDo
from cygos.database import ClusterError
from cygos.kernel.refusals import Refusal

WORDS = (
    serve, check, pack, import_, backup, restore, search, mail, user, demo, docs, manage, version,
)  # fmt: skip
REASONS = (BadOption, CannotDo, ClusterError, Refusal)


def build() -> typer.Typer:
    """Every word, in the language that is spoken now."""
    app = App(
        name="cygos",
        cls=Words,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=gettext("CyGoS: pemerintahan kota yang terbuka."),
    )

    @app.callback()
    def cygos() -> None:
        """Keep a group even while there is a single word."""

    for word in WORDS:
        word.add_to(app)
    return app


def main() -> None:
    """Run one command and leave with its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cygos.config.settings")
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command. A refusal is a sentence and 1, wrong usage 2, a bug a trace and 70."""
    ours, theirs = _before_guests(arguments)
    language.speak(language.wanted(ours, os.environ))
    terminal.manner.as_json = "--json" in ours
    try:
        return _do([*_without_our_options(ours), *theirs])
    except REASONS as reason:
        return _refuse(_sentence(reason), code=terminal.REFUSED)
    except (KeyboardInterrupt, typer.Abort):
        return _refuse(gettext("Dihentikan."), code=terminal.STOPPED)
    except Exception:
        traceback.print_exc()
        said = gettext("Ini kesalahan CyGoS, bukan Anda. Laporkan jejak di atas.")
        return _refuse(said, code=terminal.BUG)


def _do(words: Sequence[str]) -> int:
    command = typer.main.get_command(build())
    known = sorted(getattr(command, "commands", {}))
    if words and not words[0].startswith("-") and words[0] not in known:
        return _refuse(unknown(words[0], known), code=terminal.MISUSED)
    try:
        return int(command.main(words, prog_name="cygos", standalone_mode=False) or terminal.DONE)
    except NoArgsIsHelpError as error:
        terminal.say(error.format_message())
        return terminal.MISUSED
    except UsageError as error:
        return _refuse(sentence_of(error), code=terminal.MISUSED)


def _sentence(reason: Exception) -> str:
    if isinstance(reason, Refusal):
        said = (gettext(reason.sentence), gettext(reason.advice))
        return " ".join(said).format(**reason.facts)
    if isinstance(reason, ClusterError | CannotDo):
        return gettext(reason.sentence).format(**reason.facts)
    return str(reason)


def _refuse(sentence: str, *, code: int) -> int:
    if terminal.manner.as_json:
        print(json.dumps({"ok": False, "exit": code, "error": sentence}, ensure_ascii=False))
    else:
        terminal.warn(f"cygos: {sentence}")
    return code


def _before_guests(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Our words and a guest's: what stands behind `manage` belongs to Django."""
    cut = arguments.index("manage") + 1 if "manage" in arguments else len(arguments)
    return list(arguments[:cut]), list(arguments[cut:])


def _without_our_options(arguments: Sequence[str]) -> list[str]:
    """What is left for the word: --json and --lang may stand anywhere."""
    left: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--lang":
            next(rest, None)
        elif argument != "--json" and not argument.startswith("--lang="):
            left.append(argument)
    return left
