"""Says whether it is good: every step by name, what it took, and the output of what failed. `make check`.

Every step runs, also after one has failed: one run shows all there is to mend. What needs a program that
this machine lacks is skipped in one plain line, unless CI=true.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TEMPLATES = [str(path) for path in sorted((ROOT / "src/cygos").rglob("templates/**/*.html"))]
DJADE = ["djade", "--target-version", "5.2"]
SLOW = ("browser", "config", "database", "faults")  # each starts programs again and again
PYTEST = ["pytest", "-q", "-rs", "-n", "2"]


@dataclass(frozen=True)
class Step:
    """One thing to look at: what it is called and the program that looks."""

    title: str
    command: list[str]
    needs: str = ""  # a program of the machine, and Debian's name for it
    speaks: bool = False  # its output is worth following


def static() -> Iterator[Step]:
    """What reads the code without running it."""
    yield Step("format", ["ruff", "format", "--check", "."])
    yield Step("lint", ["ruff", "check", "."])
    yield Step("types", ["mypy"])
    yield Step("types of the tools", ["mypy", "--config-file=", "--strict", *_tools()])
    yield Step("import contracts", ["lint-imports"])
    yield Step("templates in form", [*DJADE, "--check", *TEMPLATES])
    yield Step("templates", ["djlint", "--quiet", "--lint", *TEMPLATES])
    yield Step("translations complete", ["python", "tools/messages.py", "--check"])
    yield Step("printed papers", ["python", "tools/papers.py", "--check"])


def tests() -> Iterator[Step]:
    """What runs it."""
    others = ["--ignore=tests/house", "--ignore=tests/browser"]
    yield Step("the house", [*PYTEST, "tests/house"], speaks=True)
    yield Step("tests", [*PYTEST, *others], speaks=True)
    yield Step("in the browser", [*PYTEST, "tests/browser"], needs="chromium", speaks=True)


def quick_tests() -> Iterator[Step]:
    """What runs it and takes no minute."""
    fast = ["-m", "not slow and not browser"]
    left_out = [f"--ignore=tests/{folder}" for folder in SLOW]
    yield Step("fast tests", [*PYTEST, *fast, *left_out], speaks=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out what takes long")
    parser.add_argument("--mend", action="store_true", help="format instead of checking")
    asked = parser.parse_args()
    if asked.mend:
        return mend()
    steps = [*static(), *(quick_tests() if asked.quick else tests())]
    began = time.monotonic()
    failed = [step.title for step in steps if not look(step)]
    seconds = time.monotonic() - began
    print(f"\n{'Not good: ' + ', '.join(failed) if failed else 'All good'} ({seconds:.0f} s)")
    return 1 if failed else 0


def mend() -> int:
    """Put code and templates into form. What is left is for `make quick` to say."""
    for command in (["ruff", "check", "--fix", "."], ["ruff", "format", "."], [*DJADE, *TEMPLATES]):
        subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=False)
    return 0


def look(step: Step) -> bool:
    """Run one step and say how it went. Returns whether it is good, or was skipped where that is allowed."""
    if step.needs and not shutil.which(step.needs):
        print(f"– {step.title}: skipped, {step.needs} is missing. {_advice(step.needs)}")
        return os.environ.get("CI") != "true"
    if step.speaks:
        print(f"… {step.title}", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        [str(BIN / step.command[0]), *step.command[1:]], cwd=ROOT, text=True, check=False,
        stdout=None if step.speaks else subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    good = done.returncode == 0
    seconds = time.monotonic() - began
    print(f"{'✓' if good else '✗'} {step.title} ({seconds:.1f} s)", flush=True)
    if not good and done.stdout:
        print(done.stdout)
    return good


def _advice(program: str) -> str:
    return f"To have it: sudo apt-get install {program}"


def _tools() -> list[str]:
    """Ours that run on their own; the wheel's hook is hatchling's."""
    return [
        f"tools/{name}.py" for name in ("setup", "check", "messages", "papers", "theme", "lock")
    ]


if __name__ == "__main__":
    sys.exit(main())
