"""Runs the jobs in interleaved rounds and writes docs/performance.md, .json and .svg."""

import argparse
import http.client
import re
import shutil
import threading
import time

import psycopg

from cygos.processes import standing_in, wait_until
from tests.bench.limit import nginx
from tests.bench.load import BROWSER, press
from tests.bench.plain import plain_wagtail
from tests.bench.report import write
from tests.running_city import open_city
from tests.web.cache.test_served import Reader

SEARCHES = 4
WAITING = 8  # connections where every answer is made anew
PROSE = re.compile(r'<div class="prose" lang="id">(.*?)</div>', re.S)


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
        found, sums = measured(city, rounds=given.rounds, seconds=given.seconds)
    write(found, sums, given)
    assert sums["served"] <= sums["counted"] <= sums["served"] + sums["on_their_way"], sums


def measured(city, *, rounds, seconds):
    """The rounds by job, and whether what was counted is what was served."""
    article = Reader(city.port).article()
    url = f"http://127.0.0.1:{city.port}{article}"
    body, headers, page = asked(city.port, article)
    prose = PROSE.search(page)[1]
    ours = lambda: standing_in(city.folder / "web")  # noqa: E731
    with (
        nginx(body, headers) as (limit, theirs),
        plain_wagtail(city, body=prose) as (plain, plains),
    ):
        jobs = {
            "nginx": lambda: press(limit, seconds, theirs()),
            "cached": lambda: press(url, seconds, ours()),
            "beside": lambda: beside(city.port, lambda: press(url, seconds, ours())),
            # A query that no list knows: Django makes the page, and counts it
            "uncached": lambda: press(f"{url}?baru=1", seconds, ours(), connections=WAITING),
            "plain": lambda: press(plain, seconds, plains(), connections=WAITING),
        }
        for job in (jobs["cached"], jobs["uncached"], jobs["plain"]):
            job()
        before = settled(city)
        found = {name: [] for name in jobs}
        for _ in range(rounds):
            for name, job in jobs.items():
                found[name].append(job())
        after = settled(city)
    counted = ("cached", "beside", "uncached")
    return found, {
        "served": sum(one.requests for name in counted for one in found[name]),
        "counted": after - before,
        "on_their_way": sum(one.connections for name in counted for one in found[name]),
    }


def asked(port, address):
    """The gzip body, the headers, and the page, not counted."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    wants = {"Accept-Encoding": "gzip", "User-Agent": BROWSER, "Sec-Purpose": "prefetch"}
    connection.request("GET", address, headers=wants)
    answer = connection.getresponse()
    body, headers = answer.read(), answer.getheaders()
    connection.close()
    return body, headers, Reader(port).read(address, Sec_Purpose="prefetch")


def beside(port, job):
    """The job, while four ask for something uncached, one question after the other."""
    over = threading.Event()

    def search():
        while not over.is_set():
            Reader(port).ask("/cari/?q=rakor")

    searching = [threading.Thread(target=search, daemon=True) for _ in range(SEARCHES)]
    for one in searching:
        one.start()
    time.sleep(0.5)
    try:
        return job()
    finally:
        over.set()
        for one in searching:
            one.join(timeout=20)


def settled(city):
    """How many views the database has, when it no longer gets any."""
    seen = []

    def still():
        with psycopg.connect(city.cluster.url()) as connection:
            row = connection.execute("SELECT coalesce(sum(count), 0) FROM counting_viewson")
            seen.append(int(row.fetchone()[0]))
        time.sleep(1.2)
        return len(seen) > 2 and len(set(seen[-3:])) == 1

    assert wait_until(still, seconds=60)
    return seen[-1]


if __name__ == "__main__":
    main()
