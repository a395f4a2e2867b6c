"""Keeps the English catalogues: one for each app, in src/cygos/<app>/locale/en/LC_MESSAGES/django.po.

`make messages` reads every text marked for translation out of the code and the templates, keeps what is
translated, drops what is gone, and says what is still missing. `--check` changes nothing and fails when
a catalogue is not what the code says, or a text has no English. `--compile` makes the .mo files that
Django reads; they are not committed. Babel does the work, so no machine needs GNU gettext.

Msgids are Bahasa Indonesia, so Bahasa needs no catalogue. A text of no app (`kernel/refusals.py`) is
kept in config's. Refusals are pure and know no Django: their `sentence` and `advice` are read as they stand.
So is a rule book: its titles stand where the words of the language (`Role`, `State`, …) take them.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/cygos"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "tell": None,
}
PROSE = {"sentence", "advice"}
RULE_BOOK: dict[str, tuple[int, ...] | None] = {
    "Role": None, "State": None, "Promise": None, "Action": None, "fact": (2,), "Told": (1, 2),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|\{\w*\}|%[sd]")
# Fixed, without dates: a catalogue changes only when a text does.
HEADER = r"""msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if it would")
    parser.add_argument("--compile", action="store_true", help="only make the .mo files")
    asked = parser.parse_args()
    if asked.compile:
        return compile_all()
    faults = []
    for file, catalogue in catalogues().items():
        before = file.read_text() if file.exists() else ""
        after = as_text(catalogue)
        if asked.check and after != before:
            faults.append(f"{_name(file)}: is not what the code says; run `make messages`")
        elif after != before:
            _write(file, after)
            print(f"written: {_name(file)}")
        faults += [f"{_name(file)}: {fault}" for fault in faults_of(catalogue)]
    print(*faults, sep="\n", file=sys.stderr, end="\n" if faults else "")
    return (1 if faults else 0) if asked.check else compile_all()


def catalogues() -> dict[Path, Catalog]:
    """Every catalogue as it should be; an empty one belongs to an app that says nothing (any more)."""
    found = {file: Catalog(locale="en") for file in sorted(SOURCE.rglob("locale/en/**/django.po"))}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" or "templates" in path.parts:
            home = catalogue_of(path)
            for message, context in texts(path) if path.is_file() else ():
                new = found.setdefault(home, Catalog(locale="en"))
                new.add(message, context=context, locations=[(str(path.relative_to(ROOT)), 0)])
    for file, catalogue in found.items():
        if file.exists():
            _keep_translations(file, catalogue)
    return found


def catalogue_of(path: Path) -> Path:
    """The catalogue of the app a file belongs to; config's, if it belongs to none."""
    apps = (folder for folder in path.parents if (folder / "apps.py").exists())
    return next(apps, SOURCE / "config") / "locale/en/LC_MESSAGES/django.po"


def texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Every marked text of a file, with its context."""
    code = path.read_text()
    if path.suffix == ".py":
        yield from ((prose, None) for prose in refusal_prose(code))
    else:
        code = _template_as_python(code, path)
    words = KEYWORDS
    if path.name == "procedure.py":
        words = KEYWORDS | RULE_BOOK
        yield from ((title, None) for title in book_titles(code))
    for _, message, _, context in extract("python", io.BytesIO(code.encode()), words):
        yield message, context


def refusal_prose(code: str) -> Iterator[str]:
    """The sentences a refusal says: the class attributes `sentence` and `advice`."""
    for node in ast.walk(ast.parse(code)):
        for line in node.body if isinstance(node, ast.ClassDef) else ():
            match line:
                case (
                    ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(prose)))
                    | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(prose)))
                ) if name in PROSE:
                    yield prose


def book_titles(code: str) -> Iterator[str]:
    """The title of each rule book: `class Complaint(Procedure, title="Pengaduan", …)`."""
    for node in ast.walk(ast.parse(code)):
        for word in node.keywords if isinstance(node, ast.ClassDef) else ():
            match word:
                case ast.keyword(arg="title", value=ast.Constant(value=str(title))):
                    yield title


def faults_of(catalogue: Catalog) -> Iterator[str]:
    """What is missing or wrong in a catalogue, one sentence each."""
    for message in catalogue:
        if not message.id:
            continue
        ids, strings = _forms(message.id), _forms(message.string)
        if message.fuzzy or not all(strings):
            yield f"no English yet for “{ids[0]}”"
        elif any(_placeholders(one) != _placeholders(ids[-1]) for one in strings):
            yield f"other placeholders than in “{ids[0]}”"


def as_text(catalogue: Catalog) -> str:
    """The file's content: sorted, with the files a text stands in but no line numbers."""
    written = io.BytesIO()
    write_po(
        written, catalogue, omit_header=True, sort_output=True, include_lineno=False, width=100
    )
    return HEADER + written.getvalue().decode()


def compile_all() -> int:
    """Make the .mo beside every .po. Raises nothing: a text without English stays in Bahasa."""
    for file in SOURCE.rglob("locale/*/LC_MESSAGES/django*.po"):
        new = file.with_suffix(".mo.new")
        with new.open("wb") as compiled:
            write_mo(compiled, _read(file))
        new.replace(file.with_suffix(".mo"))
    return 0


def _keep_translations(file: Path, catalogue: Catalog) -> None:
    before = _read(file)
    for message in catalogue:
        known = before.get(message.id, message.context) if message.id else None
        if known is not None and isinstance(known.id, str) == isinstance(message.id, str):
            message.string = known.string
            message.flags |= known.flags & {"fuzzy"}
            message.user_comments = known.user_comments


def _read(file: Path) -> Catalog:
    with file.open("rb") as written:
        return read_po(written, locale=file.parent.parent.name)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def _template_as_python(code: str, path: Path) -> str:
    from django.utils.translation.template import templatize

    python = templatize(code, origin=str(path))
    return "\n".join(line.strip() for line in python.splitlines())  # indentation means nothing here


def _forms(text: str | Sequence[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text)))


def _name(file: Path) -> Path:
    return file.relative_to(ROOT)


if __name__ == "__main__":
    sys.exit(main())
