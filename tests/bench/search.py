"""How long the search takes in a large city: `python -m tests.bench.search`, which writes docs/search.md and .json.

A city of its own is filled with invented articles, whose words come as often as in a language; then each question is
asked many times through the page itself, one after the other, and what the server took is read from its answer.
"""

import argparse
import http.client
import json
import statistics
import time
from pathlib import Path
from urllib.parse import quote_plus

import psycopg

from tests.bench.library import fill
from tests.bench.report import processor
from tests.running_city import open_city

DOCS = Path(__file__).resolve().parents[2] / "docs"
QUESTIONS = {
    "warga": "one in five articles",
    "kelurahan": "one in eight",
    "banjir": "one in twenty",
    "drainase": "one in 250",
    "rakor KDRT": "both, in one of 5,000",
    "warga banjir -izin": "two common words without a third",
    '"warga kelurahan"': "a phrase of two common words",
    "warga&kategori=berita-kota&dari=2012-01-01&sampai=2012-12-31": "common, within a category and a year",
    "kelurhan drainasse": "two typing mistakes",
}
WARM = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--times", type=int, default=100)
    given = parser.parse_args()
    found = {count: measured(count, times=given.times) for count in given.articles}
    facts = {"machine": processor(), "times": given.times, "articles": found}
    (DOCS / "search.json").write_text(json.dumps(facts, indent=2) + "\n")
    (DOCS / "search.md").write_text(page(facts))
    print(page(facts))


def measured(count, *, times):
    """Median and p99 in milliseconds of each question, and what came first for the rakor."""
    with open_city(workers=1) as city:
        with psycopg.connect(city.cluster.url(), autocommit=True) as connection:
            fill(connection, count)
        rows = {}
        for question in QUESTIONS:
            for _ in range(WARM):
                asked(city.port, question)
            took = sorted(asked(city.port, question)[0] for _ in range(times))
            rows[question] = {
                "median_ms": round(statistics.median(took), 1),
                "p99_ms": round(took[int(len(took) * 0.99) - 1], 1),
            }
        return {"questions": rows, "first": first(asked(city.port, "rakor KDRT")[1])}


def asked(port, question):
    """Milliseconds from the question to the last byte, and the page."""
    words, *more = question.split("&")
    address = "&".join([f"/cari/?q={quote_plus(words)}", *more])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read().decode()
    took = (time.perf_counter() - began) * 1000
    connection.close()
    assert answer.status == 200, (question, answer.status)
    return took, body


def page(facts):
    counts = list(facts["articles"])
    lines = [
        "# Search", "",
        f"Measured by `python -m tests.bench.search`: {facts['machine']}; one reader after the other,",
        f"{facts['times']} times each, the whole page from question to last byte, in milliseconds (median / p99).",
        "",
        "| question | how common | " + " | ".join(f"{count:,} articles" for count in counts) + " |",
        "|---|---|" + "---|" * len(counts),
    ]  # fmt: skip
    for question, common in QUESTIONS.items():
        cells = [facts["articles"][count]["questions"][question] for count in counts]
        told = " | ".join(f"{cell['median_ms']} / {cell['p99_ms']}" for cell in cells)
        lines.append(f"| `{question}` | {common} | {told} |")
    firsts = {facts["articles"][count]["first"] for count in counts}
    lines += ["", f"First for `rakor KDRT`: {'; '.join(sorted(firsts))}.", ""]
    return "\n".join(lines)


def first(body):
    """The title of the first answer."""
    return body.split('<h2 class="ds-heading" lang="id">')[1].split("</a>")[0].rpartition(">")[2]
