"""Is what lies on the disk safe from other eyes, is there room left, and is there a backup?"""

import json
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from cygos.config import folders
from cygos.config.checking.finding import Finding, failure, good, warning
from cygos.config.language import gettext
from cygos.config.options import FILE, is_secret, options

SCARCE, EMPTY = 2 * 2**30, 512 * 2**20  # bytes
OLDEST_BACKUP = timedelta(days=7)
LAST_BACKUP = "last-backup.json"


def findings() -> Iterator[Finding]:
    """The data folder, its secrets, the disk under it, and the last backup."""
    yield from _data_folder()
    yield from _secrets()
    yield from _disk()
    yield from _backup()


def _data_folder() -> Iterator[Finding]:
    data = folders.data()
    if data.stat().st_mode & stat.S_IWOTH:
        yield failure(
            "data",
            gettext("Setiap akun di mesin ini dapat menulis di {data}.").format(data=data),
            why=gettext("Siapa pun dapat mengganti isi kota."),
            mend=f"chmod o-w {data}",
        )
    else:
        yield good("data", str(data))


def _secrets() -> Iterator[Finding]:
    held = [folders.data() / "secret"]
    if any(getattr(options(), name) for name in type(options()).model_fields if is_secret(name)):
        held.append(folders.data() / FILE)
    for path in held:
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield failure(
                "secret",
                gettext("Akun lain di mesin ini dapat membaca {path}.").format(path=path),
                why=gettext("Yang membacanya dapat memalsukan sesi masuk, atau masuk ke basis data."),
                mend=f"chmod 600 {path}",
            )  # fmt: skip
        elif path.exists():
            yield good("secret", gettext("{path} hanya terbaca pemiliknya.").format(path=path))


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(folders.data()).free
    what = gettext("{free} MB ruang kosong untuk data.").format(free=free // 2**20)
    if free < SCARCE:
        say = failure if free < EMPTY else warning
        yield say(
            "disk",
            what,
            why=gettext("Basis data berhenti menerima tulisan kalau ruang habis."),
            mend=gettext("Bersihkan disk, atau pindahkan data ke disk yang lebih besar (CYGOS_DATA)."),
        )  # fmt: skip
    else:
        yield good("disk", what)


def _backup() -> Iterator[Finding]:
    from cygos.web import clock

    if options().is_demo:
        return
    made = last_backup(folders.data())
    if made and made > clock.unmoved() - OLDEST_BACKUP:
        yield good("backup", gettext("Cadangan terakhir: {made:%d-%m-%Y}.").format(made=made))
        return
    what = gettext("Belum pernah ada cadangan.")
    if made:
        what = gettext("Cadangan terakhir {made:%d-%m-%Y}, lebih dari seminggu lalu.")
    yield warning(
        "backup",
        what.format(made=made),
        why=gettext("Kalau mesin ini rusak, yang sesudah itu tidak akan kembali."),
        mend="cygos backup /media/cadangan/kota.cygos",
    )


def last_backup(data: Path) -> datetime | None:
    """When the last backup was made from here; None when none ever was."""
    try:
        return datetime.fromisoformat(json.loads((data / LAST_BACKUP).read_text())["made_at"])
    except (OSError, ValueError, KeyError):
        return None
