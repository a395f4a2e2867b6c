"""The account that runs PostgreSQL: ours, unless we are root, whom PostgreSQL refuses."""

import os
import pwd
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cygos.database.reasons import ClusterError, gettext_noop

USUAL = ("cygos", "postgres", "nobody")
PASSING = "-all,+dac_read_search"


@dataclass(frozen=True)
class Servant:
    """Who PostgreSQL runs as, and the words that turn us into that account."""

    name: str
    uid: int
    gid: int
    way_down: tuple[str, ...] = ()

    @classmethod
    def choose(cls, *, home: Path, owned: Iterable[Path], program: Path) -> Self:
        """Us; as root the owner of what is there, else CYGOS_DATABASE_USER, else the first usual one.

        Raises ClusterError when no such account exists or none can reach the folders.
        """
        if os.geteuid() != 0:
            me = pwd.getpwuid(os.geteuid())
            return cls(me.pw_name, me.pw_uid, me.pw_gid)
        account = _account(owned)
        for way in _ways_down(account):
            reaches = ["test", "-x", str(program), "-a", "-x", str(home)]
            asked = subprocess.run(
                [*way, *reaches], check=False, cwd="/", stderr=subprocess.DEVNULL
            )
            if asked.returncode == 0:
                return cls(account.pw_name, account.pw_uid, account.pw_gid, tuple(way))
        raise ClusterError(
            gettext_noop(
                "PostgreSQL menolak root, maka dijalankan sebagai {name}, yang tidak dapat mencapai "
                "{home}. Pindahkan ke folder yang terbuka seperti /srv, atau jalankan sebagai "
                "pengguna biasa."
            ),
            name=account.pw_name, home=home,
        )  # fmt: skip

    def own(self, path: Path) -> None:
        """Give a file or folder to this account; nothing to do unless we are root."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


def _account(owned: Iterable[Path]) -> pwd.struct_passwd:
    for path in owned:
        if path.exists() and path.stat().st_uid != 0:
            return pwd.getpwuid(path.stat().st_uid)
    wanted = os.environ.get("CYGOS_DATABASE_USER")
    for name in [wanted] if wanted else USUAL:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ClusterError(
        gettext_noop(
            "Tidak ada pengguna {name} untuk menjalankan PostgreSQL. Buat pengguna itu, atau sebut "
            "yang lain dengan CYGOS_DATABASE_USER."
        ),
        name=wanted or USUAL[-1],
    )


def _ways_down(account: pwd.struct_passwd) -> list[list[str]]:
    """Without any of root's rights; else, under a closed folder such as /root, with leave to pass through.

    That leave is CAP_DAC_READ_SEARCH and nothing else of root. PostgreSQL asks with access(2), which
    forgets capabilities unless no_setuid_fixup is set.
    """
    become = [
        "setpriv",
        f"--reuid={account.pw_uid}",
        f"--regid={account.pw_gid}",
        "--clear-groups",
    ]
    passing = [
        "--securebits=+no_setuid_fixup",
        f"--inh-caps={PASSING}",
        f"--ambient-caps={PASSING}",
    ]
    return [[*become, "--inh-caps=-all"], [*become, *passing]]
