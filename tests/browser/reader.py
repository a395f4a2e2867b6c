"""A browser in a thread of its own.

Playwright keeps an event loop in the thread it lives in, and Django keeps a connection of its own for code
inside a loop, which nobody would close. So the browser lives elsewhere and is handed work.
"""

import gzip
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import axe_playwright_python
from django.conf import settings
from playwright.sync_api import Page, Response, sync_playwright

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
Found = TypeVar("Found")
PATIENCE = 600  # seconds for one piece of work; two cores may be shared by many
# WCAG 2.2 A and AA, and what axe holds for good practice besides.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@dataclass
class Reader:
    """One reader's page, and what was seen while reading."""

    page: Page
    base: str
    broken_policy: list[str] = field(default_factory=list)
    loaded: dict[str, int] = field(default_factory=dict)
    status: int = 0

    def open(self, address: str) -> None:
        """Go there and wait until everything is loaded."""
        self.loaded.clear()
        response = self.page.goto(self.base + address, wait_until="load")
        self.status = response.status if response else 0
        self.page.evaluate("document.fonts.ready.then(() => true)")

    def axe(self) -> list[str]:
        """What axe finds wrong, a line each."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate("(rules) => axe.run(rules)", RULES)
        return [
            f"{fault['id']}: {node['target']} {node['failureSummary']}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]

    def overflow(self) -> int:
        """How many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def weigh(self, response: Response) -> None:
        """Note what came over the wire, compressed as a server would."""
        if response.status != 200 or not response.url.startswith(self.base):
            return
        body = response.body()
        kind = response.headers.get("content-type", "")
        packed = body if "font" in kind or kind.startswith("image/") else gzip.compress(body, 6)
        self.loaded[f"{kind} {response.url.removeprefix(self.base)}"] = len(packed)


class Browser:
    """Chromium, started once."""

    def __init__(self, program: str, *, home: Path) -> None:
        self._program, self._home = program, home
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser")

    def __enter__(self) -> "Browser":
        self._thread.submit(self._start).result(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.submit(self._stop).result(PATIENCE)
        self._thread.shutdown()

    def read(
        self,
        base: str,
        work: Callable[[Reader], Found],
        *,
        width: int = 390,
        scheme: str = "light",
        session: str = "",
        weighs: bool = False,
        **context: Any,
    ) -> Found:
        """Hand a fresh reader to `work` and return what it found. Fails if a page broke the content policy."""

        def do() -> Found:
            with self._reader(base, width, scheme, session, weighs, context) as reader:
                found = work(reader)
                assert reader.broken_policy == []
                return found

        return self._thread.submit(do).result(PATIENCE)

    def _start(self) -> None:
        self._play = sync_playwright().start()
        self._browser = self._play.chromium.launch(
            executable_path=self._program,
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
            env={**os.environ, "XDG_CONFIG_HOME": str(self._home), "XDG_CACHE_HOME": str(self._home)},
        )  # fmt: skip

    def _stop(self) -> None:
        self._browser.close()
        self._play.stop()

    @contextmanager
    def _reader(self, base, width, scheme, session, weighs, context):  # type: ignore[no-untyped-def]
        opened = self._browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce", **context
        )  # fmt: skip
        try:
            if session:
                opened.add_cookies(
                    [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base}]
                )
            page = opened.new_page()
            reader = Reader(page, base)
            page.on("console", lambda said: self._listen(reader, said.text))
            if weighs:
                page.on("requestfinished", lambda request: reader.weigh(request.response()))
            yield reader
        finally:
            opened.close()

    @staticmethod
    def _listen(reader: Reader, said: str) -> None:
        if "Content Security Policy" in said or "Permissions-Policy" in said:
            reader.broken_policy.append(f"{reader.page.url}: {said}")
