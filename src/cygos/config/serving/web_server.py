"""granian, as a child of ours: started, brought back when it ends by itself, and ended with all its workers.

It is given ten seconds to end and is then killed: it can miss a SIGTERM while it starts, and its workers
outlive it when it is killed, and would go on answering on our port.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from cygos.config.language import gettext_noop
from cygos.config.options import options
from cygos.config.reasons import CannotDo
from cygos.processes import send, standing_in, wait_until

PATIENCE = 10
DIES_WITH_US = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []  # Linux only
# A quarter less work for an answer than a task of asyncio; granian has it for this Python alone
TASKS = ["--task-impl", "rust"] if sys.version_info < (3, 12) else []
SHORT_LIFE = 5.0  # seconds; so many times in a row, and something is wrong with it
TOO_OFTEN = 5


class WebServer:
    """The web server and its workers, all standing in `folder`, so that a later run finds them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._short_lives = 0

    def start(self, port: int) -> None:
        """Start it on this port; it answers a moment later."""
        self._port = port
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [
                *DIES_WITH_US, sys.executable, "-m", "granian", *_way(),
                "--host", options().host, "--port", str(port), "--workers", str(options().workers),
                "--respawn-failed-workers", "--respawn-interval", "0.2", "--workers-kill-timeout", "5",
                "--log-level", "error",
            ],
            cwd=self.folder, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def revive(self) -> None:
        """Start it again, its orphans ended first. Raises CannotDo when it keeps ending at once."""
        lived = time.monotonic() - self._began
        self._short_lives = self._short_lives + 1 if lived < SHORT_LIFE else 0
        if self._short_lives >= TOO_OFTEN:
            raise CannotDo(
                gettext_noop(
                    "Server web berhenti {times} kali berturut-turut begitu dinyalakan. Sebabnya ada "
                    "di keluaran di atas; `cygos check` membantu mencarinya."
                ),
                times=TOO_OFTEN,
            )
        self.end_older()
        self.start(self._port)

    def stop(self) -> None:
        """End it and its workers, in order if it will."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=PATIENCE)
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # whatever is left of its session
            self._process.wait()
            self._process = None
        self.end_older()

    def end_older(self) -> None:
        """Kill what an earlier run left standing in our folder."""
        for process in standing_in(self.folder):
            send(process, signal.SIGKILL)
        wait_until(lambda: not standing_in(self.folder), seconds=5)


def _way() -> list[str]:
    """With the page cache in front, or Django alone."""
    if options().page_cache:
        return [
            "--interface", "rsgi", "--http", "1", "--no-ws", "--loop", "uvloop", *TASKS,
            "--backpressure", "512", "cygos.config.rsgi:application",
        ]  # fmt: skip
    threads = ["--blocking-threads", "4", "--backpressure", "64"]
    return ["--interface", "wsgi", *threads, "cygos.config.wsgi:application"]
