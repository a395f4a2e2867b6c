"""Where things lie: inside a checkout in its own var/, else in the user's state folder; CYGOS_DATA overrides."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
IN_CHECKOUT = (CHECKOUT / "pyproject.toml").exists()


def data() -> Path:
    """The folder that holds everything a running city keeps."""
    if chosen := os.environ.get("CYGOS_DATA"):
        return Path(chosen).absolute()
    if IN_CHECKOUT:
        return CHECKOUT / "var"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "cygos"


def packs() -> Path:
    """The city packs that come with CyGoS: beside the code in a checkout, inside the package in a wheel."""
    return (CHECKOUT if IN_CHECKOUT else PACKAGE) / "packs"
