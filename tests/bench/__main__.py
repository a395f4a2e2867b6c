"""Runs the jobs in interleaved rounds and writes docs/performance.md, .json and .svg."""

import argparse
import http.client
import shutil
import statistics
import threading
import time

import psycopg

from cygos.processes import standing_in
from tests.bench.limit import nginx
from tests.bench.load import BROWSER, press
from tests.bench.report import write
from tests.running_city import open_city
from tests.web.cache.test_served import Reader

SEARCHES = 4


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=6)
    given = parser.parse_args()
    missing = [program for program in ("nginx", "wrk") if not shutil.which(program)]
    if missing:
        raise SystemExit(
            f"{' and '.join(missing)} not there: apt-get install nginx-light wrk, then again"
        )
    with open_city(workers=2) as city:
        write(measured(city, rounds=given.rounds, seconds=given.seconds), given)


def measured(city, *, rounds, seconds):
    """The rounds by job, and whether what was counted is what was served."""
    article = Reader(city.port).article()
    url = f"http://127.0.0.1:{city.port}{article}"
    found = {"nginx": [], "cached": [], "beside": []}
    before = counted(city)
    with nginx(gzip_of(city.port, article)) as (limit, processes):
        press(limit, 1, processes())
        press(url, 2, servers(city))
        warm = settled(city)
        for _ in range(rounds):
            found["nginx"].append(press(limit, seconds, processes()))
            found["cached"].append(press(url, seconds, servers(city)))
            with Searching(city.port):
                found["beside"].append(press(url, seconds, servers(city)))
    served = sum(one.requests for name in ("cached", "beside") for one in found[name])
    return found, {"served": served, "counted": settled(city) - warm, "before": before}


def servers(city):
    return standing_in(city.folder / "web")


def gzip_of(port, address):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request(
        "GET",
        address,
        headers={"Accept-Encoding": "gzip", "User-Agent": BROWSER, "Sec-Purpose": "prefetch"},
    )
    body = connection.getresponse().read()
    connection.close()
    return body


class Searching:
    """Four that ask for something uncached, one question after the other."""

    def __init__(self, port):
        self.port, self.over = port, threading.Event()

    def __enter__(self):
        self.all = [threading.Thread(target=self._search, daemon=True) for _ in range(SEARCHES)]
        for one in self.all:
            one.start()
        time.sleep(0.5)

    def __exit__(self, *_):
        self.over.set()
        for one in self.all:
            one.join(timeout=20)

    def _search(self):
        while not self.over.is_set():
            Reader(self.port).ask("/cari/?q=rakor")


def counted(city):
    with psycopg.connect(city.cluster.url()) as connection:
        return int(
            connection.execute("SELECT coalesce(sum(count), 0) FROM counting_viewson").fetchone()[0]
        )


def settled(city):
    last = -1
    while (now := counted(city)) != last:
        last = now
        time.sleep(2.5)
    return now


def middle(rounds, name):
    return statistics.median(getattr(one, name) for one in rounds)


if __name__ == "__main__":
    main()
