"""What workers remember between requests: some of it together, in the database; the rest each for itself.

allauth counts requests and remembers used codes in Django's default cache. If each worker had its own, a code of an
authenticator app could be used once in every worker. Wagtail keeps there what only saves it work, while pages are
read; that stays in the worker, so that a page asks the database nothing more and writes nothing.
"""

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache

GUARDING = "allauth"  # what all the keys begin with by which sign-in is guarded


class Divided(LocMemCache):
    """Keys that guard sign-in go to the cache named “shared”, all the others stay in this worker."""

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        if shared := _shared(key):
            return shared.add(key, value, timeout, version)
        return super().add(key, value, timeout, version)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        if shared := _shared(key):
            return shared.get(key, default, version)
        return super().get(key, default, version)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        if shared := _shared(key):
            return shared.set(key, value, timeout, version)
        return super().set(key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        if shared := _shared(key):
            return shared.touch(key, timeout, version)
        return super().touch(key, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        if shared := _shared(key):
            return shared.incr(key, delta, version)
        return super().incr(key, delta, version)

    def delete(self, key: Any, version: Any = None) -> bool:
        if shared := _shared(key):
            return shared.delete(key, version)
        return super().delete(key, version)

    def has_key(self, key: Any, version: Any = None) -> bool:
        if shared := _shared(key):
            return shared.has_key(key, version)
        return super().has_key(key, version)

    def clear(self) -> None:
        caches["shared"].clear()
        super().clear()


def _shared(key: Any) -> BaseCache | None:
    return caches["shared"] if str(key).startswith(GUARDING) else None
