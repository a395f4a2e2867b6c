"""cygos restore: a backup into an empty place."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cygos.config.commands.keys import identities, passphrase
from cygos.config.language import gettext, gettext_noop
from cygos.config.reasons import CannotDo
from cygos.config.terminal import answer


def add_to(app: typer.Typer) -> None:
    """Add `restore`."""

    @app.command(help=gettext_noop("Pulihkan cadangan ke tempat kosong."))
    def restore(
        file: Annotated[Path, typer.Argument(help=gettext_noop("Berkas cadangan."))],
        passphrase_file: Annotated[
            Path | None,
            typer.Option(help=gettext_noop("Berkas yang baris pertamanya frasa sandi.")),
        ] = None,
        identity: Annotated[
            Path | None,
            typer.Option(
                help=gettext_noop("Berkas kunci age, untuk cadangan yang dikunci ke penerima.")
            ),
        ] = None,
    ) -> None:
        from cygos.config import archive

        if not file.is_file():
            raise CannotDo(gettext_noop("{file} tidak ada. Periksa nama berkasnya."), file=file)
        known = "" if identity else passphrase(passphrase_file, twice="")
        key = archive.Key(passphrase=known, identities=identities(identity))
        steps = (gettext("Buka dan periksa"), gettext("Isi basis data"), gettext("Bandingkan"))
        back = archive.restore(file.absolute(), key, said=steps)
        said = gettext(
            "Kembali seperti {made_at}: {rows} baris dari {tables} tabel, {files} berkas. Isi lagi rahasia di "
            "cygos.toml, lalu jalankan `cygos check` dan `cygos serve`. Semua orang perlu masuk lagi."
        )
        answer(asdict(back), text=said.format(**asdict(back)))
