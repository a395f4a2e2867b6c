"""Installs what a checkout needs, and nothing twice. Runs on the machine's own Python, without any package.

Each step is skipped when the files it depends on have not changed: the Python environment, the packages of
requirements.lock, node's packages (`--with tests`: the tests' too), the styles, the compiled translations.
Nothing outside the checkout and the user's cache folder is touched.
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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = ROOT / "var" / "setup.log"
NODE = ROOT / "node_modules"
OLDEST = (3, 11)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with", dest="also", choices=["tests"])
    parser.add_argument("--only", choices=["assets"])
    asked = parser.parse_args()
    if sys.version_info < OLDEST:
        raise SystemExit(
            f"This is Python {sys.version.split()[0]}; CyGoS needs 3.11 or newer. "
            "Name one: make PYTHON=python3.11"
        )
    os.umask(0o022)  # root's PostgreSQL runs as another user, who must be able to read the packages
    LOG.parent.mkdir(exist_ok=True)
    _keep_caches_writable()
    if asked.only != "assets":
        _step("Python environment", _environment, [sys.version], makes=PYTHON)
        lock = ROOT / "requirements.lock"
        _step("Python packages", _packages, [lock, _project()], makes=VENV / "bin/cygos")
    _assets(with_tests=asked.also == "tests")


def _assets(*, with_tests: bool) -> None:
    lock = ROOT / "package-lock.json"
    everything = "Node packages, for the tests too"
    if with_tests:
        _step(everything, _all_node_packages, [lock], makes=NODE)
    elif not _is_done(everything, [lock], makes=NODE):
        _step("Node packages", _node_packages, [lock], makes=NODE)
    built_from = [lock, ROOT / "designsystemet.config.json", *_files("assets")]
    styles = ROOT / "src/cygos/web/static/cygos/site.css"
    _step("Styles and fonts", _styles, built_from, makes=styles)
    catalogues = sorted((ROOT / "src/cygos").rglob("*.po"))
    _step("Translations", _translations, catalogues, makes=catalogues[0].with_suffix(".mo"))


# The steps


def _environment(work: "Work") -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    if importlib.util.find_spec("ensurepip"):
        work.run(sys.executable, "-m", "venv", VENV)
    else:
        work.run(sys.executable, "-m", "venv", "--without-pip", VENV)
        _pip_from_debian(work)


def _pip_from_debian(work: "Work") -> None:
    """Debian keeps pip out of python3. Anyone may download its package, checked by apt; nothing is installed."""
    place = ROOT / "var" / "pip"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        if os.geteuid() == 0 and not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
            work.run("apt-get", "update", "-q")
        work.run("apt-get", "download", "-q", "python3-pip-whl", cwd=place)
        work.run("dpkg-deb", "-x", next(place.glob("*.deb")), place)
    except (SystemExit, OSError, StopIteration) as failure:
        raise SystemExit(
            "This Python has no pip. Install it, then run this again:\n\n"
            "    sudo apt-get install python3-venv\n"
        ) from failure
    wheel = next(place.rglob("pip-*.whl"))
    work.run(PYTHON, wheel / "pip", "install", "--no-index", "--find-links", wheel.parent, "pip")


def _packages(work: "Work") -> None:
    lock = ROOT / "requirements.lock"
    work.total = sum(line[:1].isalnum() for line in lock.read_text().splitlines())
    install = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps"]
    hashed = ["--require-hashes", "--only-binary=:all:", "-r", lock]
    work.run(*install, *hashed, counts="Collecting ")
    work.run(*install, "--no-build-isolation", "-e", ROOT)


def _node_packages(work: "Work") -> None:
    _npm(work, "ci", "--ignore-scripts", "--no-progress", "--omit=dev")


def _all_node_packages(work: "Work") -> None:
    _npm(work, "ci", "--ignore-scripts", "--no-progress")


def _styles(work: "Work") -> None:
    _npm(work, "run", "build")


def _npm(work: "Work", *command: str) -> None:
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    npm = shutil.which("npm", path=path)
    if npm is None:
        raise SystemExit("npm is missing: it comes with the Python packages. Run `make setup`.")
    settings = {
        "PATH": path,
        "NODE_USE_SYSTEM_CA": "1",  # as pip does: trust what the machine trusts
        "npm_config_audit": "false",
        "npm_config_fund": "false",
        "npm_config_update_notifier": "false",
    }
    work.run(npm, *command, settings=settings)


def _translations(work: "Work") -> None:
    python = PYTHON if PYTHON.exists() else sys.executable  # a wheel is built without a .venv
    work.run(python, ROOT / "tools/messages.py", "--compile")


# How a step is skipped, shown, and explained when it fails


def _step(
    title: str, do: Callable[["Work"], None], causes: Sequence[Path | str], *, makes: Path
) -> None:
    if _is_done(title, causes, makes=makes):
        return
    with Work(title) as work:
        do(work)
    seen = _seen(title)
    seen.parent.mkdir(exist_ok=True)
    seen.write_text(_digest(causes))


def _is_done(title: str, causes: Sequence[Path | str], *, makes: Path) -> bool:
    seen = _seen(title)
    return makes.exists() and seen.exists() and seen.read_text() == _digest(causes)


def _seen(title: str) -> Path:
    return ROOT / "var/setup" / title.lower().replace(" ", "-").replace(",", "")


def _digest(causes: Sequence[Path | str]) -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for cause in causes:
        digest.update(cause.read_bytes() if isinstance(cause, Path) else cause.encode())
    return digest.hexdigest()


def _project() -> str:
    """What pyproject.toml says about the package itself; how it is checked changes nothing installed."""
    import tomllib  # Python 3.11; by now we know that it is there

    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"])


def _files(folder: str) -> list[Path]:
    return [path for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]


class Work:
    """One step: a line that moves on a terminal, a line at its end elsewhere, the rest in the log."""

    def __init__(self, title: str) -> None:
        self.title, self.done, self.total, self.began = title, 0, 0, time.monotonic()
        self._over = threading.Event()
        self._painter = threading.Thread(target=self._paint, daemon=True)

    def __enter__(self) -> "Work":
        if sys.stdout.isatty():
            self._painter.start()
        return self

    def __exit__(self, failure: object, *_: object) -> None:
        self._over.set()
        if self._painter.ident:
            self._painter.join()
            print("\r\033[K", end="")
        mark = "✗" if failure else "✓"
        print(f"{mark} {self.title} ({time.monotonic() - self.began:.0f} s)", flush=True)

    def run(
        self,
        *command: object,
        counts: str = "",
        cwd: Path = ROOT,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """Run one program to its end. Raises SystemExit with its last lines when it fails."""
        with LOG.open("a") as log:
            print("$", *command, file=log, flush=True)
            last: list[str] = []
            with subprocess.Popen(
                [str(part) for part in command], cwd=cwd, env={**os.environ, **(settings or {})}, text=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace",
            ) as child:  # fmt: skip
                for line in child.stdout or ():
                    log.write(line)
                    last = [*last[-14:], line]
                    self.done += bool(counts) and line.startswith(counts)
        if child.returncode:
            program = Path(str(command[0])).name
            raise SystemExit(f"{''.join(last)}\n{self.title}: `{program}` failed. All of it: {LOG}")

    def _paint(self) -> None:
        while not self._over.wait(0.1):
            far = f"{min(self.done, self.total)}/{self.total} " if self.total else ""
            seconds = time.monotonic() - self.began
            print(f"\r\033[K… {self.title} {far}{seconds:.0f} s", end="", flush=True)


def _keep_caches_writable() -> None:
    """pip and npm keep downloads in the user's cache folder; without a writable one they get var/cache."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    while not home.exists():
        home = home.parent
    if not os.access(home, os.W_OK):
        os.environ["PIP_CACHE_DIR"] = str(ROOT / "var/cache/pip")
        os.environ["HOME"] = str(ROOT / "var/cache")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    os.environ.setdefault("npm_config_cache", str(cache / "npm"))
    temporary = Path(tempfile.gettempdir())
    if not os.access(temporary, os.W_OK) or temporary == Path.cwd():
        (ROOT / "var/tmp").mkdir(exist_ok=True)
        os.environ["TMPDIR"] = str(ROOT / "var/tmp")


if __name__ == "__main__":
    main()
