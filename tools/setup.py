"""Installs what a checkout needs, and nothing twice. Runs on the machine's own Python, without any package.

Four steps, each skipped when the files it depends on have not changed: the Python environment, the packages of
requirements.lock, the styles built by node, and (for the tests) a browser.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = ROOT / "var" / "setup.log"
STYLES = ROOT / "src/cygos/web/static/cygos/site.css"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with", dest="also", choices=["browser"])
    parser.add_argument("--only", choices=["assets"])
    asked = parser.parse_args()
    os.umask(
        0o022
    )  # root's PostgreSQL runs as another user, who must be able to read what is installed
    LOG.parent.mkdir(exist_ok=True)
    _keep_caches_writable()
    if asked.only != "assets":
        _step(
            "Python environment", _environment, _seen("environment", sys.version, str(ROOT)), PYTHON
        )
        _step(
            "Python packages",
            _packages,
            _seen("packages", ROOT / "requirements.lock", PYTHON.parent),
            PYTHON,
        )
    built_from = [
        ROOT / "package-lock.json",
        ROOT / "designsystemet.config.json",
        *sorted((ROOT / "assets").glob("*")),
    ]
    _step("Styles and fonts", _styles, _seen("styles", *built_from), STYLES)
    if asked.also == "browser" and not shutil.which("chromium"):
        _browser()


# The steps


def _environment(work):
    shutil.rmtree(VENV, ignore_errors=True)
    if importlib.util.find_spec("ensurepip"):
        work.run(sys.executable, "-m", "venv", VENV)
    else:
        work.run(sys.executable, "-m", "venv", "--without-pip", VENV)
        _pip_from_debian(work)


def _pip_from_debian(work):
    """Debian keeps pip out of python3. Anyone may download its package, checked by apt, and nothing is installed."""
    place = ROOT / "var" / "pip"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    if (
        shutil.which("apt-get")
        and os.geteuid() == 0
        and not any(Path("/var/lib/apt/lists").glob("*_Packages*"))
    ):
        work.run("apt-get", "update", "-q")
    try:
        work.run("apt-get", "download", "-q", "python3-pip-whl", cwd=place)
        work.run("dpkg-deb", "-x", next(place.glob("*.deb")), place)
    except (SystemExit, OSError, StopIteration) as failure:
        raise SystemExit(
            "This Python has no pip. Install it, then run this again:\n\n    sudo apt-get install python3-venv\n"
        ) from failure
    wheel = next(place.rglob("pip-*.whl"))
    work.run(PYTHON, wheel / "pip", "install", "--no-index", "--find-links", wheel.parent, "pip")


def _packages(work):
    lock = ROOT / "requirements.lock"
    work.total = sum(line[:1].isalnum() for line in lock.read_text().splitlines())
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    work.run(
        *pip,
        "install",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        "-r",
        lock,
        counts="Collecting ",
    )
    work.run(*pip, "install", "--no-deps", "--no-build-isolation", "-e", ROOT)


def _styles(work):
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    npm = shutil.which("npm", path=path)
    if npm is None:
        raise SystemExit("npm is missing. Run `make setup`.")
    settings = {
        "PATH": path,
        "NODE_USE_SYSTEM_CA": "1",  # as pip does: trust what the machine trusts
        "npm_config_audit": "false",
        "npm_config_fund": "false",
        "npm_config_update_notifier": "false",
    }
    work.run(npm, "ci", "--ignore-scripts", "--no-progress", **settings)
    work.run(npm, "run", "build", **settings)


def _browser():
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(
            "The browser tests will be skipped: chromium is missing. To have them: sudo apt-get install chromium"
        )
        return
    with Work("Browser for the tests") as work:
        work.run("apt-get", "update", "-q")
        work.run(
            "apt-get",
            "install",
            "-q",
            "-y",
            "--no-install-recommends",
            "chromium",
            DEBIAN_FRONTEND="noninteractive",
        )


# How a step is skipped, shown, and explained when it fails


def _seen(name, *causes):
    digest = hashlib.sha256()
    for cause in causes:
        digest.update(
            cause.read_bytes()
            if isinstance(cause, Path) and cause.is_file()
            else str(cause).encode()
        )
    return ROOT / "var" / "setup" / name, digest.hexdigest()


def _step(title, do, seen, result):
    if seen and result.exists() and seen[0].exists() and seen[0].read_text() == seen[1]:
        return
    with Work(title) as work:
        do(work)
    if seen:
        seen[0].parent.mkdir(exist_ok=True)
        seen[0].write_text(seen[1])


class Work:
    """One step: a line that moves on a terminal, a line at its end elsewhere, the rest in the log."""

    def __init__(self, title):
        self.title, self.done, self.total, self.began = title, 0, 0, time.monotonic()
        self._over = threading.Event()
        self._painter = threading.Thread(target=self._paint, daemon=True)

    def __enter__(self):
        if sys.stdout.isatty():
            self._painter.start()
        return self

    def __exit__(self, failure, *_):
        self._over.set()
        if self._painter.ident:
            self._painter.join()
            print("\r\033[K", end="")
        print(
            f"{'✗' if failure else '✓'} {self.title} ({time.monotonic() - self.began:.0f} s)",
            flush=True,
        )

    def run(self, *command, counts=None, cwd=ROOT, **environment):
        with LOG.open("a") as log:
            print("$", *command, file=log, flush=True)
            child = subprocess.Popen(
                [str(part) for part in command], cwd=cwd, env={**os.environ, **environment}, text=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace",
            )  # fmt: skip
            last = []
            for line in child.stdout:
                log.write(line)
                last = [*last[-14:], line]
                self.done += bool(counts) and line.startswith(counts)
            if child.wait():
                raise SystemExit(
                    f"{''.join(last)}\n{self.title}: `{Path(str(command[0])).name}` failed. All of it: {LOG}"
                )

    def _paint(self):
        while not self._over.wait(0.1):
            far = f"{min(self.done, self.total)}/{self.total}" if self.total else ""
            print(
                f"\r\033[K… {self.title} {far} {time.monotonic() - self.began:.0f} s",
                end="",
                flush=True,
            )


def _keep_caches_writable():
    """pip and npm keep downloads in the user's cache folder; without a writable one they get var/cache."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    while not home.exists():
        home = home.parent
    if not os.access(home, os.W_OK):
        os.environ["PIP_CACHE_DIR"] = str(ROOT / "var/cache/pip")
        os.environ["HOME"] = str(ROOT / "var/cache")
    cache = Path(
        os.environ.get("XDG_CACHE_HOME") or Path(os.environ.get("HOME") or Path.home()) / ".cache"
    )
    os.environ.setdefault("npm_config_cache", str(cache / "npm"))
    if not os.access(tempfile.gettempdir(), os.W_OK) or Path(tempfile.gettempdir()) == Path.cwd():
        (ROOT / "var/tmp").mkdir(exist_ok=True)
        os.environ["TMPDIR"] = str(ROOT / "var/tmp")


if __name__ == "__main__":
    main()
