"""A real PostgreSQL in a folder of its own: the one from the wheel, and Debian's where it is installed."""

import os
from pathlib import Path

import psycopg
import pytest

from cygos.database import Cluster
from cygos.database.programs import DEBIAN

WHEEL = None


def debian():
    """The oldest PostgreSQL of Debian's here, as a folder of programs."""
    found = sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found and not os.environ.get("CI"):
        pytest.skip("PostgreSQL of Debian is missing: sudo apt-get install postgresql-15")
    return found[0]


@pytest.fixture(scope="module", params=["wheel", pytest.param("debian", marks=pytest.mark.slow)])
def programs(request):
    return WHEEL if request.param == "wheel" else debian()


@pytest.fixture(scope="module")
def home(tmp_path_factory, programs):
    home = open_folder(tmp_path_factory)
    with Cluster(home, programs=programs):
        return home


@pytest.fixture
def cluster(home, programs):
    cluster = Cluster(home, programs=programs)
    yield cluster
    cluster.stop()


def open_folder(tmp_path_factory):
    """As root PostgreSQL runs as another account, for whom pytest's own folders are closed."""
    folder = tmp_path_factory.mktemp("city")
    for parent in [folder, *folder.parents]:
        if os.geteuid() == 0 and parent.stat().st_uid == 0 and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    return folder


def answers(cluster):
    with psycopg.connect(cluster.url()) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split("\n")[0])
