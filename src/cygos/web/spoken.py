"""Texts that a city keeps in Bahasa and perhaps in English: which of the two this reader reads."""

from django.utils.translation import get_language


def spoken(bahasa: str, english: str) -> str:
    """The text in the reader's language, or in Bahasa where nobody has translated it."""
    return (english if get_language() == "en" else "") or bahasa


def is_spoken(english: str) -> bool:
    """Whether that text is in the reader's language; else the page says which one it is in."""
    return get_language() != "en" or bool(english)
