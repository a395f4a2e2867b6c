"""The text of an article as plain words, and its fingerprint: what one cites, and how anybody checks it.

The fingerprint is the SHA-256 of exactly the bytes that `/berita/<article>/teks/` answers, so that

    curl -s https://…/berita/<article>/teks/ | sha256sum

prints it again. Pictures, files and the count of views are not part of it: it speaks for the words.
"""

import hashlib
from typing import Any

from cygos.information.pieces import wording
from cygos.web import times


def text_of(article: Any) -> str:
    """Title, time, category and author, then lead and body, a paragraph to a line with an empty line between."""
    when = times.moment_iso if article.is_time_known else times.day_iso
    head = (
        article.title,
        f"{when(article.published_at)} | {article.category.name} | {article.byline}",
    )
    parts = [*head, article.lead, *wording.paragraphs(article.body.raw_data)]
    return "\n\n".join(part for part in parts if part) + "\n"


def fingerprint(text: str) -> str:
    """64 letters that are another for every other text."""
    return hashlib.sha256(text.encode()).hexdigest()
