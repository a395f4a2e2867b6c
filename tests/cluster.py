"""The tests' own PostgreSQL: never the city's, not durable, kept between runs; one database for each worker.

The migrations run once, into a template; each worker's database is a copy of it. With CYGOS_DATABASE_URL
set, all of that happens on that server instead (`make test-external`). Whatever else an operator has set
is put aside, and the data folder is the tests' own, so a city that runs from this checkout is not touched.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from cygos.database import Cluster
from cygos.database.cluster import DISPOSABLE
from cygos.processes import lock

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "tests"
MARK = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:8]  # checkouts may share an external server
TEMPLATE = f"cygos_{MARK}_template"
KEPT = {
    "CYGOS_DATABASE_USER"
}  # who runs PostgreSQL for root is the machine's matter, not the city's

IS_THE_RUN = "CYGOS_TEST_TEMPLATE" not in os.environ  # the workers inherit it from the run
EXTERNAL = os.environ.get("CYGOS_DATABASE_URL", "") if IS_THE_RUN else ""
CLUSTER = Cluster(HOME, settings=DISPOSABLE) if IS_THE_RUN and not EXTERNAL else None


def address(database):
    """A database on the tests' server, in the run and in its workers."""
    base = CLUSTER.url() if CLUSTER else EXTERNAL or os.environ["CYGOS_DATABASE_URL"]
    parts = conninfo_to_dict(base)
    parts.pop("dbname", None)
    return f"postgresql:///{database}?{urlencode(parts)}"


if IS_THE_RUN:
    for name in [name for name in os.environ if name.startswith("CYGOS_")]:
        if name not in KEPT:
            del os.environ[name]
    os.environ["CYGOS_DATABASE_URL"] = address(f"cygos_{MARK}")
    os.environ["CYGOS_TEST_TEMPLATE"] = TEMPLATE
    os.environ["CYGOS_DATA"] = str(HOME / "city")


def pytest_configure(config):
    if not IS_THE_RUN or config.option.collectonly:
        return
    config.one_run_at_a_time = lock(HOME / "run.lock")
    if config.one_run_at_a_time is None:
        raise pytest.UsageError(
            f"Another test run in this checkout uses the database in {HOME}. "
            "Wait for it, then try again."
        )
    if CLUSTER:
        CLUSTER.start()
    fill_template()


def pytest_unconfigure(config):
    if CLUSTER:
        CLUSTER.stop()


def fill_template():
    wanted = fingerprint()
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [TEMPLATE],
        ).fetchone()
        if found == (wanted,):
            return
        connection.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
        subprocess.run(
            [sys.executable, "-m", "cygos", "manage", "migrate", "-v0"],
            env={**os.environ, "CYGOS_DATABASE_URL": address(TEMPLATE)}, check=True,
        )  # fmt: skip
        connection.execute(f"COMMENT ON DATABASE {TEMPLATE} IS '{wanted}'")


def fingerprint():
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for migration in sorted((ROOT / "src").rglob("migrations/*.py")):
        digest.update(migration.read_bytes())
    return digest.hexdigest()
