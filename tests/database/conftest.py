"""A real PostgreSQL in a folder of its own: the one from the wheel, and Debian's where it is installed."""

import os
import tempfile
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
def folders():
    """Open folders: as root PostgreSQL runs as another account, for whom pytest's own are closed."""
    with tempfile.TemporaryDirectory(prefix="cygos-tests-") as base:
        Path(base).chmod(0o755)
        yield Path(base)


@pytest.fixture
def empty(folders):
    """A home in which nothing has been made yet."""
    return new_folder(folders)


@pytest.fixture(scope="module")
def home(folders, programs):
    home = new_folder(folders)
    with Cluster(home, programs=programs):
        return home


@pytest.fixture
def cluster(home, programs):
    cluster = Cluster(home, programs=programs)
    yield cluster
    cluster.stop()


def new_folder(base):
    folder = Path(tempfile.mkdtemp(dir=base))
    folder.chmod(0o755)
    return folder


def answers(cluster):
    with psycopg.connect(cluster.url()) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split("\n")[0])
