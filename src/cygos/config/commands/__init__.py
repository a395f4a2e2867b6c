"""The `cygos` command: one file for each word, put together here."""

import os
import sys

import typer

from cygos.config.commands import manage, pack, serve
from cygos.config.options import BadOption
from cygos.config.serving import CannotServe
from cygos.database import ClusterError
from cygos.kernel.refusals import Refusal

app = typer.Typer(
    name="cygos", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
serve.add_to(app)
manage.add_to(app)
pack.add_to(app)

REASONS = (BadOption, CannotServe, ClusterError, Refusal)


def main() -> None:
    """Run one command. What is refused is one sentence on stderr and exit code 1; a bug is a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cygos.config.settings")
    try:
        app()
    except REASONS as reason:
        print(f"cygos: {reason}", file=sys.stderr)
        raise SystemExit(1) from reason
