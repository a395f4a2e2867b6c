"""cygos manage: a Django command, with the database running."""

import typer

from cygos.config.language import gettext


def add_to(app: typer.Typer) -> None:
    """Add `manage`."""

    @app.command(
        help=gettext("Jalankan perintah Django dengan basis data menyala."),
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        add_help_option=False,
    )
    def manage(context: typer.Context) -> None:
        from django.core.management import execute_from_command_line

        from cygos.config import connection

        with connection.borrowed():
            execute_from_command_line(["cygos", *context.args])
