"""Does the database answer, is it like the one in the tests, and does it keep what it promised to keep?"""

from collections.abc import Generator
from datetime import timedelta

import psycopg

from cygos.config import connection
from cygos.config.checking.finding import Finding, failure, good, warning
from cygos.config.language import gettext
from cygos.database.examination import examine

WORST_SKEW = timedelta(seconds=5)


def findings() -> Generator[Finding, None, bool]:
    """Every fault of the database. Returns whether it answers at all."""
    try:
        with psycopg.connect(connection.address(), connect_timeout=10) as asked:
            yield from _examined(asked)
            yield from _skew(asked)
    except psycopg.OperationalError as error:
        yield failure(
            "database",
            gettext("Basis data tidak menjawab: {error}").format(error=" ".join(str(error).split())),
            why=gettext("Tanpa basis data tidak ada halaman yang dapat dibuka."),
            mend=gettext("Nyalakan PostgreSQL, atau perbaiki CYGOS_DATABASE_URL."),
        )  # fmt: skip
        return False
    return True


def _examined(asked: psycopg.Connection) -> Generator[Finding, None, None]:
    faults = examine(asked)
    for fault in faults:
        yield failure(
            f"database.{fault.question}",
            gettext(fault.wrong).format(**fault.facts),
            why=gettext("CyGoS diuji hanya pada basis data yang lain sifatnya dari ini."),
            mend=gettext(fault.mend).format(**fault.facts),
        )
    if not faults:
        said = gettext(
            "PostgreSQL {version}: UTF8, lower('É') = 'é', urut kode huruf, tahan padam."
        )
        yield good("database", said.format(version=asked.info.server_version // 10_000))


def _skew(asked: psycopg.Connection) -> Generator[Finding, None, None]:
    from cygos.web import clock

    row = asked.execute("SELECT clock_timestamp()").fetchone()
    skew = abs(row[0] - clock.unmoved()) if row else timedelta(0)
    if skew > WORST_SKEW:
        yield warning(
            "clock",
            gettext("Jam mesin ini dan jam basis data berselisih {seconds} detik.").format(
                seconds=round(skew.total_seconds())
            ),
            why=gettext("Tenggat dan urutan kejadian dapat keliru."),
            mend=gettext("Pasang penyelaras jam di kedua mesin: sudo apt-get install chrony."),
        )
    else:
        yield good("clock", gettext("Jam mesin dan basis data sama."))
