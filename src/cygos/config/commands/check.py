"""cygos check: what is wrong, why, and how to mend it."""

from collections.abc import Sequence
from dataclasses import asdict

import typer

from cygos.config import terminal
from cygos.config.checking.finding import Finding, Level
from cygos.config.language import gettext, gettext_noop
from cygos.config.terminal import GREEN, RED, YELLOW, answer, coloured


def add_to(app: typer.Typer) -> None:
    """Add `check`."""

    @app.command(help=gettext_noop("Periksa: apa yang salah, mengapa, dan cara memperbaikinya."))
    def check() -> None:
        from cygos.config import connection
        from cygos.config.checking import findings

        with connection.borrowed():
            found = list(findings())
        failed = sum(one.level is Level.FAILURE for one in found)
        warned = sum(one.level is Level.WARNING for one in found)
        facts = {"ok": not failed, "failures": failed, "warnings": warned}
        answer(facts | {"findings": [asdict(one) for one in found]}, text=_table(found))
        raise typer.Exit(terminal.REFUSED if failed else terminal.DONE)


def _table(found: Sequence[Finding]) -> str:
    signs = {
        "good": coloured("✓", GREEN),
        "warning": coloured("!", YELLOW),
        "failure": coloured("✗", RED),
    }
    why, mend = gettext("Sebab"), gettext("Perbaiki")
    lines = []
    for one in map(asdict, found):
        lines.append(f"{signs[one['level']]} {one['subject']:<20} {one['what']}")
        lines += [f"{'':<23}{why}: {one['why']}"] if one["why"] else []
        lines += [f"{'':<23}{mend}: {one['mend']}"] if one["mend"] else []
    return "\n".join([*lines, "", _sum(found)])


def _sum(found: Sequence[Finding]) -> str:
    levels = [one.level for one in found]
    said = gettext("{failures} salah, {warnings} peringatan, {good} baik.")
    return said.format(
        failures=levels.count(Level.FAILURE),
        warnings=levels.count(Level.WARNING),
        good=levels.count(Level.GOOD),
    )
