"""Documents, locks and lists: they say what is so, and nothing of the machine they were written on."""

import ast
import json
import re
from collections.abc import Iterator

from tests.house.rules import rule
from tests.house.tree import Tree, stem

# A registry's address would tie everybody to it; a home folder is somebody's.
OF_A_MACHINE = re.compile(
    r'/(?:home|Users|root|work|tmp)/\w|"resolved":|-index-url|//registry\.|/simple/?["\s]'
)
TEXT = (".py", ".md", ".toml", ".lock", ".json", ".html", ".css", ".js", ".mjs", ".yml", ".txt", ".sh",
        ".csv", ".tsv", ".po", ".svg", "Makefile", ".ci/run")  # fmt: skip
DECISION = ("## Context", "## Decision", "## Consequences", "## What would change our mind")  # fmt: skip
SAYS_WHAT_IT_FORBIDS = {
    "tests/house/rules/papers.py": "it lists what it forbids",
    "tools/lock.py": "it tells uv to leave the address out",
    "tests/house/test_tools.py": "it sees such an address taken out",
}


@rule(
    "No tracked file names a path of this machine or a registry's address",
    breaks={"README.md": "See /home/" + "sari/cygos.\n"},
    keeps={"README.md": "See ../shared/seed and https://github.com/digdir/designsystemet.\n"},
)
def paths_of_a_machine(tree: Tree) -> Iterator[str]:
    for name in tree.under("", *TEXT):
        if name not in SAYS_WHAT_IT_FORBIDS:
            for number, line in enumerate(tree.text(name).splitlines(), 1):
                if found := OF_A_MACHINE.search(line):
                    yield f"{name}:{number}: {found[0]}"


@rule(
    "Every Python package of the lock is pinned and hashed",
    breaks={"requirements.lock": "django==5.2.8\n"},
    keeps={"requirements.lock": "django==5.2.8 \\\n    --hash=sha256:" + "0" * 64 + "\n"},
)
def unhashed(tree: Tree) -> Iterator[str]:
    if tree.has("requirements.lock"):
        for entry in re.split(r"\n(?=\w)", tree.text("requirements.lock")):
            if "==" not in entry or "--hash=sha256:" not in entry:
                yield entry.splitlines()[0]


@rule(
    "Every npm package of the lock is hashed",
    breaks={"package-lock.json": '{"packages": {"node_modules/a": {"version": "1.0.0"}}}'},
    keeps={
        "package-lock.json": '{"packages": {"": {}, "node_modules/a": {"integrity": "sha512-x"}}}'
    },
)
def unhashed_npm(tree: Tree) -> Iterator[str]:
    if tree.has("package-lock.json"):
        for name, package in json.loads(tree.text("package-lock.json"))["packages"].items():
            if name and "integrity" not in package:
                yield f"package-lock.json: {name}"


@rule(
    "Every target of make says what it does",
    breaks={"Makefile": "serve: setup\n\t@echo\n"},
    keeps={"Makefile": "PYTHON ?= python3\nserve: setup ## run the city\n.PHONY: serve\n"},
)
def silent_targets(tree: Tree) -> Iterator[str]:
    if tree.has("Makefile"):
        for line in tree.text("Makefile").splitlines():
            if re.match(r"[a-z-]+:", line) and not re.search(r"## \w", line):
                yield f"Makefile: {line}"


@rule(
    "Every refusal has a paragraph in docs/refusals.md, under its code",
    breaks={
        "src/cygos/kernel/refusals.py": 'class No(Refusal):\n    code, status = "no", 400\n',
        "docs/refusals.md": "# Refusals\n",
    },
    keeps={
        "src/cygos/kernel/refusals.py": 'class No(Refusal):\n    code, status = "no", 400\n',
        "docs/refusals.md": "# Refusals\n\n## no (400)\n\nNobody may.\n",
    },
)
def unexplained_refusals(tree: Tree) -> Iterator[str]:
    paper = tree.text("docs/refusals.md") if tree.has("docs/refusals.md") else ""
    explained = set(re.findall(r"^## ([\w-]+) \(\d+\)\n\n\S", paper, re.M))
    codes = set(_codes(tree))
    for code in codes - explained:
        yield f"docs/refusals.md: “{code}” is missing; run `make papers`"
    for code in explained - codes:
        yield f"docs/refusals.md: nobody refuses with “{code}”; run `make papers`"


def _codes(tree: Tree) -> Iterator[str]:
    """The code of every class that says no; the base's own is never heard."""
    for _, code in tree.code("src"):
        for node in ast.walk(code):
            if isinstance(node, ast.ClassDef) and node.bases and node.name != "Refusal":
                body = "\n".join(ast.unparse(line) for line in node.body)
                yield from re.findall(r"^\(?code(?:, status\)?)? = \(?'([\w-]+)'", body, re.M)


@rule(
    "Every option is described in docs/operating/settings.md",
    breaks={
        "src/cygos/config/options.py": 'class Options:\n    domain: Annotated[str, ""] = ""\n',
        "docs/operating/settings.md": "# Settings\n",
    },
    keeps={
        "src/cygos/config/options.py": 'class Options:\n    domain: Annotated[str, ""] = ""\n',
        "docs/operating/settings.md": "| `domain` | `CYGOS_DOMAIN` | the address |\n",
    },
)
def undocumented_options(tree: Tree) -> Iterator[str]:
    paper = "docs/operating/settings.md"
    text = tree.text(paper) if tree.has(paper) else ""
    for option in _options(tree):
        if f"CYGOS_{option.upper()}" not in text:
            yield f"{paper}: CYGOS_{option.upper()} is missing"


def _options(tree: Tree) -> Iterator[str]:
    for _, code in tree.code("src/cygos/config"):
        for node in ast.walk(code):
            if isinstance(node, ast.ClassDef) and node.name == "Options":
                for line in node.body:
                    if isinstance(line, ast.AnnAssign) and "Annotated" in ast.unparse(line):
                        yield ast.unparse(line.target)


@rule(
    "A decision has a number of its own, a status, and says what would change our mind",
    breaks={"decisions/0001-first.md": "# 0001 · First\n\n## Context\n"},
    keeps={
        "decisions/0001-first.md": "# 0001 · First\n\n**Status.** Accepted, 2016-12-07.\n\n"
        + "\n\n".join(DECISION)
    },
)
def loose_decisions(tree: Tree) -> Iterator[str]:
    seen: set[str] = set()
    for name in tree.under("decisions", ".md"):
        if stem(name) == "README":
            continue
        number, text = stem(name)[:4], tree.text(name)
        if number in seen or not re.match(rf"# {number} · \S", text):
            yield f"{name}: begin with “# NNNN · title”, NNNN being its own number"
        if not re.search(r"^\*\*Status\.\*\* \w", text, re.M):
            yield f"{name}: “**Status.** Accepted, date.” is missing"
        if tuple(re.findall(r"^## .*", text, re.M)) != DECISION:
            yield f"{name}: its headings are not {', '.join(DECISION)}"
        seen.add(number)


@rule(
    "Every document is to be found from docs/README.md",
    breaks={"docs/README.md": "# Documents\n", "docs/operating/backup.md": "# Back up\n"},
    keeps={"docs/README.md": "[x](operating/backup.md)\n", "docs/operating/backup.md": ""},
)
def lost_documents(tree: Tree) -> Iterator[str]:
    index = tree.text("docs/README.md") if tree.has("docs/README.md") else ""
    for name in tree.under("docs", ".md"):
        if name != "docs/README.md" and name.removeprefix("docs/") not in index:
            yield f"docs/README.md: {name} is not in it"


@rule(
    "A link from a document leads to a file that is there",
    breaks={"README.md": "See [style](STYLES.md).\n"},
    keeps={"README.md": "See [style](STYLE.md#names).\n", "STYLE.md": ""},
)
def dead_links(tree: Tree) -> Iterator[str]:
    for name in tree.under("", ".md"):
        for target in re.findall(r"\]\(([^)#\s]+)", tree.text(name)):
            if not re.match(r"[a-z]+:", target):
                there = (tree.root / name).parent / target
                if not there.exists():
                    yield f"{name}: {target} is not there"


@rule(
    "A file that a document at the root names is there",
    breaks={"ARCHITECTURE.md": "Begin with `src/cygos/web/acces.py`.\n"},
    keeps={"ARCHITECTURE.md": "See `src/cygos/web`.\n", "src/cygos/web/access.py": ""},
)
def lost_files(tree: Tree) -> Iterator[str]:
    for name in (name for name in tree.names if name.endswith(".md") and "/" not in name):
        named = re.findall(
            r"`((?:src|tests|tools|docs|packs|assets|decisions)\b[\w./-]*)`", tree.text(name)
        )
        for path in named:
            if not any(f"{there}/".startswith(f"{path.rstrip('/')}/") for there in tree.names):
                yield f"{name}: {path} is not there"
