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
}


def write(measured, given):
    """docs/performance.md, .json, .svg."""
    found, sums = measured
    rows = {name: summary(rounds) for name, rounds in found.items()}
    limit = rows["nginx"]
    for row in rows.values():
        row["of_limit"] = round(row["per_second"] / limit["per_second"], 2)
        row["cpu_of_limit"] = round(limit["cpu_us"] / row["cpu_us"], 2)
    machine = f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    facts = {
        "machine": machine,
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
        "per_second": round(statistics.median(one.per_second for one in rounds)),
        "cpu_us": round(statistics.median(one.cpu_us for one in rounds), 1),
        "p99_ms": round(statistics.median(one.p99_ms for one in rounds), 2),
        "failures": sum(one.failures for one in rounds),
    }


def page(facts):
    lines = [
        "# Performance", "",
        f"Measured by `make bench`: {facts['machine']}; load and server on the same machine; medians of",
        f"{facts['rounds']} interleaved rounds of {facts['seconds']} s; wrk, 32 connections, gzip, no validator.",
        "Ratios are worth reading, absolute figures are not.", "",
        "| job | requests/s | of nginx | CPU µs a request | nginx's CPU ÷ its | p99 ms | failures |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name, row in facts["jobs"].items():
        lines.append(
            f"| {TITLES[name]} | {row['per_second']:,} | {row['of_limit']} | {row['cpu_us']} | "
            f"{row['cpu_of_limit']} | {row['p99_ms']} | {row['failures']} |"
        )
    lines += [
        "",
        f"Served {facts['served']:,}, counted {facts['counted']:,}: those that were on their way when a round ended",
        "were counted and not received, 32 a round at most.", "", "![requests a second](performance.svg)", "",
    ]  # fmt: skip
    return "\n".join(lines)


def plot(rows):
    most = max(row["per_second"] for row in rows.values())
    bars = []
    for place, (name, row) in enumerate(rows.items()):
        y, width = 20 + place * 50, 420 * row["per_second"] / most
        bars.append(
            f'<text x="0" y="{y}">{TITLES[name]}</text><rect x="0" y="{y + 6}" width="{width:.0f}" height="18" '
            f'fill="#0a5c78"/><text x="{width + 6:.0f}" y="{y + 20}">{row["per_second"]:,}/s</text>'
        )
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 170" font-family="sans-serif" font-size="13">'
    return f"{head}<title>Requests a second</title>{''.join(bars)}</svg>\n"


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
