"""What a typing mistake may have meant: words of the city's own that are nearly the same and are found today.

Every word lies in an index under itself, under itself without each of its letters, and under its consonants; what was
typed is looked up under all of those of its own, and of theirs. That reaches a letter too many, missing, wrong or
swapped, and vowels at will, without reading the list of words.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from django.db import connection

from cygos.kernel.search import wording
from cygos.kernel.search.wording import WORD, Question

FEW = 3  # a word found so often or less may be a mistake, in a text as in a question
TIMES = 10  # …if what it may have meant is found so much more often
MOST = 150  # words that are looked at for each
BEST = 5  # …and of those that are counted
SHORT = 5  # letters: up to here one mistake, beyond two
COUNTED = 200


def meant(typed: str, question: Question) -> str:
    """What was typed with other words in it; empty where none come to mind. Three questions at most."""
    known = _counted(question.doubted)
    rare = [word for word in question.doubted if known.get(word, 0) <= FEW]
    near = {word: _nearest(word, alike) for word, alike in _alike(rare).items()}
    counts = _counted({one for alike in near.values() for _far, one in alike})
    instead = {}
    for word, alike in near.items():
        enough = max(1, TIMES * known.get(word, 0))
        fit = [(far, -counts[one], one) for far, one in alike if counts.get(one, 0) >= enough]
        if fit:
            instead[word] = min(fit)[2]
    return _replaced(typed, instead) if instead else ""


def distance(one: str, other: str, *, most: int) -> int:
    """How many letters are too many, missing, wrong or swapped; more than `most` is `most` + 1."""
    before: Sequence[int] = []
    last: Sequence[int] = range(len(other) + 1)
    for row, letter in enumerate(one, 1):
        line = [row]
        for place, sign in enumerate(other, 1):
            steps = min(last[place] + 1, line[-1] + 1, last[place - 1] + (letter != sign))
            if row > 1 and place > 1 and letter == other[place - 2] and one[row - 2] == sign:
                steps = min(steps, before[place - 2] + 1)
            line.append(steps)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)


def _nearest(word: str, alike: Collection[str]) -> list[tuple[int, str]]:
    most = 1 if len(word) <= SHORT else 2
    far = sorted(
        (distance(word, one, most=most), one)
        for one in alike if one != word and abs(len(one) - len(word)) <= most
    )  # fmt: skip
    return [(steps, one) for steps, one in far if steps <= most][:BEST]


def _alike(words: Collection[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    if words:
        with connection.cursor() as cursor:
            cursor.execute("SELECT typed, word FROM search_alike(%s, %s)", [list(words), MOST])
            for typed, word in cursor.fetchall():
                found.setdefault(typed, []).append(word)
    return found


def _counted(words: Collection[str]) -> Mapping[str, int]:
    """How often each is found, up to `COUNTED`."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, found FROM search_count(%s, %s)", [sorted(words), COUNTED])
        return dict(cursor.fetchall())


def _replaced(typed: str, instead: Mapping[str, str]) -> str:
    def one(found: re.Match[str]) -> str:
        return instead.get(wording.plain(found[0]), found[0])

    return WORD.sub(one, typed)
