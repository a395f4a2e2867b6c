"""Refuses to build a wheel without its styles and translations, so that nobody who installs it needs node."""

import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelAssets(BuildHookInterface):
    def initialize(self, version, build_data):
        if version == "editable":
            return
        # The packs lie beside the code in a checkout, and inside the package once installed.
        build_data["force_include"]["packs"] = "cygos/packs"
        if self._built():
            return
        subprocess.run(
            [sys.executable, "tools/setup.py", "--only", "assets"], cwd=self.root, check=True
        )
        if not self._built():
            raise SystemExit(
                "The wheel would lack its styles or translations. Run `make setup`, then build again."
            )

    def _built(self):
        source = Path(self.root, "src/cygos")
        catalogues = source.rglob("*.po")
        return (source / "web/static/cygos/site.css").exists() and all(
            catalogue.with_suffix(".mo").exists() for catalogue in catalogues
        )
