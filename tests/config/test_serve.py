"""`cygos serve` opens the city, says where, brings back what ends, and leaves nothing running when told to stop."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from cygos.processes import wait_until
from tests.running_city import Browser, RunningCity, crowding, environment, new_folder

pytestmark = pytest.mark.slow


@pytest.fixture
def served(folder, database):
    city = RunningCity(folder, database_url=database, workers=1)
    yield city
    city.stop()
    city.output.unlink(missing_ok=True)


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_the_wish_to_stop_nothing_is_left(served, wish):
    served.start()
    served.wait_until_open()
    before = served.processes()
    assert len(before) >= 3  # we, the web server, a worker

    assert served.stop(wish) == 0

    assert served.processes() == []
    assert not any(_runs(process) for process in before)
    assert "Kota berhenti" in served.said()


def _runs(process):
    """Whether it does anything any more: one that has ended stays listed until init takes note of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in {
            "Z",
            "X",
        }
    except OSError:
        return False


def test_it_says_each_step_and_every_address(served):
    served.start()
    served.wait_until_open()
    assert wait_until(lambda: "Kota terbuka" in served.said(), seconds=10)

    said = served.said()

    assert re.search(r"✓ Basis data \(\d+\.\d s\)", said)
    assert f"http://127.0.0.1:{served.port}/akun/masuk/" in said
    assert f"http://127.0.0.1:{served.port}/kerja/redaksi/" in said
    assert str(served.folder) in said
    assert "\033" not in said


def test_a_stop_in_the_middle_of_the_start_leaves_nothing(served):
    for after in (0.3, 0.8, 1.5):
        served.start()
        time.sleep(after)
        served.stop()
        assert served.processes() == []


def test_a_second_one_from_the_same_folder_is_refused(served):
    served.start()
    served.wait_until_open()

    second = subprocess.run(
        [sys.executable, "-m", "cygos", "serve", "--json"], env=environment(**served.options),
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert second.returncode == 1
    assert f"http://127.0.0.1:{served.port}" in json.loads(second.stdout)["error"]


def test_pictures_are_served_and_nothing_else_of_the_folder(served):
    served.start()
    served.wait_until_open()
    for name in ("images/alun.png", "documents/rahasia.pdf"):
        path = served.folder / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG")

    def ask(path):
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    picture = ask("/media/images/alun.png")
    assert picture.status == 200
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert ask("/media/documents/rahasia.pdf").status == 404
    assert ask("/media/images/../documents/rahasia.pdf").status in {400, 404}
    assert ask("/media/images/%2e%2e/%2e%2e/secret").status in {400, 404}


@contextmanager
def one_without_a_port(database):
    folder = new_folder()
    output = (folder / "out").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "cygos", "serve"],
        env=environment(data=folder, database_url=database, workers=1), stdout=output, stderr=output,
    )  # fmt: skip

    def said():
        return (folder / "out").read_text()

    try:
        assert wait_until(lambda: "Kota terbuka" in said(), seconds=120), said()
        yield said()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        output.close()
        shutil.rmtree(folder)


def test_two_at_once_take_two_ports_and_say_so(database):
    with one_without_a_port(database) as first, one_without_a_port(database) as second:
        ports = [int(re.search(r"http://127.0.0.1:(\d+)/\n", said)[1]) for said in (first, second)]

    assert ports[0] < ports[1] <= 8019
    assert f"Port 8000 dipakai program lain; kota memakai {ports[1]}." in second


def test_the_whole_city_with_its_own_database():
    """The first start makes everything; the second takes ten seconds at most; a killed database comes back."""
    folder = new_folder()
    city = RunningCity(folder, workers=1)
    try:
        city.start()
        city.wait_until_open(300)
        city.stop()
        assert city.processes() == []

        city.start()
        assert city.wait_until_open() < 10 * crowding()
        for process in city.databases():
            os.kill(process, signal.SIGKILL)
        city.wait_until_open()
        assert "basis data berhenti sendiri" in city.said()
        assert Browser(city.port).get("/")[0] == 200
    finally:
        city.stop()
        city.output.unlink()
        shutil.rmtree(folder)
