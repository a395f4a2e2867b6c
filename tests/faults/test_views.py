"""Every view that was answered is counted, and none twice: eight readers, and `kill -9` among workers and database.

A reader notes a page only when its whole body is there. Counted are at least those, and at most those that were asked
for. The control is the same city whose workers' files are thrown away with them, as if they counted in memory
only: it must lose something, or this test could not fail.
"""

import http.client
import os
import random
import signal
import threading
import time
from contextlib import suppress

import psycopg
import pytest

from cygos.processes import wait_until
from tests.web.cache.test_served import BROWSER, SEEN, Reader

pytestmark = pytest.mark.slow
READERS, KILLS = 8, 6


class Views(threading.Thread):
    """One reader on one connection, who never sends a validator."""

    def __init__(self, port, address, over):
        super().__init__(daemon=True)
        self.port, self.address, self.over = port, address, over
        self.asked = self.answered = 0

    def run(self):
        connection = None
        while not self.over.is_set():
            try:
                connection = connection or http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=10
                )
                self.asked += 1
                connection.request("GET", self.address, headers={"User-Agent": BROWSER})
                answer = connection.getresponse()
                whole = answer.read()
                if answer.status == 200 and whole.rstrip().endswith(b"</html>"):
                    self.answered += 1
                else:
                    self.asked -= answer.status != 200
            except (OSError, http.client.HTTPException):
                if connection:
                    connection.close()
                connection = None
                time.sleep(0.05)
            time.sleep(0.002)
        if connection:
            connection.close()


def counted(address, key):
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT sum(count) FROM counting_viewson WHERE key = %s", [key])
        return int(row.fetchone()[0] or 0)


def key_of(city, article):
    page = Reader(city.port).read(article, Sec_Purpose="prefetch")
    return page.partition('data-views="')[2].partition('"')[0]


def read_all_the_time(cities, article, deeds):
    """Eight readers over these cities, while the deeds are done. Returns how many were answered, and asked for."""
    over = threading.Event()
    readers = [Views(cities[n % len(cities)].port, article, over) for n in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        deeds()
    finally:
        over.set()
        for reader in readers:
            reader.join(timeout=30)
    return sum(one.answered for one in readers), sum(one.asked for one in readers)


def settled(address, key):
    """The count when it no longer moves."""
    seen = []

    def still():
        seen.append(counted(address, key))
        time.sleep(1.2)
        return len(seen) > 3 and len(set(seen[-3:])) == 1

    assert wait_until(still, seconds=60)
    return seen[-1]


def kill(processes):
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("page_cache", ["true", "false"])
def test_no_view_is_lost_or_counted_twice(cities, page_cache):
    city = cities(page_cache=page_cache)
    article = Reader(city.port).article()
    key = key_of(city, article)
    chance = random.Random(7122016)
    victims = ["workers", "one worker", "database", "workers", "everything", "database"][:KILLS]

    def strike():
        for victim in victims:
            time.sleep(1 + chance.random())
            if victim == "everything":
                kill(city.processes())
                city.process.wait()
                city.start()
            else:
                kill(
                    {"workers": city.servers()[1:], "one worker": city.servers()[1:2]}.get(victim)
                    or city.databases()
                )
            city.wait_until_open(60)
        time.sleep(1)

    answered, asked = read_all_the_time([city], article, strike)
    total = settled(city.cluster.url(), key)
    print(
        f"\npage cache {page_cache}: {answered} answered, {total} counted, {asked} asked for, {KILLS} kills"
    )

    assert answered > 200
    assert answered <= total <= asked


def test_two_nodes_on_one_database_add_up(cities, database):
    first, second = (cities(database_url=database) for _ in range(2))
    article = Reader(first.port).article()
    key = key_of(first, article)

    def strike():
        time.sleep(2)
        kill(first.servers()[1:])
        time.sleep(2)

    answered, asked = read_all_the_time([first, second], article, strike)
    total = settled(database, key)
    print(f"\ntwo nodes: {answered} answered, {total} counted, {asked} asked for")

    assert answered <= total <= asked
    assert wait_until(
        lambda: len({shown(city, article) for city in (first, second)}) == 1, seconds=10
    )


def shown(city, article):
    """The number that this node shows; the rest of the page names the node's own address."""
    return SEEN.search(Reader(city.port).read(article, Sec_Purpose="prefetch"))[2]


def test_the_control_that_keeps_nothing_loses_views(cities):
    city = cities()
    article = Reader(city.port).article()
    key = key_of(city, article)

    def strike():
        for _ in range(3):
            time.sleep(1.4)
            workers = city.servers()[1:]
            os.kill(city.servers()[0], signal.SIGSTOP)
            kill(workers)
            for file in (city.folder / "counting").glob("*.slots"):
                file.unlink()
            os.kill(city.servers()[0], signal.SIGCONT)
            city.wait_until_open(60)

    answered, _ = read_all_the_time([city], article, strike)

    assert settled(city.cluster.url(), key) < answered
