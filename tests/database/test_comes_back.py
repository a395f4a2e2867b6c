"""The database comes back after everything that is known to happen to it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from cygos.database import Busy, Cluster, ClusterError
from cygos.processes import send, standing_in, wait_until
from tests.database.conftest import answers, postmaster

START = """
import sys, time
from pathlib import Path
from cygos.database import Cluster
Cluster(Path(sys.argv[1]), programs=Path(sys.argv[2]) if sys.argv[2:] else None).start()
print("up", flush=True)
time.sleep(60)
"""


def start_elsewhere(home, programs):
    """Another process that starts the cluster, to be killed at some moment."""
    return subprocess.Popen(
        [sys.executable, "-c", START, str(home), *([str(programs)] if programs else [])],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def test_it_starts_at_once_after_its_postmaster_was_killed(cluster):
    cluster.start()
    os.kill(postmaster(cluster), signal.SIGKILL)
    cluster.stop()

    cluster.start()

    assert answers(cluster)


def test_it_starts_at_once_after_everything_was_killed(home, programs, cluster):
    with start_elsewhere(home, programs) as other:
        assert other.stdout.readline() == "up\n"
        for process in [other.pid, *standing_in(cluster.data)]:
            send(process, signal.SIGKILL)  # some end by themselves with the first

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


def test_it_comes_back_while_we_run(cluster):
    cluster.start()
    os.kill(postmaster(cluster), signal.SIGKILL)
    assert wait_until(lambda: not cluster.is_running(), seconds=5)

    cluster.revive()

    assert answers(cluster)


def test_it_survives_ten_starts_and_stops(cluster):
    for _ in range(10):
        cluster.start()
        assert answers(cluster)
        cluster.stop()
    assert standing_in(cluster.data) == []


def test_a_half_made_data_folder_is_made_again(empty, programs):
    (empty / "data.new").mkdir()
    (empty / "data.new" / "PG_VERSION").write_text("18\n")

    with Cluster(empty, programs=programs) as cluster:
        assert answers(cluster)


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.0, 0.2, 0.4, 0.8, 1.2, 1.6])
def test_it_starts_after_a_kill_in_the_middle_of_the_first_start(empty, programs, after):
    with start_elsewhere(empty, programs) as other:
        wait_until((empty / "lock").exists, seconds=10)
        time.sleep(after)
        other.kill()

    with Cluster(empty, programs=programs) as cluster:
        assert answers(cluster)


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.2])
def test_it_starts_after_a_kill_in_the_middle_of_a_later_start(home, programs, cluster, after):
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    with start_elsewhere(home, programs) as other:
        wait_until((cluster.data / "postmaster.pid").exists, seconds=10)
        time.sleep(after)
        other.kill()

    cluster.start()

    assert answers(cluster)


def test_ctrl_c_in_the_middle_of_a_start_leaves_nothing_running(empty, programs):
    with start_elsewhere(empty, programs) as other:
        wait_until((empty / "data.new").exists, seconds=10)
        other.send_signal(signal.SIGINT)

    nothing = wait_until(
        lambda: not standing_in(empty / "data") and not standing_in(empty / "data.new"), seconds=5
    )

    assert nothing


def test_it_ends_with_whoever_started_it(home, programs, cluster):
    with start_elsewhere(home, programs) as other:
        assert other.stdout.readline() == "up\n"
        other.kill()

    assert wait_until(lambda: not standing_in(cluster.data), seconds=20)


def test_a_second_run_is_refused_in_a_sentence(cluster, home):
    cluster.start()

    with pytest.raises(Busy, match="sedang dipakai"):
        Cluster(home).start()


def test_two_homes_run_side_by_side(cluster, empty, programs):
    cluster.start()

    with Cluster(empty, programs=programs) as other:
        with psycopg.connect(other.url()) as connection:
            connection.execute("CREATE TABLE only_there ()")
            connection.commit()
        with psycopg.connect(cluster.url()) as connection:
            found = connection.execute("SELECT to_regclass('only_there')").fetchone()

    assert found == (None,)
    assert answers(cluster)


def test_a_folder_of_another_major_version_is_refused_with_the_way_over(cluster):
    made_by = (cluster.data / "PG_VERSION").read_text()
    (cluster.data / "PG_VERSION").write_text("14\n")
    try:
        with pytest.raises(ClusterError, match=r"PostgreSQL 14.*cygos backup.*cygos restore"):
            cluster.start()
    finally:
        (cluster.data / "PG_VERSION").write_text(made_by)
    assert standing_in(cluster.data) == []


def test_a_folder_that_is_no_cluster_is_refused(empty, programs):
    (empty / "data").mkdir()

    with pytest.raises(ClusterError, match="bukan folder data PostgreSQL"):
        Cluster(empty, programs=programs).start()


def test_a_deep_folder_gets_a_short_socket():
    deep = Cluster(Path("/srv", *["kabupaten"] * 12))

    assert len(str(deep.sockets)) < 80


def test_a_deep_folder_works(empty, programs):
    home = empty.joinpath(*["kabupaten"] * 8)
    home.mkdir(parents=True)

    with Cluster(home, programs=programs) as cluster:
        assert answers(cluster)


def test_programs_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(ClusterError, match="CYGOS_DATABASE_PROGRAMS"):
        Cluster(tmp_path, programs=tmp_path).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")
def test_root_drops_to_another_user(cluster):
    cluster.start()

    assert cluster.servant.uid != 0
    assert cluster.data.stat().st_uid == cluster.servant.uid
    assert Path(f"/proc/{postmaster(cluster)}").stat().st_uid == cluster.servant.uid
