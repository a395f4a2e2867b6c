"""Which port the city answers on: the one that was asked for, or the first free one, said aloud."""

import socket

from cygos.config.language import gettext, gettext_noop
from cygos.config.reasons import CannotDo
from cygos.config.terminal import say

FIRST, LAST = 8000, 8019


def free_port(host: str, wanted: int | None) -> int:
    """The wanted port, or the first free one from 8000 on. Raises CannotDo when taken."""
    if wanted:
        if not _is_free(host, wanted):
            raise CannotDo(
                gettext_noop(
                    "Port {port} dipakai program lain. Pilih yang lain dengan --port, atau jangan "
                    "sebut port supaya dicarikan yang bebas."
                ),
                port=wanted,
            )
        return wanted
    for port in range(FIRST, LAST + 1):
        if _is_free(host, port):
            if port != FIRST:
                said = gettext("Port {first} dipakai program lain; kota memakai {port}.")
                say(said.format(first=FIRST, port=port))
            return port
    raise CannotDo(
        gettext_noop("Semua port dari {first} sampai {last} terpakai. Pilih yang lain dengan --port."),
        first=FIRST, last=LAST,
    )  # fmt: skip


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
