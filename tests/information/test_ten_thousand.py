"""Ten thousand pages need no more memory than a hundred do, but for 20 MB."""

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
from tests.information.pages import PARAGRAPHS, page_2016

ALLOWED_MORE = 20 * 1000  # kB
# The peak of a child counts what its parent weighed when it began: so a small one stands between it and pytest.
WEIGH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""
PLANT = "from cygos.information.portal.tree import plant; plant(title='Kota Contoh')"

pytestmark = pytest.mark.slow


@pytest.fixture
def city_of_its_own():
    """The environment of a city with a database of its own, copied from the tests' template."""
    facts = connection.get_connection_params()
    name = f"cygos_import_{uuid4().hex[:8]}"
    with psycopg.connect(_address(facts, "postgres"), autocommit=True) as administrator:
        administrator.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        environment = {
            key: value for key, value in os.environ.items() if key != "CYGOS_TEST_TEMPLATE"
        }
        try:
            yield environment | {"CYGOS_DATABASE_URL": _address(facts, name)}
        finally:
            # Not by force: PostgreSQL's own vacuum may be at work there, and is asked to leave only without.
            administrator.execute(f"DROP DATABASE {name}")


def _address(facts, name):
    """Where that database is, as the option wants it: the socket's folder is named in the query."""
    asked = {key: facts[key] for key in ("host", "port", "user", "password") if facts.get(key)}
    return f"postgresql:///{name}?{urlencode(asked)}"


def write_pages(folder, count):
    folder.mkdir()
    for number in range(count):
        text = page_2016(
            title=f"Berita nomor {number} dari Kota Contoh",
            head=f"{number % 28 + 1:02}-{number % 12 + 1:02}-20{10 + number % 9} {number % 24:02}:{number % 60:02} WIB "
            f"by Tanya Jawab Dilihat: {number} kali Berita Kota",
            paragraphs=[f"{number}: {paragraph}" for paragraph in PARAGRAPHS * 3],
        )
        (folder / f"{number:05}.txt").write_text(text)


def import_all(folder, environment):
    """What was said of them, and the peak of memory in kB."""
    cygos = [sys.executable, "-m", "cygos", "import", "portal-page", str(folder), "--json"]
    done = subprocess.run(
        [sys.executable, "-c", WEIGH, *cygos],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)["summary"], int(done.stderr.split()[-1])


def test_ten_thousand_pages_weigh_little_more_than_a_hundred(tmp_path, city_of_its_own):
    subprocess.run(
        [sys.executable, "-m", "cygos", "manage", "shell", "-v0", "-c", PLANT],
        env=city_of_its_own, check=True,
    )  # fmt: skip
    write_pages(tmp_path / "few", 100)
    write_pages(tmp_path / "many", 10_000)

    few, weight_of_few = import_all(tmp_path / "few", city_of_its_own)
    many, weight_of_many = import_all(tmp_path / "many", city_of_its_own)

    assert few["new"] == 100
    assert (many["new"], many["unchanged"], many["refused"]) == (9_900, 100, 0)
    assert weight_of_many <= weight_of_few + ALLOWED_MORE, (weight_of_few, weight_of_many)
