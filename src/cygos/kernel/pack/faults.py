"""What is wrong with a pack: file, line, column, what was expected. All of it at once, not the first only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext

from cygos.kernel.refusals import Refusal


@dataclass(frozen=True)
class Fault:
    """One fault. `line` 0: the whole file; `column` "": the whole line."""

    file: str
    line: int
    column: str
    expected: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.expected}"
        if not self.column:
            return gettext("{file}, baris {line}: {expected}").format(**vars(self))
        return gettext("{file}, baris {line}, kolom {column}: {expected}").format(**vars(self))


class FaultyPack(Refusal):
    """The pack cannot be read as it is; nothing of it was applied."""

    code, status = "faulty-pack", 422
    sentence = "Paket di {folder} memuat {count} kesalahan:\n{list}"
    advice = "Perbaiki baris-baris itu, lalu jalankan `cygos pack check` lagi."

    SHOWN: ClassVar[int] = 50

    def __init__(self, *, folder: object, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults[: self.SHOWN])
        super().__init__(folder=folder, count=len(self.faults), list=lines)


class PackMoved(Refusal):
    """Pack or city changed between the preview and the consent."""

    code, status = "pack-moved", 409
    sentence = "Isi kota atau paket berubah sejak pratinjau dibuat; tidak ada yang diterapkan."
    advice = "Lihat pratinjaunya sekali lagi."


class UnknownKeys(Refusal):
    """--take names what the preview does not."""

    code, status = "unknown-pack-keys", 422
    sentence = "Tidak ada dalam pratinjau: {keys}."
    advice = "Tulis kuncinya persis seperti dalam pratinjau, misalnya areas:33.74.01."


class RemovedOnScreen(Refusal):
    """A new row points at one that was removed on screen."""

    code, status = "removed-on-screen", 409
    sentence = "{key} menunjuk {target}, yang sudah dihapus di layar."
    advice = (
        "Terapkan dengan --take {target} untuk mengembalikannya, atau ubah barisnya dalam paket."
    )


class BrokenRule(Refusal):
    """What the pack asks for breaks a rule of the city's records; nothing of it was applied."""

    code, status = "broken-rule", 409
    sentence = "Bagian {section} tidak dapat diterapkan karena melanggar aturan {rule}. {detail}"
    advice = "Cari baris yang disebut di layar atau dalam paket, ubah salah satunya, lalu ulangi."
