"""The house rules that no other tool can see. Each says itself in a sentence and brings what would break it.

A new rule is a function of a tree that yields its faults, with `@rule(sentence, breaks={file: text})`.
tests/house/test_rules.py holds the checkout to all of them, and sees each of them break.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.house.tree import Tree

Faults = Iterator[str]


@dataclass(frozen=True)
class Rule:
    sentence: str
    faults: Callable[[Tree], Faults]
    breaks: dict[str, str]
    keeps: dict[str, str] = field(default_factory=dict)  # the nearest thing that is allowed


RULES: list[Rule] = []


def rule(
    sentence: str, *, breaks: dict[str, str], keeps: dict[str, str] | None = None
) -> Callable[[Callable[[Tree], Faults]], Callable[[Tree], Faults]]:
    """Make a function of a tree a house rule."""

    def add(faults: Callable[[Tree], Faults]) -> Callable[[Tree], Faults]:
        RULES.append(Rule(sentence, faults, breaks, keeps or {}))
        return faults

    return add


for module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{module.name}")  # noqa: TID251 — the rules are found, not listed
