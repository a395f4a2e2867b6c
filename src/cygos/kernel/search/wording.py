"""How words are written before they are compared: without accents and stop words, old spellings beside new ones.

Done here and not by a dictionary of PostgreSQL: a stop-word list is a file in the server's own folder, and a city's
own server gives nobody access to it. Text and question go through the same door, so they always agree.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LONGEST = 200  # letters of a question
MOST = 12  # words of it
WORD = re.compile(r"\w+")
TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
CODE = re.compile(
    r"(?:[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{8}|(?:[0-9A-HJKMNP-TV-Z]{4}-?){3}[0-9A-HJKMNP-TV-Z]{4})"
)


@dataclass(frozen=True)
class Question:
    """What was asked, as PostgreSQL's `websearch_to_tsquery` reads it; empty if nothing is left to look for."""

    text: str


def of_text(text: str) -> str:
    """A text as it is kept for the search: both spellings of what has two."""
    return " ".join(_with_both(" ".join(_words(text))))


def of_question(typed: str) -> Question:
    """Words, “phrases” in quotes, and -words that must not stand there."""
    terms, is_asking = [], False
    for sign, phrase, word in TERM.findall(typed[:LONGEST])[:MOST]:
        said = _words(phrase or word)
        if said:
            written = " ".join(_in_full(said) if len(said) > 1 else said)
            terms.append(f'{sign}"{written}"' if len(said) > 1 else f"{sign}{written}")
            is_asking = is_asking or not sign
    return Question(" ".join(terms) if is_asking else "")


def is_tracking_code(typed: str) -> bool:
    """Whether this is the secret of somebody's case, and no word to look for."""
    code = typed.strip().upper()
    return bool(CODE.fullmatch(code)) and any(sign.isdigit() for sign in code)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    singles, _ = _spellings()
    return [singles.get(word, word) for word in WORD.findall(plain) if word not in _stop_words()]


def _with_both(text: str) -> list[str]:
    _, shorts = _spellings()
    for short, full in shorts.items():
        both = f"{short} {full}"
        text = re.sub(rf"\b(?:{re.escape(short)}|{re.escape(full)})\b", both, text)
    return text.split()


def _in_full(words: list[str]) -> list[str]:
    _, shorts = _spellings()
    return [shorts.get(word, word) for word in words]


@cache
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    """Words that replace each other one by one, and short forms with what they stand for."""
    with (HERE / "spellings.csv").open(newline="") as file:
        pairs = [(row["old"], row["new"]) for row in csv.DictReader(file)]
    singles = {old: new for old, new in pairs if " " not in new}
    shorts = {
        old: " ".join(word for word in new.split() if word not in _stop_words())
        for old, new in pairs if " " in new
    }  # fmt: skip
    return singles, shorts


@cache
def _stop_words() -> frozenset[str]:
    return frozenset((HERE / "stop_words.txt").read_text().split())
