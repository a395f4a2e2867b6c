"""Do the options go together, and is every one that was set known?"""

import os
from collections.abc import Iterator
from difflib import get_close_matches
from ipaddress import ip_address

from cygos.config.checking.finding import Finding, failure, good, warning
from cygos.config.language import gettext
from cygos.config.options import Options, options

# Read before there are options, or by the tests alone.
OTHERS = {"CYGOS_DATA", "CYGOS_LANG", "CYGOS_DATABASE_USER", "CYGOS_TEST_TEMPLATE"}


def findings() -> Iterator[Finding]:
    """What stands in cygos.toml and in CYGOS_… variables."""
    chosen = options()
    yield from _unknown_variables()
    yield from _demo(chosen)
    yield from _domain(chosen)
    if not ip_address(chosen.host).is_loopback:
        yield warning(
            "host",
            gettext("Server web mendengarkan di {host}, terbuka ke jaringan.").format(host=chosen.host),
            why=gettext("Tanpa proksi TLS di depannya, kata sandi dan kue lewat tanpa sandi."),
            mend=gettext("Pakai host 127.0.0.1 dan pasang Caddy di depannya (docs/operating/install.md)."),
        )  # fmt: skip


def _unknown_variables() -> Iterator[Finding]:
    known = {f"CYGOS_{name.upper()}" for name in Options.model_fields} | OTHERS
    for variable in sorted(os.environ):
        if variable.startswith("CYGOS_") and variable not in known:
            near = get_close_matches(variable, known, n=1)
            yield warning(
                "options",
                gettext("Variabel {variable} tidak dikenal dan diabaikan.").format(variable=variable),
                why=gettext("Mungkin salah ketik, dan yang Anda maksud tidak berlaku."),
                mend=gettext("Hapus, atau tulis {near}.").format(near=", ".join(near or sorted(known))),
            )  # fmt: skip


def _demo(chosen: Options) -> Iterator[Finding]:
    if chosen.is_demo and chosen.domain:
        yield failure(
            "demo",
            gettext("Kota contoh menyala di alamat umum {domain}.").format(domain=chosen.domain),
            why=gettext("Siapa pun dapat masuk sebagai siapa pun tanpa kata sandi."),
            mend=gettext("Hapus demo = true dari cygos.toml (dan CYGOS_DEMO), lalu nyalakan ulang."),
        )  # fmt: skip
    elif chosen.is_demo:
        yield good("demo", gettext("Kota contoh; bukan situs resmi."))


def _domain(chosen: Options) -> Iterator[Finding]:
    if not chosen.domain:
        yield good("domain", gettext("Belum ada domain: kota hanya menjawab di mesin ini."))
    elif "." not in chosen.domain:
        yield warning(
            "domain",
            gettext("{domain} bukan alamat yang dapat memiliki sertifikat TLS.").format(
                domain=chosen.domain
            ),
            why=gettext("Kue masuk hanya dikirim lewat https; orang tidak akan dapat masuk."),
            mend=gettext("Isi domain lengkap, seperti namakota.go.id."),
        )
    else:
        yield good("domain", f"https://{chosen.domain}")
