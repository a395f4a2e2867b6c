"""How words are written before they are compared: without accents and stop words, old spellings beside new ones.

Done here and not by a dictionary of PostgreSQL: a stop-word list is a file in the server's own folder, and a city's
own server gives nobody access to it. Text and question go through the same door, so they always agree.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from cygos.kernel.search.spellings import EVERY_CITYS, Spellings

LONGEST = 200  # letters of a question
MOST = 12  # words of it
WORD = re.compile(r"[^\W_]+")
TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
LETTERS = re.compile(r"[a-z]{4,24}")
CODE = re.compile(
    r"(?:[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{8}|(?:[0-9A-HJKMNP-TV-Z]{4}-?){3}[0-9A-HJKMNP-TV-Z]{4})"
)


@dataclass(frozen=True)
class Question:
    """What was asked, as PostgreSQL's `websearch_to_tsquery` reads it; empty if nothing is left to look for.

    `wide` is the same without phrases, which an index can answer alone. `words` are those that were asked for, as
    they were typed; `marked` those that an answer may show instead; `doubted` those that may be mistyped.
    """

    text: str
    wide: str = ""
    words: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()


def of_text(text: str, spellings: Spellings = EVERY_CITYS) -> str:
    """A text as it is kept for the search: both spellings of what has two."""
    return " ".join(_with_both(" ".join(_words(text, spellings)), spellings))


def of_question(typed: str, spellings: Spellings = EVERY_CITYS) -> Question:
    """Words, “phrases” in quotes, and -words that must not stand there."""
    terms, wide, asked = [], [], []
    for sign, phrase, word in TERM.findall(typed[:LONGEST])[:MOST]:
        said = _words(phrase or word, spellings)
        if len(said) > 1:
            full = _in_full(said, spellings)
            terms.append(f'{sign}"{" ".join(full)}"')
            wide += [] if sign else full
        elif said:
            terms.append(f"{sign}{said[0]}")
            wide.append(f"{sign}{said[0]}")
        asked += [] if sign else said
    if not asked:
        return Question("")
    older = spellings.older
    words = tuple(dict.fromkeys(asked))
    marked = dict.fromkeys(one for word in words for one in (word, *older.get(word, ())))
    doubted = tuple(word for word in words if LETTERS.fullmatch(word) and word not in older)
    return Question(" ".join(terms), " ".join(wide), words, tuple(marked), doubted)


def for_guessing(text: str, spellings: Spellings) -> set[str]:
    """The words of a text that somebody may mistype: letters only, neither short nor endless."""
    return {word for word in _words(text, spellings) if LETTERS.fullmatch(word)}


def holds_tracking_code(typed: str) -> bool:
    """Whether the secret of somebody's case is in it, alone, among words, or in four parts."""
    whole = typed.upper()
    said = (*whole.split(), "-".join(whole.split()))
    return any(CODE.fullmatch(one) and any(sign.isdigit() for sign in one) for one in said)


def plain(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _words(text: str, spellings: Spellings) -> list[str]:
    found = WORD.findall(plain(text))
    return [spellings.singles.get(word, word) for word in found if word not in spellings.stop_words]


def _with_both(text: str, spellings: Spellings) -> Iterator[str]:
    for short, words in spellings.shorts.items():
        full = " ".join(words)
        if short in text or full in text:
            text = re.sub(rf"\b(?:{re.escape(short)}|{re.escape(full)})\b", f"{short} {full}", text)
    return iter(text.split())


def _in_full(words: list[str], spellings: Spellings) -> list[str]:
    return [part for word in words for part in spellings.shorts.get(word, (word,))]
