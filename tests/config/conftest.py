"""A city for the commands: a data folder of its own, and a database copied from the tests' template."""

import shutil
import uuid

import psycopg
import pytest
from psycopg import sql

from cygos.processes import wait_until
from tests.cluster import TEMPLATE, address
from tests.running_city import cygos, new_folder


@pytest.fixture
def folder():
    folder = new_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database():
    """The address of a database with every table and nothing in them."""
    name = f"cygos_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address("postgres"), autocommit=True) as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
        yield address(name)
        assert wait_until(lambda: dropped(admin, name), seconds=30)


def dropped(admin, name):
    """Not at once, if the server's own autovacuum looks at it: that one is not ours to end."""
    try:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    except psycopg.Error:
        return False
    return True


@pytest.fixture
def city(folder, database):
    """Runs a command in this city: `city("check", demo="false")`."""

    def run(*words, **options):
        return cygos(*words, **{"data": folder, "database_url": database, **options})

    run.folder = folder
    run.database = database
    return run
