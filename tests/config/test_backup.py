"""A backup is one encrypted file; restored into an empty place it gives equal rows, files and counts."""

import hashlib
import json
import re
import shutil
import subprocess
import sys

import psycopg
import pyrage
import pytest

from cygos.config.archive import tables
from cygos.database import Cluster
from tests.running_city import cygos, environment, new_folder

pytestmark = pytest.mark.slow  # every test has a whole city to itself

PASSPHRASE = "gerbang hebat semarang 2016\n"


@pytest.fixture(scope="module")
def elsewhere():
    folder = new_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def filled(city, elsewhere):
    """A city with its pack, uploaded files and an option with a password in it."""
    assert city("pack", "apply", "semarang", "--yes").returncode == 0
    for name, content in {
        "images/alun.jpg": b"\xff\xd8" * 500_000,
        "documents/ü.pdf": b"%PDF",
    }.items():
        (city.folder / "media" / name).parent.mkdir(parents=True, exist_ok=True)
        (city.folder / "media" / name).write_bytes(content)
    (city.folder / "cygos.toml").write_text(
        'workers = 1\nemail_url = "smtp://a:rahasia@contoh.invalid"\n'
    )
    (elsewhere / "passphrase").write_text(PASSPHRASE)
    return city


@pytest.fixture
def backup(filled, elsewhere):
    file = elsewhere / "kota.cygos"
    file.unlink(missing_ok=True)
    made = filled("backup", file, "--passphrase-file", elsewhere / "passphrase", "--json")
    assert made.returncode == 0, made.stderr
    return file


@pytest.fixture
def empty():
    folder = new_folder()
    yield folder / "baru"
    shutil.rmtree(folder, ignore_errors=True)


def content(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def figures(address):
    with psycopg.connect(address) as connection:
        return tables.figures(connection)


def test_a_restored_city_has_equal_rows_files_and_counts(filled, backup, empty, elsewhere):
    restored = cygos(
        "restore", backup, "--passphrase-file", elsewhere / "passphrase", "--json", data=empty
    )

    assert restored.returncode == 0, restored.stderr
    assert content(empty / "media") == content(filled.folder / "media")
    before = figures(filled.database)
    with Cluster(empty / "database") as cluster:
        assert figures(cluster.url()) == before
    assert len(before) > 50
    said = json.loads(restored.stdout)
    assert said["rows"] == sum(int(found[0]) for found in before.values())
    assert said["files"] == 2


def test_secrets_stay_where_they_are(backup, empty, elsewhere, filled):
    cygos("restore", backup, "--passphrase-file", elsewhere / "passphrase", data=empty)

    assert (empty / "cygos.toml").read_text() == "workers = 1\n"
    assert not (empty / "secret").exists()
    assert b"rahasia" not in backup.read_bytes()
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_wrong_passphrase_is_refused_and_leaves_nothing(backup, empty, elsewhere):
    (elsewhere / "wrong").write_text("bukan sandi yang benar")

    refused = cygos("restore", backup, "--passphrase-file", elsewhere / "wrong", data=empty)

    assert refused.returncode == 1
    assert "Frasa sandi tidak cocok" in refused.stderr
    assert not empty.exists()


def cut(whole):
    return whole[: len(whole) * 2 // 3]


def changed(whole):
    middle = len(whole) * 2 // 3
    return whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]


@pytest.mark.parametrize(
    "damage", [cut, changed, lambda whole: whole + b"x", lambda whole: whole[:-1]]
)
def test_a_damaged_file_is_refused_and_leaves_nothing(backup, empty, elsewhere, damage):
    backup.write_bytes(damage(backup.read_bytes()))

    refused = cygos("restore", backup, "--passphrase-file", elsewhere / "passphrase", data=empty)

    assert refused.returncode == 1
    assert "Tidak ada yang dipulihkan" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not empty.exists()


def test_a_place_with_something_in_it_is_refused(filled, backup, elsewhere):
    refused = filled("restore", backup, "--passphrase-file", elsewhere / "passphrase")

    assert refused.returncode == 1
    assert "hanya ke tempat kosong" in refused.stderr
    assert (filled.folder / "media/images/alun.jpg").exists()


def test_a_backup_can_be_closed_to_a_key_that_lies_elsewhere(filled, empty, elsewhere):
    key = pyrage.x25519.Identity.generate()
    (elsewhere / "key").write_text(f"# kunci uji\n{key}\n")
    file = elsewhere / "kunci.cygos"
    file.unlink(missing_ok=True)
    assert filled("backup", file, "--recipient", key.to_public()).returncode == 0

    restored = cygos("restore", file, "--identity", elsewhere / "key", data=empty)

    assert restored.returncode == 0, restored.stderr


def test_an_existing_file_is_not_overwritten(filled, backup, elsewhere):
    before = backup.read_bytes()

    refused = filled("backup", backup, "--passphrase-file", elsewhere / "passphrase")

    assert refused.returncode == 1
    assert "tidak ditimpa" in refused.stderr
    assert backup.read_bytes() == before


def test_a_short_passphrase_is_refused(filled, elsewhere):
    (elsewhere / "short").write_text("pendek")

    refused = filled("backup", elsewhere / "x.cygos", "--passphrase-file", elsewhere / "short")

    assert refused.returncode == 1
    assert "terlalu pendek" in refused.stderr
    assert not (elsewhere / "x.cygos").exists()


def test_memory_stays_flat(filled, elsewhere):
    """Sixty megabytes more of files, and hardly more memory. (A passphrase costs half a gigabyte for a second,
    whatever the size: that is what makes guessing it dear. So a key is used here.)"""
    recipient = pyrage.x25519.Identity.generate().to_public()
    small = peak(filled, elsewhere, recipient)
    (filled.folder / "media/images/besar.jpg").write_bytes(b"\x00" * 60_000_000)
    large = peak(filled, elsewhere, recipient)

    assert large - small < 20_000  # KB


def peak(city, elsewhere, recipient):
    file = elsewhere / "besar.cygos"
    file.unlink(missing_ok=True)
    program = (
        "import atexit\n"
        # Not getrusage: it remembers how large the process was that started this one.
        "status = lambda: open('/proc/self/status').read()\n"
        "atexit.register(lambda: print(status().partition('VmHWM:')[2].split()[0]))\n"
        "from cygos.config.commands import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "backup", file, "--recipient", str(recipient)],
        env=environment(data=city.folder, database_url=city.database), check=True, capture_output=True, text=True,
    )  # fmt: skip
    return int(re.findall(r"^\d+$", done.stdout, re.M)[-1])
