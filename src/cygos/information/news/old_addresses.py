"""Where the pages of the old portal stood: given one by one, or as a list (file name, tab, address)."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop

from cygos.information.news.models import LONGEST_ADDRESS
from cygos.kernel.refusals import Refusal


class BadAddress(Refusal):
    """What was given as the old address of a page is none."""

    code, status = "bad-address", 422
    sentence = gettext_noop("“{found}” bukan alamat web yang utuh.")
    advice = gettext_noop("Tulis lengkap, seperti https://kota.go.id/p/123/judul.")


class BadAddressList(Refusal):
    """A line of the list is not a file name, a tab and an address that stand there for the first time."""

    code, status = "bad-address-list", 422
    sentence = gettext_noop(
        "{file}:{line}: seharusnya nama berkas, tab, lalu alamat web, masing-masing satu kali; "
        "yang ada “{found}”."
    )
    advice = gettext_noop("Perbaiki baris itu, lalu ulangi. Belum ada yang diimpor.")


class UnreadableAddressList(Refusal):
    """The list cannot be read as UTF-8 text."""

    code, status = "unreadable-address-list", 422
    sentence = gettext_noop("Daftar alamat {file} tidak dapat dibaca: {why}.")
    advice = gettext_noop("Periksa nama dan izinnya, dan simpan sebagai teks UTF-8.")


def checked(address: str) -> str:
    """The address, without spaces around it. Raises BadAddress."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        raise BadAddress(found=address) from None
    is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    if not is_whole or any(sign.isspace() for sign in address) or len(address) > LONGEST_ADDRESS:
        raise BadAddress(found=address[:80])
    return address


def read(path: Path) -> dict[str, str]:
    """Address by file name. Empty lines are passed over. Raises BadAddressList or UnreadableAddressList."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UnreadableAddressList(file=path, why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise UnreadableAddressList(file=path, why=error.reason) from error
    addresses: dict[str, str] = {}
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name, tab, address = line.partition("\t")
        try:
            address = checked(address)
        except BadAddress:
            tab = ""
        if not tab or not name.strip() or name.strip() in addresses or address in seen:
            raise BadAddressList(file=path, line=number, found=line[:80])
        addresses[name.strip()] = address
        seen.add(address)
    return addresses
