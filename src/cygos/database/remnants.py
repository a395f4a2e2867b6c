"""What an earlier run may have left: processes that outlive a killed postmaster, files that name the dead.

The ways PostgreSQL is known not to come back all end here: a killed postmaster whose children still
live, a `postmaster.pid` left empty by a power cut or naming a stranger, a stop in the middle of making
or starting.
"""

import shutil
import signal
from collections.abc import Iterable
from pathlib import Path

from cygos.database.reasons import ClusterError, gettext_noop
from cygos.processes import send, standing_in, wait_until

# The wish, and the seconds it is given. An orphaned postmaster is first asked to end in order.
ESCALATION = ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 5))


def end_makers(half_made: Path) -> None:
    """End what still fills a half-made data folder, and take the folder away."""
    for process in standing_in(half_made):
        send(process, signal.SIGKILL)
    wait_until(lambda: not standing_in(half_made), seconds=5)
    shutil.rmtree(half_made, ignore_errors=True)


def end_servers(data: Path) -> None:
    """End every process of an older PostgreSQL in this folder. Raises ClusterError if one will not."""
    for wish, patience in ESCALATION:
        left = standing_in(data)
        if not left:
            return
        head = recorded_postmaster(data)
        for process in [head] if head in left and wish == signal.SIGINT else left:
            send(process, wish)
        wait_until(lambda: not standing_in(data), seconds=patience)
    if standing_in(data):
        raise ClusterError(
            gettext_noop("PostgreSQL yang lama di {data} tidak mau berhenti. Nyalakan ulang mesin ini."),
            data=data,
        )  # fmt: skip


def sweep(paths: Iterable[Path]) -> None:
    """Take away files that name the dead."""
    for path in paths:
        path.unlink(missing_ok=True)


def recorded_postmaster(data: Path) -> int | None:
    """Whom `postmaster.pid` names; None when it is missing, empty or torn."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n")[0])
    except (OSError, ValueError):
        return None
