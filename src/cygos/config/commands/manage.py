"""cygos manage: a Django command, with the database running."""

import typer


def add_to(app: typer.Typer) -> None:
    """Add `manage`."""

    @app.command(
        help="Perintah Django. / A Django command, with the database running.",
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        add_help_option=False,
    )
    def manage(context: typer.Context) -> None:
        from cygos.config import serving

        serving.manage(context.args)
