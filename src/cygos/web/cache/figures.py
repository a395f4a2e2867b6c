"""What the caches of this machine have done so far, in numbers, for whoever looks after it.

Each worker writes its own down once a second; whichever is asked tells those of all.
"""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cygos.web.cache.store import Store

EVERY = 1.0  # seconds
PLACE = "{process}.figures"
COUNTED = {
    "kept": "answered with a page that was kept and young",
    "old": "answered with a kept page that was no longer young",
    "waited": "waited for a page that somebody else was just asking for",
    "filled": "pages made by Django, to be kept",
    "late": "of these, not kept: void meanwhile, or nobody would hear that they are",
    "passed": "answered by Django for one reader",
}
STANDING = {
    "pages": "kept pages",
    "bytes": "bytes they take",
    "most_bytes": "bytes they may take; then those go that nobody asked for longest",
    "dropped": "pages that went for want of room",
    "hearing": "1 where changes are heard",
}


@dataclass
class Figures:
    """Of one worker, since it began."""

    store: Store = field(repr=False)
    folder: Path = field(repr=False)
    kept: int = 0
    old: int = 0
    waited: int = 0
    filled: int = 0
    late: int = 0
    passed: int = 0

    def begin(self) -> None:
        """Write them down once a second, for as long as the process lives."""
        self.folder.mkdir(parents=True, exist_ok=True)
        threading.Thread(target=self._go_on, name="figures", daemon=True).start()

    def text(self) -> str:
        """A line each, as Prometheus reads them: of every worker of this machine that lives."""
        self._write()
        lines: dict[str, list[str]] = {}
        for kind, names in (("counter", COUNTED), ("gauge", STANDING)):
            for name, what in names.items():
                full = f"cygos_cache_{name}"
                lines[name] = [f"# HELP {full} {what}", f"# TYPE {full} {kind}"]
        for worker, told in self._told():
            for line in told.splitlines():
                name, number = line.split()
                lines[name].append(f'cygos_cache_{name}{{worker="{worker}"}} {number}')
        return "\n".join(line for of_one in lines.values() for line in of_one) + "\n"

    def _told(self) -> Iterator[tuple[str, str]]:
        """The number of each worker that lives, and what it wrote down."""
        for place in sorted(self.folder.glob(PLACE.format(process="*"))):
            try:
                os.kill(int(place.stem), 0)
            except ProcessLookupError:  # it has ended
                place.unlink(missing_ok=True)
            else:
                yield place.stem, place.read_text()

    def _go_on(self) -> None:
        while True:
            time.sleep(EVERY)
            self._write()

    def _write(self) -> None:
        now = {name: getattr(self, name) for name in COUNTED} | {
            "pages": len(self.store),
            "bytes": self.store.size,
            "most_bytes": self.store.most_bytes,
            "dropped": self.store.dropped,
            "hearing": int(self.store.is_hearing),
        }
        place = self.folder / PLACE.format(process=os.getpid())
        half = place.with_suffix(f".{threading.get_ident()}")
        half.write_text("".join(f"{name} {number}\n" for name, number in now.items()))
        half.replace(place)
