"""A lock is let go with whoever held it, a moment later at most."""

import subprocess
import sys

from cygos.processes import lock

HOLD = """
import sys, time
from pathlib import Path
from cygos.processes import lock
held = lock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def hold(place, *, seconds):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    return holder


def test_what_is_let_go_a_moment_later_is_waited_for(tmp_path):
    with hold(tmp_path / "lock", seconds=0.3), lock(tmp_path / "lock", patience=10) as held:
        assert not held.closed


def test_what_is_held_on_to_is_taken(tmp_path):
    with hold(tmp_path / "lock", seconds=60) as holder:
        assert lock(tmp_path / "lock", patience=0.2) is None
        holder.kill()
