"""The language of the terminal: Bahasa, unless --lang, CYGOS_LANG or the machine's locale says English.

Commands speak before Django is set up (help, a bad option), so this reads the same catalogues by itself.
"""

import gettext as catalogues
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cygos.config.folders import PACKAGE
from cygos.database.reasons import gettext_noop

__all__ = ["gettext", "gettext_noop", "speak", "spoken", "wanted"]

LANGUAGES = ("id", "en")
FIRST = "id"
PLACES = ("LC_ALL", "LC_MESSAGES", "LANG")


class _Speech:
    """What is spoken now; Bahasa is the msgids themselves and needs no catalogue."""

    def __init__(self) -> None:
        self.language = FIRST
        self.catalogue = catalogues.NullTranslations()


_speech = _Speech()


def gettext(text: str) -> str:
    """A text in the language that is spoken. Called when it is said, never when a file is loaded."""
    return _speech.catalogue.gettext(text) if text else text


def spoken() -> str:
    """The code of the language that is spoken: id or en."""
    return _speech.language


def speak(language: str) -> None:
    """Speak this language from now on, Django too once it is set up."""
    _speech.language = language
    _speech.catalogue = _catalogue(language)


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Which language is asked for: --lang first, CYGOS_LANG then, the machine's locale last."""
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--lang":
            return _known(following)
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
    if said := environment.get("CYGOS_LANG"):
        return _known(said)
    locale = next((environment[place] for place in PLACES if environment.get(place)), "")
    return "en" if locale.startswith("en") else FIRST


def _known(language: str) -> str:
    return "en" if language.lower().startswith("en") else FIRST


def _catalogue(language: str) -> catalogues.NullTranslations:
    found = catalogues.NullTranslations()
    if language != FIRST:
        for file in sorted(PACKAGE.rglob(f"locale/{language}/LC_MESSAGES/django.mo")):
            with file.open("rb") as compiled:
                one = catalogues.GNUTranslations(compiled)
            one.add_fallback(found)
            found = one
    return found
