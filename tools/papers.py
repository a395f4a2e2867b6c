"""Prints docs/refusals.md from the code: every way CyGoS says no, what it says, and what to do next.

`make papers`; with `--check` it changes nothing and fails if it would.
"""

import importlib
import inspect
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cygos.kernel.refusals import Refusal

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PAPER = ROOT / "docs/refusals.md"
A_KIND = re.compile(r"^    code(, status)? = ", re.M)
TOP = """# Every way CyGoS says no

A refusal is expected, is never logged as an incident, and always says what to do next. A person reads it as a
page in their own language, a program as a problem document (RFC 9457) whose `type` ends in the code.
Printed from the code by `make papers`.
"""


def main() -> int:
    before = PAPER.read_text() if PAPER.exists() else ""
    after = "\n".join([TOP, *map(_paragraph, refusals())])
    if "--check" in sys.argv:
        return int(after != before)
    PAPER.parent.mkdir(exist_ok=True)
    PAPER.write_text(after)
    return 0


def refusals() -> list[type[Refusal]]:
    """Every kind of refusal in the code, by its code."""
    _set_up()
    for path in SOURCE.rglob("*.py"):
        if path.name != "refusals.py" and not A_KIND.search(path.read_text()):
            continue
        importlib.import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))  # noqa: TID251 — the tool finds them
    return sorted(_kinds_of(Refusal), key=lambda refusal: refusal.code)


def _set_up() -> None:
    """Django, so that pages can be read; it finds an empty data folder and asks no database."""
    import django

    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(CYGOS_DATA=folder, DJANGO_SETTINGS_MODULE="cygos.config.settings")
        django.setup()


def _kinds_of(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in refusal.__subclasses__():
        if "code" in vars(kind):
            yield kind
        yield from _kinds_of(kind)


def _paragraph(refusal: type[Refusal]) -> str:
    meaning = inspect.cleandoc(refusal.__doc__ or "")
    return (
        f"## {refusal.code} ({refusal.status})\n\n{meaning}\n\n"
        f"> {refusal.sentence}\n> {refusal.advice}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
