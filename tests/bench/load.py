"""wrk as the load, and what a server spent on it: requests, the slowest hundredth, processor time."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
CONNECTIONS = 32
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Round:
    """One round of one job."""

    requests: int
    seconds: float
    p99_ms: float
    failures: int
    cpu_seconds: float
    connections: int

    @property
    def per_second(self):
        return self.requests / self.seconds

    @property
    def cpu_us(self):
        """Processor time of the server for one request, in millionths of a second."""
        return self.cpu_seconds / self.requests * 1e6


def press(url, seconds, processes, *, connections=CONNECTIONS):
    """Ask as fast as it goes; `processes` are those of the server."""
    before = cpu(processes)
    said = subprocess.run(
        [
            "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s",
            "-H", "Accept-Encoding: gzip", "-H", f"User-Agent: {BROWSER}", url,
        ],
        capture_output=True, text=True, check=True, timeout=seconds + 60,
    ).stdout  # fmt: skip
    spent = cpu(processes) - before
    requests, took = re.search(r"(\d+) requests in ([\d.]+)s", said).groups()
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    failures = sum(
        int(n)
        for n in re.findall(
            r"(?:Non-2xx or 3xx responses|timeout|read|connect): (\d+)|timeout (\d+)", said
        )
        for n in n
        if n
    )
    return Round(
        int(requests), float(took), float(number) * UNITS[unit], failures, spent, connections
    )


def cpu(processes):
    """The processor seconds these processes have spent so far."""
    ticks = 0
    for process in processes:
        facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(facts[11]) + int(facts[12])
    return ticks / os.sysconf("SC_CLK_TCK")
