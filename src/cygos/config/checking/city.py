"""Are the tables as the code expects, is there a city in them, can it send mail, and is Django content?"""

import socket
from collections.abc import Iterator

from cygos.config.checking.finding import Finding, failure, good, warning
from cygos.config.language import gettext, gettext_noop
from cygos.config.options import options

MAIL_PATIENCE = 5  # seconds
# What Django says of a served city, where an operator can do something about it. It also asks for its own redirect and
# HSTS; ours are in web/https.py.
KNOWN = {
    "security.W009": gettext_noop("Kunci rahasia terlalu lemah."),
    "security.W012": gettext_noop("Kue sesi dapat lewat tanpa https."),
    "security.W016": gettext_noop("Kue pelindung formulir dapat lewat tanpa https."),
    "security.W018": gettext_noop("Mode pengembang menyala."),
    "security.W020": gettext_noop("Tidak ada alamat yang boleh dilayani."),
}


def findings() -> Iterator[Finding]:
    """What needs Django and a database that answers."""
    from cygos.config.serving.preparing import is_behind, static_digest, static_seen

    if is_behind():
        yield failure(
            "tables",
            gettext("Tabel belum sesuai dengan program."),
            why=gettext("Program membaca kolom yang belum ada."),
            mend="cygos manage migrate",
        )
        return
    yield good("tables", gettext("Tabel sesuai dengan program."))
    yield from _pack()
    if static_digest() != static_seen():
        yield warning(
            "static",
            gettext("Berkas statis belum dibangun untuk program ini."),
            why=gettext("Halaman tampil tanpa gaya atau dengan gaya lama."),
            mend=gettext("Nyalakan ulang kota: cygos serve membangunnya."),
        )
    else:
        yield good("static", gettext("Berkas statis terbangun."))
    yield from _rule_books()
    yield from _mail()
    yield from _django()


def _rule_books() -> Iterator[Finding]:
    """Does the city keep every term, and the code every effect, that a book in use names?"""
    from cygos.kernel.cases.examining import missing_effects, missing_terms

    terms, effects = missing_terms(), missing_effects()
    if terms:
        yield failure(
            "terms",
            gettext("Buku aturan menyebut tenggat yang tidak ada: {keys}.").format(
                keys=", ".join(terms)
            ),
            why=gettext("Perkara tidak dapat dibuka: tidak diketahui berapa lama janjinya."),
            mend=gettext(
                "Tambahkan tenggat itu di terms.csv paket kota, lalu: cygos pack apply PAKET"
            ),
        )
    if effects:
        yield failure(
            "effects",
            gettext(
                "Buku aturan yang dipakai menyebut akibat yang tidak ada lagi: {names}."
            ).format(names=", ".join(effects)),
            why=gettext("Perkara yang berjalan dengan buku itu tidak dapat dilanjutkan."),
            mend=gettext(
                "Kembalikan kode akibat itu, atau pindahkan perkaranya ke buku yang baru."
            ),
        )
    if not (terms or effects):
        yield good("rule-books", gettext("Setiap buku aturan menemukan tenggat dan akibatnya."))


def _pack() -> Iterator[Finding]:
    from cygos.kernel.city.models import City

    city = City.objects.first()
    if city is None:
        yield warning(
            "pack",
            gettext("Kota masih kosong: belum ada paket yang diterapkan."),
            why=gettext("Halaman tampil tanpa nama kota, unit, dan wilayah."),
            mend=f"cygos pack apply {options().pack}",
        )
    else:
        yield good("pack", city.name)


def _mail() -> Iterator[Finding]:
    from django.conf import settings
    from django.core.mail import get_connection

    if "smtp" not in settings.EMAIL_BACKEND or settings.EMAIL_HOST == "localhost":
        if options().domain:
            yield failure(
                "mail",
                gettext("Surel belum disetel."),
                why=gettext("Kode masuk dikirim lewat surel; tanpa itu tidak ada yang dapat masuk."),
                mend=gettext("Isi email_url di cygos.toml (docs/operating/settings.md)."),
            )  # fmt: skip
        return
    try:
        socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), MAIL_PATIENCE).close()
        get_connection(timeout=MAIL_PATIENCE).open()
    except OSError as error:
        yield failure(
            "mail",
            gettext("Server surel {host} tidak menerima kita: {error}").format(
                host=settings.EMAIL_HOST, error=error
            ),
            why=gettext("Kode masuk dikirim lewat surel; tanpa itu tidak ada yang dapat masuk."),
            mend=gettext("Periksa email_url: mesin, port, nama, dan kata sandi."),
        )
    else:
        yield good("mail", gettext("Server surel {host} menerima kita.").format(host=settings.EMAIL_HOST))  # fmt: skip


def _django() -> Iterator[Finding]:
    from django.core.checks import ERROR, run_checks

    served = bool(options().domain)  # a city on this machine only has no https to ask for
    found = [one for one in run_checks(include_deployment_checks=served) if not one.is_silenced()]
    for message in found:
        say = failure if message.level >= ERROR else warning
        known = gettext(KNOWN[message.id]) if message.id in KNOWN else str(message.msg)
        yield say(
            f"django.{message.id}",
            known,
            why=gettext("Pemeriksaan Django {code}.").format(code=message.id),
            mend=str(message.hint or gettext("Laporkan ke pembuat CyGoS; setelan ini bukan milik kota.")),
        )  # fmt: skip
    if not found:
        yield good("django", gettext("Pemeriksaan Django bersih."))
