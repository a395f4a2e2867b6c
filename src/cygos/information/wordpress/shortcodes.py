"""WordPress's shortcodes, before the HTML is read: what they mean as HTML, or gone and said so."""

import re
from collections.abc import Callable
from html import escape

NAMES = r"[a-zA-Z][\w-]*"
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
CAPTION = re.compile(r"\[caption([^\]]*)\](.*?)\[/caption\]", re.S)
GALLERY = re.compile(r"(?<!\[)\[gallery([^\]]*)\]")
EMBED = re.compile(r"\[embed[^\]]*\]\s*(https?://[^\s\[\]]+)\s*\[/embed\]")
PAIR = re.compile(rf"(?<!\[)\[({NAMES})((?:\s[^\[\]]*)?)\](.*?)\[/\1\]", re.S)
WITH_FACTS = re.compile(rf"(?<!\[)\[({NAMES})(\s+[\w-]+\s*=[^\[\]]*)/?\]")
LEFT_OPEN = re.compile(
    r"(?<!\[)\[/?(?:vc_|et_pb_|rev_slider|contact-form|audio|video|playlist|toc)[^\[\]]*\]"
)
ESCAPED = re.compile(rf"\[(\[/?{NAMES}[^\[\]]*\])\]")
DEEPEST = 12  # page builders nest theirs


def replaced(html: str, *, drop: Callable[[str], None]) -> str:
    """The HTML with captions, galleries and embeds in its own words; `drop` is told the name of every other one."""
    html = CAPTION.sub(lambda found: f"<figure>{found[2]}</figure>", html)
    html = GALLERY.sub(lambda found: _gallery(found[1]), html)
    html = EMBED.sub(
        lambda found: f'<p><a href="{escape(found[1])}">{escape(found[1])}</a></p>', html
    )
    for _level in range(DEEPEST):
        html, count = PAIR.subn(lambda found: _opened(found, drop), html)
        if not count:
            break
    html = WITH_FACTS.sub(lambda found: _gone(found[1], drop), html)
    html = LEFT_OPEN.sub(lambda found: _gone(found[0].strip("[]/").split()[0], drop), html)
    return ESCAPED.sub(lambda found: found[1], html)


def _gallery(facts: str) -> str:
    """Its pictures by number; without any, those that belong to the page."""
    named = {found[1]: found[2] or found[3] or found[4] for found in ATTRIBUTE.finditer(facts)}
    ids = ",".join(re.findall(r"\d+", named.get("ids", "") or named.get("include", "")))
    return f'<figure data-gallery="{ids}"></figure>'


def _opened(found: re.Match[str], drop: Callable[[str], None]) -> str:
    """What stood inside stays."""
    drop(found[1])
    return found[3]


def _gone(name: str, drop: Callable[[str], None]) -> str:
    drop(name)
    return ""
