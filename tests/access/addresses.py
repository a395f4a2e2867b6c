"""Every address the city answers, from the resolver itself, each with an example to ask for."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern

COMPARE = "kerja/redaksi/pages/^(\\d+)/revisions/compare/(live|earliest|\\d+)\\.\\.\\.(live|latest|\\d+)/$"
# Addresses written as expressions: an example of each.
EXAMPLES = {
    "kerja/redaksi/^.*/$": "kerja/redaksi/tidak-ada/",
    "dokumen/^(\\d+)/(.*)$": "dokumen/999999/surat.pdf",
    COMPARE: "kerja/redaksi/pages/999999/revisions/compare/earliest...latest/",
    "^((?:[\\w\\-]+/)*)$": "tidak-ada/",
}


@dataclass(frozen=True)
class Address:
    """One pattern: as it is written, an example, and whether it also answers under /en/."""

    route: str
    example: str
    module: str
    is_translated: bool

    @property
    def is_editorial(self) -> bool:
        return self.route.startswith("kerja/redaksi/")


def addresses(values):
    """All of them, in the order of the resolver; `values` are examples by parameter name or kind."""
    seen = {}
    for route, view, is_translated in _walk(get_resolver().url_patterns, "", False):
        if route not in seen:
            example = EXAMPLES.get(route) or _fill(route, values)
            seen[route] = Address(route, f"/{example}", view.__module__, is_translated)
    return list(seen.values())


def _walk(patterns, before, is_translated):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            here = isinstance(pattern.pattern, LocalePrefixPattern)
            part = "" if here else str(pattern.pattern)
            yield from _walk(pattern.url_patterns, before + part, is_translated or here)
        elif isinstance(pattern, URLPattern):
            yield before + _written(pattern.pattern), pattern.callback, is_translated


def _written(pattern):
    return pattern._regex if isinstance(pattern, RegexPattern) else str(pattern)


def _fill(route, values):
    def example(found):
        kind, name = found[1] or "str", found[2]
        return str(values.get(f"{name} in {route}", values.get(name, values.get(kind))))

    if room := re.fullmatch(r"\^(.+)\(\?:/\.\*\)\?\$", route):
        return f"{room[1]}/"  # a room that is not open yet
    filled = re.sub(r"<(?:(\w+):)?(\w+)>", example, route)
    assert "(" not in filled, f"tests/access/addresses.py needs an example of {route!r}"
    return filled
