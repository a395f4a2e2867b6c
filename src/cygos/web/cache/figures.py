"""What a worker's cache has done so far, in numbers, for whoever looks after the machine."""

from dataclasses import dataclass, field
from os import getpid

from cygos.web.cache.store import Store


@dataclass
class Figures:
    """Since the worker began."""

    store: Store = field(repr=False)
    kept: int = 0  # answered with what was kept and young
    old: int = 0  # …with what was kept and no longer young
    filled: int = 0  # made by Django, and then kept
    late: int = 0  # …but not kept: it had become void meanwhile, or we do not hear
    passed: int = 0  # answered by Django for one reader

    def text(self) -> str:
        """A line each, as Prometheus reads them; each worker tells its own."""
        told = {name: getattr(self, name) for name in ("kept", "old", "filled", "late", "passed")}
        now = {
            "pages": len(self.store),
            "bytes": self.store.size,
            "hearing": int(self.store.is_hearing),
        }
        return "".join(
            f'cygos_cache_{name}{{worker="{getpid()}"}} {n}\n' for name, n in (told | now).items()
        )
