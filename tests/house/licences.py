"""Which licence a package has, by what it says of itself, and whether it goes with ours (EUPL-1.2).

What we distribute or run with may be permissive, or share alike by file or by library: MPL, LGPL, EUPL.
GPL and AGPL stand on the EUPL's own list of compatible licences, but a work that joins them must then be given
on under theirs: that is refused for what runs, and named with its reason for a tool.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import metadata

from packaging.requirements import Requirement

GOES = re.compile(
    r"(MIT|MIT-0|MIT-CMU|The MIT License.*|MIT License|BSD.*|0BSD|Apache.*|ISC.*"
    r"|PSF.*|Python Software Foundation License|CNRI-Python|Python-2.0"
    r"|Mozilla Public License 2.0.*|MPL.2.0.*|LGPL-.*|.*Lesser General Public License.*|EUPL.*"
    r"|Zlib|Unlicense|CC0-1.0|BlueOak-1.0.0|OFL-1.1|PostgreSQL|Permission is hereby granted.*)",
    re.I,
)
Licence = list[list[str]]  # all of these, and of each one of its alternatives


def goes_with_ours(licence: Licence) -> bool:
    """Whether every part of it has an alternative that goes with EUPL-1.2; a licence nobody knows does not."""
    return bool(licence) and all(any(GOES.fullmatch(one) for one in part) for part in licence)


def parts(expression: str) -> Licence:
    """An SPDX expression as its parts and their alternatives."""
    plain = expression.replace("(", "").replace(")", "")
    return [re.split(r" OR ", part) for part in re.split(r" AND ", plain)]


def licence_of(package: str) -> Licence:
    """What an installed Python package says of itself, the most exact word first."""
    facts = metadata.metadata(package)
    if expression := facts.get("License-Expression"):
        return parts(expression)
    named = [line for line in facts.get_all("Classifier") or () if line.startswith("License :: ")]
    if kinds := [line.split(" :: ")[-1] for line in named if not line.endswith("OSI Approved")]:
        return [[kind] for kind in kinds]
    text = facts.get("License") or _file(package)
    return [[" ".join(_first_line(text).split())]] if text else []


def needed(package: str, seen: set[str] | None = None) -> set[str]:
    """Everything that comes along when a package is installed without its extras for developers."""
    seen = set() if seen is None else seen
    for line in metadata.requires(package) or ():
        wanted = Requirement(line)
        name = wanted.name.lower().replace("_", "-")
        if name not in seen and _applies(wanted) and _is_installed(name):
            seen.add(name)
            needed(name, seen)
    return seen


def locked(lock: str) -> Iterator[str]:
    """The packages a lock names, as far as this machine needs them."""
    for name in re.findall(r"^([\w.-]+)==", lock, re.M):
        if _is_installed(name):
            yield name


def faults(licences: Iterable[tuple[str, Licence]], exceptions: Iterable[str]) -> list[str]:
    """The packages whose licence does not go with ours and that nobody excepted."""
    return [
        f"{name}: {licence or 'says nothing of its licence'}"
        for name, licence in licences
        if name not in exceptions and not goes_with_ours(licence)
    ]


def _applies(wanted: Requirement) -> bool:
    extras = (
        "",
        "mfa",
        "socialaccount",
        "binary",
        "pool",
        "django",
    )  # those that pyproject.toml asks for
    return not wanted.marker or any(wanted.marker.evaluate({"extra": extra}) for extra in extras)


def _is_installed(name: str) -> bool:
    try:
        metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return False  # for another system
    return True


def _file(package: str) -> str:
    files = [path for path in metadata.files(package) or () if "LICEN" in path.name.upper()]
    return files[0].read_text() if files else ""


def _first_line(text: str) -> str:
    lines = [line.strip("# ") for line in text.splitlines() if line.strip("# ")]
    return lines[1] if lines[0].startswith("Copyright") and len(lines) > 1 else lines[0]
