"""The network address somebody comes from, as far as it can be believed."""

from ipaddress import IPv6Network, ip_address

from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104  whom nobody can name shares one address, and its limits


def client_address(request: HttpRequest) -> str:
    """The caller's address. Only a proxy on this very machine is believed about whom it speaks for.

    In IPv6 a household has a whole /64 of addresses: they count as one.
    """
    caller = _parsed(str(request.META.get("REMOTE_ADDR", "")))
    said = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    if caller and ip_address(caller).is_loopback and (spoken_for := _parsed(said)):
        return spoken_for
    return caller or UNKNOWN


def _parsed(text: str) -> str | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if address.version == 6 and not address.is_loopback:
        return str(IPv6Network(f"{address}/64", strict=False).network_address)
    return str(address)
