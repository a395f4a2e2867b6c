"""A city with a database of its own, filled by commands that run by themselves, and what they weighed."""

import json
import os
import subprocess
import sys
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests.cluster import TEMPLATE

ALLOWED_MORE = 20 * 1000  # kB
# The peak of a child counts what its parent weighed when it began: so a small one stands between it and pytest.
WEIGH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""
PLANT = "from cygos.information.portal.tree import plant; plant(title='Kota Contoh')"


@pytest.fixture
def city_of_its_own():
    """The environment of a city with a database of its own and the pages that every city has."""
    facts = connection.get_connection_params()
    name = f"cygos_import_{uuid4().hex[:8]}"
    with psycopg.connect(_address(facts, "postgres"), autocommit=True) as administrator:
        administrator.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        environment = {
            key: value for key, value in os.environ.items() if key != "CYGOS_TEST_TEMPLATE"
        }
        environment |= {"CYGOS_DATABASE_URL": _address(facts, name)}
        try:
            shell = [sys.executable, "-m", "cygos", "manage", "shell", "-v0", "-c", PLANT]
            subprocess.run(shell, env=environment, check=True)
            yield environment
        finally:
            # Not by force: PostgreSQL's own vacuum may be at work there, and is asked to leave only without.
            administrator.execute(f"DROP DATABASE {name}")


def _address(facts, name):
    """Where that database is, as the option wants it: the socket's folder is named in the query."""
    asked = {key: facts[key] for key in ("host", "port", "user", "password") if facts.get(key)}
    return f"postgresql:///{name}?{urlencode(asked)}"


def weigh(environment, *words):
    """What `cygos …` answered, and the peak of its memory in kB."""
    cygos = [sys.executable, "-m", "cygos", *words, "--json"]
    done = subprocess.run(
        [sys.executable, "-c", WEIGH, *cygos],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout), int(done.stderr.split()[-1])
