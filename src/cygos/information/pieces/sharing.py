"""How a page is handed on: plain links, and the pictures that go with it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Way:
    """A way to hand an address on: a plain link, so nobody is told who reads what before it is followed."""

    name: Any
    icon: str
    address: str


@dataclass(frozen=True)
class Picture:
    """A picture of a page, and what is to be seen on it."""

    address: str
    alt: str


def ways_to_share(title: str, address: str) -> list[Way]:
    """By messenger, by the large networks, by mail; none of them has a script of theirs on our pages."""
    words, page = quote(title), quote(address, safe="")
    return [
        Way("WhatsApp", "message-circle", f"https://wa.me/?text={words}%20{page}"),
        Way("Telegram", "send", f"https://t.me/share/url?url={page}&text={words}"),
        Way("Facebook", "share-2", f"https://www.facebook.com/sharer/sharer.php?u={page}"),
        Way("X", "share", f"https://x.com/intent/post?url={page}&text={words}"),
        Way(_("Surel"), "mail", f"mailto:?subject={words}&body={page}"),
    ]


def pictures_of(stream: Any) -> list[Picture]:
    """The pictures of a text, in the largest size that was prepared when it was published."""
    shown = [block.value for block in stream if block.block_type == "image"]
    return [
        Picture(size.url, value["alt"])
        for value in shown
        if value["image"]
        for size in value["image"].prefetched_renditions[-1:]
    ]
