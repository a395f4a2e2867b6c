"""The figures as Markdown, JSON and a plot, with the machine they were measured on."""

import json
import os
import platform
import statistics
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
TITLES = {
    "nginx": "nginx, the same bytes from a file",
    "cached": "CyGoS, an article with its live count",
    "beside": "…with four uncached searches beside",
    "uncached": "CyGoS, the article made anew each time",
    "plain": "Plain Wagtail, the same content",
}
LIMITS = {
    "nginx": "nginx",
    "cached": "nginx",
    "beside": "nginx",
    "uncached": "plain",
    "plain": "plain",
}
WANTED = [
    ("cached", "of_limit", 0.55, "an article with its live count: throughput ÷ nginx's"),
    ("cached", "cpu_of_limit", 0.25, "nginx's processor time ÷ that of such an article"),
    ("beside", "of_limit", 0.30, "…with four searches beside: throughput ÷ nginx's"),
    ("uncached", "of_limit", 1.5, "the article made anew: throughput ÷ plain Wagtail's"),
]
HEAD = """# Performance

Measured by `make bench`: {machine}; load and server on the same machine; medians of {rounds} interleaved rounds of
{seconds} s; wrk, 32 connections (8 where the page is made anew), gzip, no validator. Ratios are worth reading, absolute
figures are not.

| job | requests/s | of its limit | CPU µs a request | limit's CPU ÷ its | p99 ms | failures |
|---|---|---|---|---|---|---|"""
BETWEEN = """
![requests a second](performance.svg)

| wanted | at least | measured |
|---|---|---|"""
END = """
Served whole: {served:,}; counted: {counted:,}. Those that were on their way when a round ended were counted and not
received, one for each connection at most ({on_their_way:,} over all rounds); the bench fails if the two differ by more.

The limit of the first three is nginx as Debian sets it up, two workers, sending the same compressed bytes with the
same headers, counting nothing. The limit of the fourth is what `wagtail start` makes, on the same PostgreSQL and under
the same granian with as many workers and threads, without a cache: one page kind that says what ours says to readers
(menu, notices, way up, category, topics, the same text, views, changes, what is related, before and after it), written
as Wagtail's and Django's handbooks do. It opens a connection for each request, as Django does unless told otherwise.
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 {height}" font-family="sans-serif" '
    'font-size="13"><title>Requests a second</title><rect width="500" height="{height}" fill="#fff"/>'
)
SLOWEST = 20.0  # ms, of the slowest hundredth with searches beside


def write(found, sums, given):
    """docs/performance.md, .json, .svg."""
    rows = {name: summary(rounds) for name, rounds in found.items()}
    for name, row in rows.items():
        limit = rows[LIMITS[name]]
        row["of_limit"] = round(row["per_second"] / limit["per_second"], 2)
        row["cpu_of_limit"] = round(limit["cpu_us"] / row["cpu_us"], 2)
    facts = {
        "machine": machine(),
        "rounds": given.rounds,
        "seconds": given.seconds,
        "jobs": rows,
        **sums,
    }
    (DOCS / "performance.json").write_text(json.dumps(facts, indent=2) + "\n")
    (DOCS / "performance.svg").write_text(plot(rows))
    (DOCS / "performance.md").write_text(page(facts))
    print(page(facts))


def summary(rounds):
    return {
        "per_second": round(statistics.median(one.per_second for one in rounds), 1),
        "cpu_us": round(statistics.median(one.cpu_us for one in rounds), 1),
        "p99_ms": round(statistics.median(one.p99_ms for one in rounds), 2),
        "failures": sum(one.failures for one in rounds),
    }


def page(facts):
    rows = facts["jobs"]
    lines = [HEAD.format(**facts)]
    for name, row in rows.items():
        lines.append(
            f"| {TITLES[name]} | {row['per_second']:,} | {row['of_limit']} | {row['cpu_us']:,} | "
            f"{row['cpu_of_limit']} | {row['p99_ms']} | {row['failures']} |"
        )
    lines.append(BETWEEN)
    lines += [f"| {what} | {least} | {rows[job][name]} |" for job, name, least, what in WANTED]
    slowest = rows["beside"]["p99_ms"]
    lines.append(f"| p99 with four searches beside, ms | at most {SLOWEST} | {slowest} |")
    lines.append(END.format(**facts))
    return "\n".join(lines)


def plot(rows):
    """Two groups, each with its own scale: what is sent from memory, and what is made anew."""
    bars, y = [], 16
    for group in (("nginx", "cached", "beside"), ("plain", "uncached")):
        most = max(rows[name]["per_second"] for name in group)
        for name in group:
            width, number = (
                400 * rows[name]["per_second"] / most,
                f"{rows[name]['per_second']:,.0f}/s",
            )
            bars.append(
                f'<text x="0" y="{y}">{TITLES[name]}</text><rect x="0" y="{y + 6}" width="{width:.0f}" '
                f'height="16" fill="#0a5c78"/><text x="{width + 6:.0f}" y="{y + 19}">{number}</text>'
            )
            y += 44
        y += 16
    return f"{SVG.format(height=y - 16)}{''.join(bars)}</svg>\n"


def machine():
    """Named by what it is, not by whose it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"{os.cpu_count()} cores ({processor()}), {memory:.0f} GiB, {platform.system()}, Python {python}"


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
