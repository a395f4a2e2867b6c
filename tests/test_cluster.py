"""The database comes back after everything that is known to happen to it."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from cygos.database import Busy, Cluster


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("city")
    with Cluster(home):
        return home


@pytest.fixture
def cluster(home):
    cluster = Cluster(home)
    yield cluster
    cluster.stop()


def answers(cluster):
    with psycopg.connect(cluster.url()) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split("\n")[0])


def test_it_starts_and_is_durable(cluster):
    cluster.start()

    with psycopg.connect(cluster.url()) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)


def test_it_starts_at_once_after_its_postmaster_was_killed(cluster):
    cluster.start()
    os.kill(postmaster(cluster), signal.SIGKILL)
    cluster.stop()

    cluster.start()

    assert answers(cluster)


def test_it_starts_with_an_empty_pid_file(cluster):
    (cluster.data / "postmaster.pid").write_text("")
    (cluster.sockets / ".s.PGSQL.5432.lock").write_text("")

    cluster.start()

    assert answers(cluster)


def test_it_starts_when_the_pid_file_names_a_stranger(cluster):
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")

    cluster.start()

    assert answers(cluster)


def test_a_half_made_data_folder_is_made_again(tmp_path):
    (tmp_path / "data.new").mkdir()
    (tmp_path / "data.new" / "PG_VERSION").write_text("18\n")

    with Cluster(tmp_path) as cluster:
        assert answers(cluster)


def test_a_second_run_is_refused_in_a_sentence(cluster, home):
    cluster.start()

    with pytest.raises(Busy, match="already in use"):
        Cluster(home).start()


def test_a_deep_folder_gets_a_short_socket():
    deep = Cluster(Path("/srv", *["kabupaten"] * 12))

    assert len(str(deep.sockets)) < 80


def test_it_ends_with_whoever_started_it(home):
    child = os.fork()
    if child == 0:
        Cluster(home).start()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    time.sleep(1)

    with Cluster(home) as cluster:
        assert answers(cluster)
