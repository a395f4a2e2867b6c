"""cygos backup: the whole city into one encrypted file."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cygos.config.commands.keys import passphrase
from cygos.config.language import gettext, gettext_noop
from cygos.config.terminal import answer, step


def add_to(app: typer.Typer) -> None:
    """Add `backup`."""

    @app.command(help=gettext_noop("Seluruh kota ke satu berkas tersandi."))
    def backup(
        file: Annotated[Path, typer.Argument(help=gettext_noop("Berkas baru untuk cadangan."))],
        passphrase_file: Annotated[
            Path | None,
            typer.Option(help=gettext_noop("Berkas yang baris pertamanya frasa sandi.")),
        ] = None,
        recipient: Annotated[
            list[str] | None,
            typer.Option(
                help=gettext_noop("Kunci umum age (age1…) yang boleh membukanya; boleh berulang.")
            ),
        ] = None,
    ) -> None:
        from cygos.config import connection
        from cygos.config.archive import Key, back_up

        known = (
            "" if recipient else passphrase(passphrase_file, twice=gettext("Ulangi frasa sandi"))
        )
        key = Key(passphrase=known, recipients=tuple(recipient or ()))
        with connection.borrowed():
            from cygos.web import clock

            with step(gettext("Cadangan")):
                made = back_up(file.absolute(), key, at=clock.unmoved())
        facts = asdict(made)
        said = gettext(
            "{file}: {rows} baris dari {tables} tabel, {files} berkas, {kb} KB. Simpan di mesin lain."
        )
        answer(facts, text=said.format(**facts, kb=made.bytes // 1024))
