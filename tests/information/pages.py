"""Pages as the old portal wrote them, made for the tests: every word here is invented."""

TITLE = "Warga Kelurahan Contoh Menanam Seribu Pohon di Tepi Sungai"
BANNERS = (
    "SELAMAT DATANG DI KOTA CONTOH",
    "Kota Contoh : rapi, “ramah”, dan terbuka",
    "Layanan (daring : 24 jam), dsb",
)
PARAGRAPHS = (
    "Warga Kelurahan Contoh menanam pohon pada Rabu ( 7/12 ), di tepi sungai.  Dua spasi ini disengaja.",
    'Lurah \u00a0 Wartini berkata “mari rawat bersama" dan menutup acara,tanpa spasi.',
    "Kegitan serupa – menurut 'rencana’ – digelar lagi tahun depan ; Rp 1.500.000,- disiapkan.",
)


def page_2016(
    *,
    title=TITLE,
    banners=BANNERS,
    paragraphs=PARAGRAPHS,
    head="\u00a0 07-12-2016 14:24 WIB \u00a0 \u00a0 by Tanya Jawab \u00a0 \u00a0 Dilihat: 405 kali Berita Kota",
    between="",
):
    """The form of 2016. `between` is what an empty line holds."""
    above = [("• " if n == 0 else "  • ") + banner for n, banner in enumerate(banners)]
    return "\n".join([*above, between, title, between, head, _parted(paragraphs, between)])


def page_later(
    *,
    title=TITLE,
    banners=(),
    paragraphs=PARAGRAPHS,
    head="04 November 2019  •  00:00  •  Dilihat 102x  •  Diskominfo  •  Berita",
    between="",
):
    """The later form: the title above the head, and again below it."""
    above = [f"  • {banner}" for banner in banners]
    return "\n".join(
        [
            *above,
            between,
            title,
            between,
            head,
            between,
            title,
            between,
            _parted(paragraphs, between),
        ]
    )


def _parted(paragraphs, between):
    return f"\n{between}\n".join(paragraphs)
