"""How large things are, what they are called, and where they lie."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.house.rules import rule
from tests.house.tree import Tree, stem

LINES_A_FILE, LINES_A_FUNCTION = 400, 40
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "service"}  # fmt: skip
AREAS = ("administration", "information", "public_service", "licensing", "marketing", "planning")
WRITTEN = (".py", ".css", ".js", ".mjs", ".html")
PYTHON = ("src", "tests", "tools")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@rule(
    f"A file fits in the head: {LINES_A_FILE} lines at most",
    breaks={"src/cygos/web/pages.py": "\n" * (LINES_A_FILE + 1)},
    keeps={"src/cygos/web/pages.py": "\n" * LINES_A_FILE},
)
def long_files(tree: Tree) -> Iterator[str]:
    for folder in (*PYTHON, "assets"):
        for name in tree.under(folder, *WRITTEN):
            lines = len(tree.text(name).splitlines())
            if lines > LINES_A_FILE and "/migrations/" not in name:
                yield f"{name}: {lines} lines; split it"


@rule(
    f"A function fits on the screen: {LINES_A_FUNCTION} lines at most",
    breaks={"src/cygos/web/pages.py": "def page():\n" + "    pass\n" * LINES_A_FUNCTION},
    keeps={"src/cygos/web/pages.py": "def page():\n" + "    pass\n" * (LINES_A_FUNCTION - 1)},
)
def long_functions(tree: Tree) -> Iterator[str]:
    """A command is measured without its signature: its options are the help that a person reads."""
    for folder in PYTHON:
        for name, code in tree.code(folder):
            for node in ast.walk(code):
                if isinstance(node, Function):
                    first = node.body[0] if "/config/commands/" in name else node
                    lines = (node.end_lineno or 0) - first.lineno + 1
                    if lines > LINES_A_FUNCTION:
                        yield f"{name}: {node.name} has {lines} lines; split it"


@rule(
    "The first line of a file says what it is",
    breaks={"src/cygos/web/pages.py": "import os\n"},
    keeps={"src/cygos/web/pages.py": '"""Pages."""\n', "src/cygos/web/__init__.py": ""},
)
def silent_files(tree: Tree) -> Iterator[str]:
    """An apps.py is exempt: it says the same as its folder, whose __init__.py has said it."""
    for folder in PYTHON:
        for name, code in tree.code(folder):
            if code.body and stem(name) != "apps" and not ast.get_docstring(code):
                yield f"{name}: begin with a docstring"


@rule(
    "A name says what a thing does, not that it helps",
    breaks={"src/cygos/web/utils.py": '"""Odds and ends."""\n'},
    keeps={"src/cygos/kernel/services/standards.py": '"""Service standards."""\n'},
)
def empty_names(tree: Tree) -> Iterator[str]:
    for folder in PYTHON:
        for name in tree.under(folder):
            for part in EMPTY_NAMES & {stem(name), *PurePosixPath(name).parts}:
                yield f"{name}: “{part}” says nothing; name it for what it does"


@rule(
    "An area holds only modules, and no records of its own",
    breaks={"src/cygos/planning/models.py": '"""Plans."""\n'},
    keeps={"src/cygos/planning/__init__.py": "", "src/cygos/planning/budget/models.py": ""},
)
def files_in_areas(tree: Tree) -> Iterator[str]:
    for area in AREAS:
        for name in tree.under(f"src/cygos/{area}"):
            path = PurePosixPath(name)
            if len(path.parts) == 4 and path.name != "__init__.py":
                yield f"{name}: put it into a module (a folder) of the area"


@rule(
    "A module's templates lie in a folder of its own name",
    breaks={"src/cygos/planning/budget/templates/page.html": ""},
    keeps={"src/cygos/planning/budget/templates/budget/page.html": ""},
)
def templates_astray(tree: Tree) -> Iterator[str]:
    for area in AREAS:
        for name in tree.under(f"src/cygos/{area}"):
            module, _, rest = name.removeprefix(f"src/cygos/{area}/").partition("/templates/")
            if rest and not rest.startswith(f"{module}/"):
                yield f"{name}: move it into templates/{module}/, or it may hide another module's"


@rule(
    "What is not done is not written",
    breaks={"src/cygos/web/pages.py": "# TODO: the rest\n"},
)
def undone(tree: Tree) -> Iterator[str]:
    for name in tree.under("src", *WRITTEN):
        for number, line in enumerate(tree.text(name).splitlines(), 1):
            if any(word in line for word in ("TODO", "FIXME", "XXX", "NotImplementedError")):
                yield f"{name}:{number}: {line.strip()}"
