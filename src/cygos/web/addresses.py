"""The public addresses, fixed from the start: one room each. A room that is not open yet says what will be there."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt

from cygos.kernel.refusals import Refusal
from cygos.web.access import ANY_WAY, open_to


@dataclass(frozen=True)
class Room:
    """What lies at one public address. `path` has no slashes around it."""

    path: str
    title: Promise
    purpose: Promise
    is_open: bool = False

    @property
    def address(self) -> str:
        return f"/{self.path}/"


ROOMS = (
    Room("berita", _("Berita Kota"), _("Berita dari pemerintah kota."), is_open=True),
    Room(
        "pengumuman", _("Pengumuman"), _("Pengumuman dan siaga dari pemerintah kota."), is_open=True
    ),
    Room("cari", _("Cari"), _("Satu pencarian untuk seluruh kota."), is_open=True),
    Room(
        "tanya",
        _("Tanya Jawab"),
        _("Di sini nanti Anda dapat bertanya kepada kota dan membaca jawabannya."),
    ),
    Room(
        "lapor",
        _("Lapor"),
        _("Di sini nanti Anda dapat melaporkan masalah di kota dan mengikuti penanganannya."),
    ),
    Room(
        "lacak",
        _("Lacak"),
        _("Di sini nanti Anda dapat melihat sampai di mana laporan atau permohonan Anda."),
    ),
    Room("peta", _("Peta"), _("Di sini nanti ada peta kota: laporan, layanan, dan tempat.")),
    Room(
        "informasi",
        _("Permohonan Informasi"),
        _("Di sini nanti Anda dapat meminta informasi publik dari PPID kota."),
    ),
    Room(
        "aman",
        _("Lapor dengan Aman"),
        _("Di sini nanti korban dan saksi kekerasan dapat melapor dengan aman."),
    ),
    Room(
        "rapat",
        _("Rapat"),
        _("Di sini nanti ada rapat koordinasi kota beserta rekomendasi yang disepakati."),
    ),
    Room(
        "janji",
        _("Janji Kota"),
        _("Di sini nanti ada setiap janji kota: tenggatnya, penanggung jawabnya, dan keadaannya."),
    ),
    Room(
        "periksa",
        _("Periksa Dokumen"),
        _("Di sini nanti Anda dapat memeriksa keaslian surat dan halaman kota."),
    ),
    Room(
        "perizinan",
        _("Perizinan"),
        _("Di sini nanti Anda dapat mengurus izin dan melihat syarat, biaya, dan waktunya."),
    ),
    Room(
        "rencana",
        _("Rencana Kota"),
        _("Di sini nanti ada rencana, program, dan anggaran kota."),
    ),
    Room("pasar", _("Pasar IKM"), _("Di sini nanti ada produk industri kecil dan menengah kota.")),
    Room(
        "data", _("Data Terbuka"), _("Di sini nanti ada data kota yang boleh dipakai siapa saja.")
    ),
    Room("kerja", _("Ruang Kerja"), _("Tempat kerja petugas kota."), is_open=True),
    Room("api", _("API"), _("Di sini program lain membaca data kota."), is_open=True),
    Room(
        "open311/v2",
        _("Open311"),
        _("Di sini nanti program lain dapat mengirim dan membaca laporan menurut GeoReport v2."),
    ),
    Room(
        "ledger",
        _("Buku Besar Publik"),
        _("Di sini nanti setiap perbuatan kota tercatat dan dapat dibuktikan."),
    ),
)

# Addresses that serve the machinery; they hold no room, and no page may take them either.
MACHINERY = frozenset(
    {
        "en",
        "id",
        "static",
        "media",
        "dokumen",
        "masuk",
        "keluar",
        "akun",
        "healthz",
        "umpan",
        "dilihat",
    }
    | {
        "langganan",
        "peta-situs",
        "tentang",
        "aksesibilitas",
        "perangkat-daerah",
        "layanan",
        "pejabat",
        "pratinjau",
    }
)


class NotOpenYet(Refusal):
    """The address is promised; what will be there does not exist yet."""

    code, status = "not-open-yet", 404
    sentence = gettext_noop("{title} belum dibuka.")
    advice = gettext_noop("{purpose}")


def open_rooms() -> tuple[Room, ...]:
    """The rooms that can be entered, in the order of the navigation."""
    return tuple(room for room in ROOMS if room.is_open)


def closed_doors() -> list[URLPattern]:
    """A door for each room that is not open yet: whatever is asked of it, it says what will be there."""
    return [
        re_path(rf"^{room.path}(?:/.*)?$", not_open_yet, {"room": room}, name=f"closed-{room.path}")
        for room in ROOMS
        if not room.is_open
    ]


@csrf_exempt  # a program that posts here must read "not open yet", not a word about cookies
@open_to(ANY_WAY)
def not_open_yet(request: HttpRequest, room: Room) -> HttpResponse:
    """Refuse, in words. Raises NotOpenYet."""
    raise NotOpenYet(title=room.title, purpose=room.purpose)


def keep_free(slug: str, *, own: str = "") -> None:
    """Raise ValidationError where a page at the root would take an address that is promised to a room.

    `own` is the one such address that this kind of page is meant for.
    """
    taken = MACHINERY | {room.path.partition("/")[0] for room in ROOMS}
    if slug in taken and slug != own:
        raise ValidationError(
            {
                "slug": _("Alamat /%(slug)s/ sudah dijanjikan untuk ruang lain. Pilih alamat lain.")
                % {"slug": slug}
            }
        )
