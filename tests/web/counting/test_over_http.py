"""The public rule, line by line, over a real socket: kept pages, pages made anew, and without any cache.

Each case reads an article of its own, so that one wait shows them all.
"""

import re
import time
from dataclasses import dataclass, field

import psycopg
import pytest

from cygos.processes import wait_until
from tests.faults.clients import signed_in
from tests.running_city import Browser, open_city
from tests.web.cache.test_served import SEEN, Reader
from tests.web.counting.serving import plain_server

pytestmark = pytest.mark.slow
TAG = re.compile(r'W/"([0-9a-f]{16})-([0-9a-f]+)"')
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
OFFICER, CITIZEN = "Dewi Puspaningrum", "Sari"


@dataclass(frozen=True)
class Case:
    """Who asks, how it is answered, and how often that is a view."""

    who: str
    status: int
    views: int
    headers: dict = field(default_factory=dict)
    method: str = "GET"
    prefix: str = ""
    had: tuple = ()  # minutes since it was handed out, and whether the page is still the same
    name: str = ""  # who has signed in


CASES = [
    Case("a reader", 200, 1),
    Case("a reader who takes gzip", 200, 1, {"Accept-Encoding": "gzip, br"}),
    Case("a reader of English", 200, 1, {"Accept-Language": "en"}),
    Case("a reader of the English page", 200, 1, prefix="/en"),
    Case("a reader who likes it dark", 200, 1, {"Cookie": "tampilan=dark"}),
    Case("a reload within half an hour", 304, 0, had=(29, "same")),
    Case("a return after half an hour", 200, 1, had=(31, "same")),
    Case("a reload of a page that has changed", 200, 0, had=(29, "changed")),
    Case("a return to a page that has changed", 200, 1, had=(31, "changed")),
    Case("a tag of the future", 200, 1, had=(-5, "same")),
    Case("a prefetch", 200, 0, {"Sec-Purpose": "prefetch"}),
    Case("a prerender", 200, 0, {"Sec-Purpose": "prefetch;prerender"}),
    Case("an older browser's prefetch", 200, 0, {"X-Moz": "prefetch"}),
    Case("a bot", 200, 0, {"User-Agent": GOOGLE}),
    Case("a program without a name", 200, 0, {"User-Agent": ""}),
    Case("only the head", 200, 0, method="HEAD"),
    Case("a part", 200, 0, {"Range": "bytes=0-99"}),
    Case("a form sent to it", 403, 0, method="POST"),
    Case("an officer", 200, 0, name=OFFICER),
    Case("a citizen who signed in", 200, 1, name=CITIZEN),
]
WAYS = ["kept", "made anew", "without a cache", "under wsgiref"]


@pytest.fixture(scope="module")
def with_cache():
    with open_city(workers=2) as city:
        yield city


@pytest.fixture(scope="module")
def without_cache():
    with open_city(workers=2, page_cache="false") as city:
        yield city


@pytest.fixture(scope="module", params=WAYS)
def seen(request):
    """What happened in this way: the status and the views of each case by who asked."""
    way = request.param
    city = request.getfixturevalue("with_cache" if way in WAYS[:2] else "without_cache")
    if way == "under wsgiref":
        with plain_server(city) as port:
            return tried(city, port)
    return tried(city, city.port, query="?baru=1" if way == "made anew" else "")


def tried(city, port, *, query=""):
    reader = Reader(port)
    cookies = {name: cookies_of(port, name) for name in (OFFICER, CITIZEN)}
    seen, there = {}, articles(city)
    for cases in (CASES[begin : begin + len(there)] for begin in range(0, len(CASES), len(there))):
        before, found = views(city), {}
        for case, article in zip(cases, there, strict=False):
            found[case.who] = one(case, reader, case.prefix + article + query, cookies)
        wanted = sum(case.views for case in cases)
        wait_until(lambda old=before, n=wanted: total(views(city)) - total(old) >= n, seconds=15)
        time.sleep(1.5)  # and what is too much comes too
        after = views(city)
        for who, (status, key) in found.items():
            seen[who] = status, after.get(key, 0) - before.get(key, 0)
    return seen


def one(case, reader, address, cookies):
    """How it is answered, and under which key it may be counted."""
    for _ in range(6):  # until both workers keep it, if they do
        page, text = reader.ask(address, Sec_Purpose="prefetch")
    headers = case.headers | cookies.get(case.name, {}) | validator(case, page)
    answer, _ = reader.ask(address, case.method, **headers)
    return answer.status, f"page-{SEEN.search(text)[1]}"


def validator(case, page):
    if not case.had:
        return {}
    (minutes, content), (version, minute) = case.had, TAG.match(page.headers["ETag"]).groups()
    version = version if content == "same" else "0" * 16
    return {"If-None-Match": f'W/"{version}-{int(minute, 16) - minutes:x}"'}


def articles(city):
    with psycopg.connect(city.cluster.url()) as connection:
        rows = connection.execute(
            "SELECT slug FROM wagtailcore_page JOIN news_article ON id = page_ptr_id WHERE live ORDER BY id"
        )
        return [f"/berita/{slug}/" for (slug,) in rows]


def cookies_of(port, name):
    browser = signed_in(Browser(port), name)
    return {"Cookie": "; ".join(f"{key}={value}" for key, value in browser.cookies.items())}


def views(city):
    with psycopg.connect(city.cluster.url()) as connection:
        rows = connection.execute("SELECT key, sum(count) FROM counting_viewson GROUP BY key")
        return {key: int(count) for key, count in rows}


def total(views):
    return sum(views.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.who)
def test_each_is_answered_and_counted_as_the_rule_says(seen, case):
    assert seen[case.who] == (case.status, case.views)
