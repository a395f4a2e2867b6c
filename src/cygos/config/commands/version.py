"""cygos version: what is installed, to be named in a report."""

import platform
from importlib.metadata import version as version_of

import typer

from cygos.config.language import gettext, gettext_noop
from cygos.config.terminal import answer


def add_to(app: typer.Typer) -> None:
    """Add `version`."""

    @app.command(help=gettext_noop("Versi CyGoS dan yang menopangnya."))
    def version() -> None:
        facts = {
            "cygos": version_of("cygos"),
            "python": platform.python_version(),
            "django": version_of("django"),
            "wagtail": version_of("wagtail"),
            "postgresql": _postgresql(),
        }
        answer(facts, text="\n".join(f"{name:<12}{found}" for name, found in facts.items()))


def _postgresql() -> str:
    from cygos.config.options import options
    from cygos.database import Programs

    if options().database_url:
        return gettext("milik Anda (CYGOS_DATABASE_URL)")
    return str(Programs.find(options().database_programs).version)
