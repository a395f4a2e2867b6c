"""A whole city of its own for a test: a data folder, `cygos serve` on a free port, and everything it started."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from cygos.database import Cluster
from cygos.processes import standing_in

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def new_folder():
    """An open, empty folder: as root PostgreSQL runs as another account, for whom pytest's own are closed."""
    folder = Path(tempfile.mkdtemp(prefix="cygos-tests-"))
    folder.chmod(0o755)
    return folder


def environment(**options):
    """The machine's, without what the test run set for itself, with these options."""
    kept = {"CYGOS_DATABASE_USER"}
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CYGOS_", "DJANGO_")) or name in kept
    }
    return plain | {f"CYGOS_{name.upper()}": str(value) for name, value in options.items()}


def cygos(*words, typed="", **options):
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "cygos", *map(str, words)],
        check=False, env=environment(**options), input=typed, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


class RunningCity:
    """`cygos serve` in a folder; started, killed, started again."""

    def __init__(self, folder, **options):
        self.folder = folder
        self.port = free_port()
        self.options = {"data": folder, **options}
        self.output = folder.with_name(folder.name + ".out")
        self.process = None

    @property
    def cluster(self):
        return Cluster(self.folder / "database")

    def start(self):
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cygos", "serve", "--port", str(self.port)],
                env=environment(**self.options), stdout=output, stderr=output,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip

    def said(self):
        return self.output.read_text(errors="replace") if self.output.exists() else ""

    def wait_until_open(self, seconds=120):
        """Returns after how many seconds it answered."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if self.process.poll() is not None:
                raise AssertionError(f"cygos serve ended: {self.said()[-2000:]}")
            if self.answers():
                return time.monotonic() - began
            time.sleep(0.02)
        raise AssertionError(f"no answer within {seconds} s: {self.said()[-2000:]}")

    def answers(self):
        """Whether a page that asks the database is there."""
        with suppress(OSError, http.client.HTTPException):
            return Browser(self.port).get("/akun/masuk/")[0] == 200
        return False

    def stop(self, wish=signal.SIGTERM):
        """SIGTERM, since what a shell put into the background is born deaf to SIGINT until it serves."""
        if self.process is None:
            return None
        self.process.send_signal(wish)
        try:
            return self.process.wait(timeout=60)
        finally:
            self.process = None

    def servers(self):
        """The web server first, then its workers."""
        found = standing_in(self.folder / "web")
        return sorted(found, key=lambda process: (parent(process) != self.process.pid, process))

    def djangos(self):
        """Those behind the doors of the page cache."""
        return [process for process in self.servers() if b"cygos.config.behind" in command(process)]

    def databases(self):
        return standing_in(self.cluster.data)

    def processes(self):
        """Everything of this city that runs."""
        ours = [self.process.pid] if self.process and self.process.poll() is None else []
        return ours + standing_in(self.folder / "web") + self.databases()


class Browser:
    """Just enough of one: it keeps cookies and fills in forms."""

    def __init__(self, port):
        self.port = port
        self.cookies = {}

    def get(self, path):
        return self._ask("GET", path, None)

    def post(self, path, fields):
        """Fill in the form that stands at `path`, or a form whose token is known, and send it."""
        return self._ask("POST", path, urlencode(fields))

    def token(self, path):
        status, body, _ = self.get(path)
        assert status == 200, status
        return TOKEN.search(body)[1]

    def _ask(self, method, path, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read().decode()
        finally:
            connection.close()
        for value in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: one.value for name, one in SimpleCookie(value).items()}
        return answer.status, content, answer.headers.get("Location") or ""


def crowding():
    """How much longer than on an idle machine work takes here now: 1.0 when nobody else computes."""
    spin = "import time; a = time.monotonic()\nwhile time.process_time() < 0.4: pass\nprint(time.monotonic() - a)"
    spun = subprocess.run([sys.executable, "-c", spin], check=True, capture_output=True, text=True)
    return max(1.0, float(spun.stdout) / 0.4)


def parent(process):
    with suppress(OSError):
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def command(process):
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def open_city(**options):
    """A city in a folder of its own, open for readers; at the end nothing of it is left."""
    folder = new_folder()
    city = RunningCity(folder, **options)
    city.start()
    try:
        city.wait_until_open(300)
        yield city
    finally:
        with suppress(AssertionError):
            city.stop()
        shutil.rmtree(folder, ignore_errors=True)
        city.output.unlink(missing_ok=True)
