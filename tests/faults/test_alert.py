"""A flood alert is on every page of every node within a second of the press, while eight readers read.

Measured from the answer to the press until the last request, begun after it, whose answer did not show the alert.
"""

import threading
import time
from datetime import timedelta

import psycopg
import pytest

from cygos.web import clock
from cygos.web.times import WIB
from tests.faults.clients import signed_in
from tests.faults.test_views import Views
from tests.running_city import Browser
from tests.web.cache.test_served import Reader

pytestmark = pytest.mark.slow
READERS, LONGEST, WATCHED = 8, 1.0, 3.0  # …seconds
PAGES = (
    "/",
    "/berita/",
    "/en/",
    "/perangkat-daerah/",
    "/cari/?q=rakor",
    "/dilihat/",
    "/akun/masuk/",
)
FORM = "/kerja/pengumuman/tambah/"
DEAF = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND datname = current_database() AND application_name = 'cygos hearing'
"""


@pytest.fixture
def nodes(cities, database):
    """Two machines with one database, read by eight readers."""
    nodes = [cities(database_url=database) for _ in range(2)]
    article = Reader(nodes[0].port).article()
    over = threading.Event()
    readers = [Views(nodes[n % 2].port, article, over) for n in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(2)
    yield nodes
    over.set()
    for reader in readers:
        reader.join(timeout=30)
    assert sum(reader.answered for reader in readers) > 500


class Watcher(threading.Thread):
    """Asks for one page of one node again and again, on a new connection each, so that both workers answer."""

    def __init__(self, port, address, words, over):
        super().__init__(daemon=True)
        self.port, self.address, self.words, self.over = port, address, words, over
        self.last_without = (
            0.0  # when the last request was begun that was answered without those words
        )
        self.shown = 0

    def run(self):
        reader = Reader(self.port)
        while not self.over.is_set():
            began = time.monotonic()
            if self.words in reader.ask(self.address)[1]:
                self.shown += 1
            else:
                self.last_without = began
            time.sleep(0.02)


def watched(nodes, words, press):
    """Seconds from the press until no page of any node is without the words, and where that was."""
    over = threading.Event()
    pages = [*PAGES, Reader(nodes[0].port).article()]
    watchers = [Watcher(node.port, page, words, over) for node in nodes for page in pages]
    for watcher in watchers:
        watcher.start()
    time.sleep(1)
    press()
    pressed = time.monotonic()
    time.sleep(WATCHED)
    over.set()
    for watcher in watchers:
        watcher.join(timeout=30)
    assert all(watcher.shown for watcher in watchers)
    last = max(watchers, key=lambda watcher: watcher.last_without)
    return last.last_without - pressed, f"{nodes.index(_node(nodes, last))}: {last.address}"


def _node(nodes, watcher):
    return next(node for node in nodes if node.port == watcher.port)


def alert(browser, words):
    """Everything but the press, so that only the press is measured."""
    tonight = clock.unmoved().astimezone(WIB) + timedelta(hours=6)
    facts = {
        "csrfmiddlewaretoken": browser.token(FORM), "rank": "siaga", "text": words, "text_en": words,
        "ends_at": tonight.strftime("%Y-%m-%dT%H:%M"), "order": "0", "do": "siarkan",
    }  # fmt: skip

    def press():
        status, page, _ = browser.post(FORM, facts)
        assert status == 302, page

    return press


@pytest.mark.parametrize("deaf", ["hearing", "just cut off"])
def test_an_alert_is_on_every_page_of_both_nodes_within_a_second(nodes, database, deaf):
    browser = signed_in(Browser(nodes[0].port))
    words = f"Banjir di Kaligawe: naik ke lantai dua ({deaf})"
    press = alert(browser, words)

    def cut_off_and_press():
        with psycopg.connect(database, autocommit=True) as connection:
            assert connection.execute(DEAF).rowcount >= 2 * len(nodes)
        press()

    seconds, where = watched(nodes, words, press if deaf == "hearing" else cut_off_and_press)
    print(
        f"\nlistener {deaf}: on every page of both nodes after {max(0.0, seconds):.3f} s ({where})"
    )

    assert seconds <= LONGEST
