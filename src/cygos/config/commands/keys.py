"""Where a backup's key comes from: a file, or a person at the terminal; never the command line, where others see it."""

import sys
from pathlib import Path

import typer

from cygos.config.language import gettext, gettext_noop
from cygos.config.reasons import CannotDo


def passphrase(file: Path | None, *, twice: str) -> str:
    """The first line of a file, else what is typed; `twice` is the prompt for typing it again, empty for once.

    Raises CannotDo when there is neither.
    """
    if file:
        return _read(file).splitlines()[0] if _read(file) else ""
    if not sys.stdin.isatty():
        raise CannotDo(
            gettext_noop("Frasa sandi belum disebut. Tulis di sebuah berkas dan sebut dengan --passphrase-file.")
        )  # fmt: skip
    return str(
        typer.prompt(gettext("Frasa sandi"), hide_input=True, confirmation_prompt=twice or False)
    )


def identities(file: Path | None) -> tuple[str, ...]:
    """The keys in one of age's identity files; its comments are skipped."""
    if file is None:
        return ()
    return tuple(line for line in _read(file).splitlines() if line and not line.startswith("#"))


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError as error:
        raise CannotDo(
            gettext_noop("{file} tidak dapat dibaca: {error}."), file=file, error=error.strerror
        ) from error
