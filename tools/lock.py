"""Resolves the newest versions that pyproject.toml and package.json allow into the two locks. `make lock`.

The locks hold hashes and no registry addresses, so that any mirror can serve them and pip alone can install.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
UV = [
    "uv", "pip", "compile", "--universal", "--generate-hashes", "--all-extras", "--upgrade", "--quiet",
    "--no-emit-index-url", "--no-annotate", "--no-header", "pyproject.toml", "-o", "requirements.lock",
]  # fmt: skip
NPM = ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]


def main() -> None:
    for command in (UV, NPM):
        subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=True)
    forget_addresses(ROOT / "package-lock.json")


def forget_addresses(path: Path) -> None:
    """Take every address out of npm's lock, the registry's and those that ask for money; the integrity stays."""
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
