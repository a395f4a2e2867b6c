"""What must be true before the city opens: a fit database, its tables, the city's pack, the static files.

Each step looks first and does only what is missing, so that a second start is quick.
"""

import hashlib
from pathlib import Path

import psycopg

from cygos.config import connection, folders
from cygos.config.language import gettext, gettext_noop
from cygos.config.options import options
from cygos.config.reasons import CannotDo
from cygos.config.terminal import say, step
from cygos.database import ClusterError
from cygos.database.examination import examine


def prepare() -> None:
    """Bring the city to where it can open. Raises ClusterError or CannotDo with the reason it cannot."""
    refuse_unfit_database()
    with step(gettext("Program")):
        connection.ready()
    if is_behind():
        with step(gettext("Tabel")):
            migrate()
    with step(gettext("Paket kota")):
        open_the_pack()
    if (wanted := static_digest()) != static_seen():
        with step(gettext("Berkas statis")):
            _collect(wanted)
    connection.release()


def refuse_unfit_database() -> None:
    """Raises ClusterError when the database cannot be reached, CannotDo when it is not like the tested one."""
    try:
        with psycopg.connect(connection.address(), connect_timeout=10) as asked:
            faults = examine(asked)
    except psycopg.OperationalError as error:
        raise ClusterError(
            gettext_noop(
                "Basis data tidak dapat dihubungi: {error}. Periksa apakah PostgreSQL menyala dan apakah "
                "CYGOS_DATABASE_URL benar."
            ),
            error=" ".join(str(error).split()),
        ) from error
    unfit = [fault for fault in faults if fault.question != "durability"]
    if unfit:
        raise CannotDo(
            "{faults}",
            faults="\n".join(
                f"{gettext(fault.wrong).format(**fault.facts)} {gettext(fault.mend).format(**fault.facts)}"
                for fault in unfit
            ),
        )


def is_behind() -> bool:
    """Whether a migration waits."""
    from django.db import connection as database
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(database)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Bring the tables to what the code expects."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def open_the_pack() -> None:
    """Fill an empty city from its pack; say so when the pack has changed since."""
    from cygos.config.packs import open_city
    from cygos.web import clock

    open_city(
        options().pack, demo=options().is_demo, domain=options().domain, at=clock.now(), say=say
    )


def static_digest() -> str:
    """What the static files would be built from: every path, size and time of change."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            seen = Path(storage.path(path)).stat()
            digest.update(f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def static_seen() -> str:
    """What the static files were last built from."""
    mark = folders.data() / "static" / ".digest"
    return mark.read_text() if mark.exists() else ""


def _collect(digest: str) -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    (folders.data() / "static" / ".digest").write_text(digest)
