"""The six areas of CyGoS as a reader meets them: what each is for, and which of its rooms can be entered."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cygos.web.addresses import ROOMS, Room
from cygos.web.navigation import in_language


@dataclass(frozen=True)
class Door:
    """A way into an area, in the reader's language."""

    label: Promise
    address: str


@dataclass(frozen=True)
class Area:
    """One of the six. `name` is what it is called in every language; `rooms` are the paths of its public addresses."""

    name: str
    title: Promise
    purpose: Promise
    icon: str
    rooms: tuple[str, ...]

    @property
    def open_rooms(self) -> Iterator[Room]:
        return (room for room in ROOMS if room.path in self.rooms and room.is_open)

    @property
    def doors(self) -> list[Door]:
        """Its open rooms; none while nobody can enter anything of it."""
        code = get_language() or settings.LANGUAGE_CODE
        return [Door(room.title, in_language(room.address, code)) for room in self.open_rooms]


AREAS = (
    Area(
        "Cyber Information", _("Informasi"),
        _("Apa yang dikatakan kota, dan apa yang berhak Anda ketahui."),
        "newspaper", ("berita", "pengumuman", "tanya", "informasi", "data", "peta"),
    ),
    Area(
        "Cyber Public Service", _("Layanan publik"),
        _("Melapor, mengikuti penanganannya, dan mencari perlindungan."),
        "message-square-warning", ("lapor", "lacak", "aman"),
    ),
    Area(
        "Cyber Licensing", _("Perizinan"),
        _("Syarat, biaya, dan waktu setiap izin, dari permohonan sampai surat."),
        "stamp", ("perizinan", "periksa"),
    ),
    Area(
        "Cyber Planning", _("Perencanaan"),
        _("Apa yang akan dikerjakan kota, dengan uang apa, dan sampai di mana."),
        "map", ("rencana", "janji"),
    ),
    Area(
        "Cyber Marketing City", _("Pemasaran kota"),
        _("Industri kecil dan menengah kota, dan tempat yang layak dikunjungi."),
        "store", ("pasar",),
    ),
    Area(
        "Cyber Administration", _("Administrasi"),
        _("Rapat kota, rekomendasinya, dan catatan setiap perbuatan."),
        "scale", ("rapat", "ledger"),
    ),
)  # fmt: skip
