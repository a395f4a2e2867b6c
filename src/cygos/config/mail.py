"""Where mail goes: to a mail server named by an address, or into a folder when there is none."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """What Django wants to know of it; `is_tls` from the first byte, `is_starttls` after a greeting."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    is_tls: bool = False
    is_starttls: bool = False


def mail(address: str, folder: Path) -> tuple[str, MailServer]:
    """The way mail is sent, from an address such as smtp+starttls://user:password@mail.example:587."""
    if not address:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        return "django.core.mail.backends.filebased.EmailBackend", MailServer()
    part = urlsplit(address)
    return "django.core.mail.backends.smtp.EmailBackend", MailServer(
        host=part.hostname or "localhost",
        port=part.port or PORTS[part.scheme],
        user=unquote(part.username or ""),
        password=unquote(part.password or ""),
        is_tls=part.scheme == "smtps",
        is_starttls=part.scheme == "smtp+starttls",
    )
