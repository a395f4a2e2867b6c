"""cygos serve: run the city."""

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add `serve`."""

    @app.command(help="Jalankan kota. / Run the city.")
    def serve(
        port: Annotated[
            int | None,
            typer.Option(
                help="Port, persis ini. / The port, exactly; else 8000 or the next free one."
            ),
        ] = None,
    ) -> None:
        from cygos.config import serving

        raise typer.Exit(serving.serve(port))
