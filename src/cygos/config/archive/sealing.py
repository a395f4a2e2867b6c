"""Encryption with age (https://age-encryption.org): to a passphrase, or to a recipient whose key lies elsewhere.

A backup under a passphrase is two age files in a row: the armoured, passphrase-encrypted key of this one backup, then
the backup encrypted to that key. So it streams whatever its size, and the `age` program alone can open it:

    sed '/END AGE/q' kota.cygos > key.age;  age -d key.age > key
    sed '1,/END AGE/d' kota.cygos | age -d -i key | tar -x
"""

import os
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from cygos.config.language import gettext_noop
from cygos.config.reasons import CannotDo

BEGIN, END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
LONGEST_KEY = 64 * 2**10
SHORTEST = 12  # characters; shorter ones are guessed


@dataclass(frozen=True)
class Key:
    """What closes or opens a backup: a passphrase, or age's recipients (to close) and identities (to open)."""

    passphrase: str = ""
    recipients: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()

    def refuse_weak(self) -> None:
        """Raises CannotDo if a backup must not be closed with this."""
        if not self.recipients and len(self.passphrase) < SHORTEST:
            raise CannotDo(
                gettext_noop("Frasa sandi terlalu pendek: pakai paling sedikit {shortest} huruf."),
                shortest=SHORTEST,
            )
        for recipient in self.recipients:
            _recipient(recipient)


@contextmanager
def sealed(path: IO[bytes], key: Key) -> Iterator[IO[bytes]]:
    """A stream to write into: what is written comes out encrypted at `path`, piece by piece."""
    recipients: list[Any] = [_recipient(one) for one in key.recipients]
    if not recipients:
        once = pyrage.x25519.Identity.generate()
        path.write(pyrage.passphrase.encrypt(str(once).encode(), key.passphrase, armored=True))
        path.write(b"\n")
        recipients = [once.to_public()]
    with _beside(lambda reader: pyrage.encrypt_io(reader, path, recipients)) as writer:
        yield writer


@contextmanager
def opened(path: Path, key: Key) -> Iterator[IO[bytes]]:
    """A stream to read from: what was written into the backup. Raises CannotDo on a wrong key or a broken file.

    The last error may come only at the end: whoever reads must not use anything before the block is left.
    """
    with path.open("rb") as file:
        identities = _identities(file, key)
        reading, writing = os.pipe()
        trouble: list[BaseException] = []
        worker = threading.Thread(target=_decrypt, args=[file, writing, identities, trouble])
        worker.start()
        try:
            with os.fdopen(reading, "rb") as stream:
                yield stream
                while stream.read(2**20):  # the end must be reached: only there truncation shows
                    pass
        except (tarfile.TarError, OSError) as error:
            worker.join()
            raise _broken(path, trouble[0] if trouble else error) from error
        worker.join()
        if trouble:
            raise _broken(path, trouble[0]) from trouble[0]


def _identities(file: IO[bytes], key: Key) -> list[Any]:
    beginning = file.read(len(BEGIN))
    if beginning != BEGIN:
        file.seek(0)
        if not key.identities:
            raise CannotDo(
                gettext_noop("Cadangan ini dikunci untuk pemegang kunci age. Sebut berkas kuncinya dengan --identity.")
            )  # fmt: skip
        return [_identity(one) for one in key.identities]
    armour, end, _ = (beginning + file.read(LONGEST_KEY)).partition(END)
    file.seek(len(armour) + len(end) + 1 + len(b"\n") * _blank(file, len(armour) + len(end)))
    try:
        text = pyrage.passphrase.decrypt(armour + end + b"\n", key.passphrase)
    except pyrage.DecryptError as error:
        raise CannotDo(
            gettext_noop("Frasa sandi tidak cocok dengan cadangan {path}, atau berkasnya rusak."),
            path=file.name,
        ) from error
    return [_identity(text.decode())]


def _blank(file: IO[bytes], at: int) -> int:
    """Whether an empty line stands behind the armour."""
    file.seek(at)
    return int(file.read(2) == b"\n\n")


def _decrypt(
    file: IO[bytes], writing: int, identities: list[Any], trouble: list[BaseException]
) -> None:
    try:
        with os.fdopen(writing, "wb") as out:
            pyrage.decrypt_io(file, out, identities)
    except BaseException as error:
        trouble.append(error)


@contextmanager
def _beside(work: Any) -> Iterator[IO[bytes]]:
    """Run `work` on what is written here, in a thread of its own. Its trouble is raised at the end."""
    reading, writing = os.pipe()
    trouble: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(reading, "rb") as source:
                work(source)
        except BaseException as error:
            trouble.append(error)

    worker = threading.Thread(target=run)
    worker.start()
    try:
        with os.fdopen(writing, "wb") as out:
            yield out
    except BrokenPipeError:  # the other end broke; why is told below
        pass
    finally:
        worker.join()
    if trouble:
        raise trouble[0]


def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise CannotDo(
            gettext_noop("“{text}” bukan penerima age. Bentuknya age1…; buat dengan age-keygen."),
            text=text,
        ) from error


def _identity(text: str) -> Any:
    try:
        return pyrage.x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError as error:
        raise CannotDo(
            gettext_noop("Isi berkas kunci bukan kunci age. Bentuknya AGE-SECRET-KEY-1….")
        ) from error


def _broken(path: Path, error: BaseException) -> CannotDo:
    return CannotDo(
        gettext_noop(
            "Cadangan {path} tidak dapat dibuka: rusak, terpotong, atau kuncinya lain ({error}). "
            "Tidak ada yang dipulihkan. Coba salinan yang lain."
        ),
        path=path, error=error,
    )  # fmt: skip
