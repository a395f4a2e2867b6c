"""The files a rule looks at: this checkout's, or a small tree planted to break the rule."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Tree:
    """A folder and the names of its files, seen from there."""

    root: Path
    names: tuple[str, ...]

    def under(self, folder: str, *suffixes: str) -> Iterator[str]:
        """The files below a folder ("" for all) that end so."""
        start = f"{folder}/" if folder else ""
        for name in self.names:
            if name.startswith(start) and (not suffixes or name.endswith(suffixes)):
                yield name

    def code(self, folder: str) -> Iterator[tuple[str, ast.Module]]:
        """Every Python file below a folder, parsed; migrations are Django's own writing."""
        for name in self.under(folder, ".py"):
            if "/migrations/" not in name:
                yield name, ast.parse(self.text(name))

    def text(self, name: str) -> str:
        return (self.root / name).read_text()

    def has(self, name: str) -> bool:
        return name in self.names


@cache
def checkout() -> Tree:
    """What git would commit; in a copy without git, whatever does not belong to the machine."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    names = answer.stdout.splitlines() or [str(path.relative_to(ROOT)) for path in _our_files()]
    return Tree(ROOT, tuple(sorted(name for name in names if (ROOT / name).is_file())))


def planted(root: Path, files: dict[str, str]) -> Tree:
    """A tree of exactly these files."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return Tree(root, tuple(sorted(files)))


def stem(name: str) -> str:
    return PurePosixPath(name).stem


def _our_files() -> Iterator[Path]:
    machine = {".venv", "var", "node_modules", "dist", ".git", "__pycache__"}
    for path in ROOT.rglob("*"):
        if path.is_file() and not machine & set(path.relative_to(ROOT).parts):
            yield path
