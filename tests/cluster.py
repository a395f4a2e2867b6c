"""The tests' own PostgreSQL: never the city's, not durable, kept between runs; one database for each worker.

The migrations run once, into a template; each worker's database is a copy of it.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cygos.database import Busy, Cluster

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "cygos_template"

_cluster = None
if "CYGOS_DATABASE_URL" not in os.environ:  # set for the workers by the run that started them
    _cluster = Cluster(ROOT / "var" / "tests", durable=False)
    os.environ["CYGOS_DATABASE_URL"] = _cluster.url()
    os.environ["CYGOS_TEST_TEMPLATE"] = TEMPLATE


def pytest_configure(config):
    if _cluster is None or config.option.collectonly:
        return
    try:
        _cluster.start()
    except Busy as reason:
        raise pytest.UsageError(
            f"{reason} Wait for the other test run in this checkout, then try again."
        ) from reason
    _fill_template()


def pytest_unconfigure(config):
    if _cluster:
        _cluster.stop()


def _fill_template():
    import psycopg

    wanted = _fingerprint()
    with psycopg.connect(_cluster.url("postgres"), autocommit=True) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [TEMPLATE],
        ).fetchone()
        if found == (wanted,):
            return
        connection.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
        subprocess.run(
            [sys.executable, "-m", "cygos", "manage", "migrate", "-v0"],
            env={**os.environ, "CYGOS_DATABASE_URL": _cluster.url(TEMPLATE)}, check=True,
        )  # fmt: skip
        connection.execute(f"COMMENT ON DATABASE {TEMPLATE} IS '{wanted}'")


def _fingerprint():
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for migration in sorted((ROOT / "src").rglob("migrations/*.py")):
        digest.update(migration.read_bytes())
    return digest.hexdigest()
