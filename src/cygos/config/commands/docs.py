"""cygos docs: print docs/operating/settings.md and commands.md from the code; for those who build CyGoS."""

import typer

from cygos.config.language import gettext, gettext_noop
from cygos.config.terminal import answer


def add_to(app: typer.Typer) -> None:
    """Add `docs`, which operators need not see."""

    @app.command(hidden=True, help=gettext_noop("Cetak docs/operating/ dari program."))
    def docs() -> None:
        from cygos.config.commands.documents import pages

        written = []
        for path, text in pages().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text() != text:
                path.write_text(text)
                written.append(str(path))
        said = gettext("{count} halaman ditulis.").format(count=len(written))
        answer({"written": written}, text=said)
