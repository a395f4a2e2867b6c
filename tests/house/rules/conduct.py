"""How code behaves: who writes, who reads the clock, who speaks to whom."""

import ast
from collections.abc import Iterator

from tests.house.rules import rule
from tests.house.rules.shape import AREAS
from tests.house.tree import Tree, stem

SAVES_FOR_OTHERS = {
    "src/cygos/kernel/pack/applying.py": "a pack writes rows of every table in one statement each",
    "src/cygos/kernel/acts/revised.py": "what every class inherits that counts its rows' changes",
    "src/cygos/web/accounts/adapters.py": "allauth's SocialLogin is saved by whoever adapts it, by its contract",
    "src/cygos/web/accounts/guesses.py": "a session is written before the next guess may read it",
    "src/cygos/web/card.py": "a drawing is saved into memory, no row",
}
BY_NAME = {"importlib", "django.utils.module_loading", "runpy"}
LOOKS_BY_NAME = {
    "src/cygos/database/programs.py": "asks where the wheel with PostgreSQL lies, without loading it",
}
# The only files that may ask the machine for the time, and why.
READS_THE_CLOCK = {
    "src/cygos/web/clock.py": "it is the clock",
    "src/cygos/kernel/people/models/person.py": "allauth registers people too, and hands no time in",
}


# Wagtail saves and deletes its rows itself, and cannot call us.
HEARS_THE_GUEST = "src/cygos/information/portal/changes.py"


@rule(
    "A row is saved only by the class that owns it",
    breaks={"src/cygos/web/views.py": "def rename(unit):\n    unit.save()\n"},
    keeps={
        "src/cygos/kernel/people/models.py": "class Unit:\n    def rename(self):\n        self.save()\n"
    },
)
def saves_elsewhere(tree: Tree) -> Iterator[str]:
    for name, code in tree.code("src"):
        if name in SAVES_FOR_OTHERS:
            continue
        owners = {id(call) for owner in _classes_of_records(name, code) for call in _saves(owner)}
        for call in _saves(code):
            if id(call) not in owners:
                yield f"{name}:{call.lineno}: call a verb of the class that owns the row"


def _classes_of_records(name: str, code: ast.Module) -> Iterator[ast.ClassDef]:
    if stem(name) == "models" or "/models/" in name:
        yield from (node for node in code.body if isinstance(node, ast.ClassDef))


def _saves(code: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(code):
        match node:
            case ast.Call(func=ast.Attribute(attr="save" | "bulk_update")):
                yield node


@rule(
    "Our own modules call each other; they send no signals",
    breaks={"src/cygos/web/pages.py": "from django.db.models.signals import post_save\n"},
    keeps={"src/cygos/web/pages.py": "from wagtail.signals import page_published\n"},
)
def signals(tree: Tree) -> Iterator[str]:
    for name, code in tree.code("src"):
        for module, imported in _imports(code):
            if name != HEARS_THE_GUEST and (
                module == "django.db.models.signals" or imported == "Signal"
            ):
                yield f"{name}: call what should happen, where it happens"


@rule(
    "Nothing is imported by name outside config",
    breaks={"src/cygos/web/pages.py": "import importlib\n"},
    keeps={"src/cygos/config/loading.py": "import importlib\n"},
)
def imports_by_name(tree: Tree) -> Iterator[str]:
    for name, code in tree.code("src"):
        if not name.startswith("src/cygos/config/") and name not in LOOKS_BY_NAME:
            for module, _ in _imports(code):
                if module in BY_NAME or module.split(".")[0] == "importlib":
                    yield f"{name}: say what you import, so that the arrows can be checked"


@rule(
    "Only the clock reads the time",
    breaks={"src/cygos/web/pages.py": "start = timezone.now()  # noqa: TID251\n"},
    keeps={"src/cygos/web/clock.py": "return timezone.now()  # noqa: TID251\n"},
)
def clocks(tree: Tree) -> Iterator[str]:
    """Ruff bans the calls themselves; here is seen that nobody switches it off, or lets a field read the time."""
    hidden = ("auto_now", "functions import Now", "noqa: TID251")
    for name in tree.under("src", ".py"):
        if name not in READS_THE_CLOCK and "/migrations/" not in name:
            for number, line in enumerate(tree.text(name).splitlines(), 1):
                if any(sign in line for sign in hidden):
                    yield f"{name}:{number}: take `at`, or ask web/clock.py in a view or command"


@rule(
    "The city's name stands in its pack, never in code",
    breaks={"src/cygos/web/templates/base.html": "<p>Pemerintah Kota Semarang</p>"},
    keeps={"packs/semarang/city.toml": 'name = "Kota Semarang"\n'},
)
def cities_in_code(tree: Tree) -> Iterator[str]:
    """options.py may: it names the pack that a new city starts from."""
    for name in tree.under("src", ".py", ".html", ".txt", ".po"):
        if name != "src/cygos/config/options.py" and "semarang" in tree.text(name).lower():
            yield f"{name}: ask City, or say “kota ini”"


@rule(
    "No test is switched off; it may be skipped where what it needs is missing",
    breaks={"tests/test_page.py": "@pytest.mark.skip\ndef test_it(): pass\n"},
    keeps={
        "tests/test_page.py": '@pytest.mark.skipif(no_java, reason="java is missing")\ndef test_it(): pass\n'
    },
)
def silent_skips(tree: Tree) -> Iterator[str]:
    for name, code in tree.code("tests"):
        for node in ast.walk(code):
            match node:
                case ast.Attribute(value=ast.Attribute(attr="mark"), attr="skip" | "xfail"):
                    yield f"{name}:{node.lineno}: mend the test, or take it out"


def _imports(code: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def area_of(module: str) -> str:
    """The area a model's module belongs to; "" for the kernel and everything below the areas."""
    part = module.split(".")[1] if module.startswith("cygos.") else ""
    return part if part in AREAS else ""
