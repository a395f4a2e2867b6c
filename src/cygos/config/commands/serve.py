"""cygos serve: run the city."""

from typing import Annotated

import typer

from cygos.config.language import gettext


def add_to(app: typer.Typer) -> None:
    """Add `serve`."""

    @app.command(
        help=gettext("Jalankan kota: basis data, lalu server web. Ctrl-C menghentikan semuanya.")
    )
    def serve(
        port: Annotated[
            int | None,
            typer.Option(
                min=1,
                max=65535,
                help=gettext(
                    "Port, persis ini; kalau tidak disebut, 8000 atau yang bebas sesudahnya."
                ),
            ),
        ] = None,
    ) -> None:
        from cygos.config import serving

        raise typer.Exit(serving.serve(port))
