"""The kept pages: as many as fit, gone as soon as a tag of theirs is void, and none from before kept after it."""

import threading

from cygos.kernel.changes import EVERYTHING
from cygos.web.cache.asking import Key
from cygos.web.cache.page import Page

MOST_TAGS = 10_000
ROOM = 0.95  # of what there is; so much is left when the oldest have gone


class Store:
    """`is_hearing`: whether we would hear that a page is void; else nothing new is kept."""

    def __init__(self, *, most_bytes: int) -> None:
        self.most_bytes, self._lock = most_bytes, threading.Lock()
        self._pages: dict[Key, Page] = {}
        self._asked = 0
        self._by_tag: dict[str, set[Key]] = {}
        # When a tag was void last, in the order of what happened here
        self._voided: dict[str, int] = {}
        self._moment = 0
        self.size = self.dropped = 0
        self.is_hearing = False

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> Page | None:
        """Without the lock, being asked thousands of times a second: it looks once, and notes that it was asked."""
        page = self._pages.get(key)
        if page is not None:
            self._asked += 1
            page.asked = self._asked
        return page

    def moment(self) -> int:
        """Before Django is asked: what becomes void from now on, the answer may not know."""
        with self._lock:
            return self._moment

    def put(self, key: Key, page: Page, *, since: int) -> bool:
        """Keep it, unless a tag of its became void since. The pages that nobody asked for longest go."""
        with self._lock:
            late = any(self._voided.get(tag, 0) > since for tag in (*page.tags, EVERYTHING))
            if late or not self.is_hearing or page.size > self.most_bytes:
                return False
            self._drop(key)
            self._pages[key] = page
            self.size += page.size
            for tag in page.tags:
                self._by_tag.setdefault(tag, set()).add(key)
            self._asked += 1
            page.asked = self._asked
            if self.size > self.most_bytes:
                self._make_room()
            return True

    def void(self, *tags: str) -> None:
        """What is kept under these tags is no longer true."""
        with self._lock:
            self._moment += 1
            if EVERYTHING in tags or len(self._voided) > MOST_TAGS:
                self._voided = {EVERYTHING: self._moment}
                self._pages.clear()
                self._by_tag.clear()
                self.size = 0
                return
            for tag in tags:
                self._voided[tag] = self._moment
                for key in list(self._by_tag.get(tag, ())):
                    self._drop(key)

    def heard_again(self) -> None:
        """From now on we hear; what became void meanwhile we have not heard, so everything goes."""
        self.void(EVERYTHING)
        self.is_hearing = True

    def heard_no_more(self) -> None:
        """The database is away: what is kept goes on being said, and nothing new is kept."""
        self.is_hearing = False

    def _make_room(self) -> None:
        """A little more than is wanted, so that it is not looked for with every page."""
        enough = self.most_bytes * ROOM
        for key in sorted(self._pages, key=lambda one: self._pages[one].asked):
            if self.size <= enough:
                return
            self._drop(key)
            self.dropped += 1

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self.size -= page.size
        for tag in page.tags:
            keys = self._by_tag.get(tag)
            if keys:
                keys.discard(key)
                if not keys:
                    del self._by_tag[tag]
