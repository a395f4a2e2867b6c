"""The city's identity in a pack: pack.toml, and beside it crest, motif, and (optional) theme and LICENSES."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cygos.kernel.city.models import COLOURS, City
from cygos.kernel.pack.columns import Structure, Text
from cygos.kernel.pack.faults import Fault
from cygos.kernel.pack.section import Raw, Row, Section

HEAD = (
    "# Paket kota / city pack; cara mengisinya / how to fill it in: docs/operating/city-pack.md\n"
)
PLAIN = (
    "code", "name", "government", "motto", "motto_en", "domain", "address", "phone", "email",
)  # fmt: skip
BESIDE = {
    "crest": "crest.svg",
    "motif": "motif.svg",
    "theme_css": "theme.css",
    "licences": "LICENSES",
}
OPTIONAL = frozenset({"theme_css", "licences"})
HOTLINE = ("number", "label", "label_en")


@dataclass(frozen=True)
class Identity:
    """pack.toml and the files beside it, read as one row."""

    file: str = "pack.toml"

    @property
    def files(self) -> Iterable[str]:
        return (self.file, *BESIDE.values())

    def read(self, folder: Path, columns: Sequence[str]) -> Iterator[Raw | Fault]:
        """One row. Faults: not TOML, an unknown name, a value of another kind, a file that is missing."""
        try:
            text = (folder / self.file).read_text(encoding="utf-8")
            document = tomllib.loads(text)
        except FileNotFoundError:
            yield self._whole(gettext("berkas ini tidak ada dalam paket"))
            return
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            yield self._whole(gettext("tidak terbaca sebagai TOML: {why}").format(why=error))
            return
        faults = [*_amiss(document, text), *_missing(folder)]
        yield from faults
        if not faults:
            values = {name: document.get(name, "") for name in PLAIN}
            values["palette"] = json.dumps(document.get("look", {}))
            values["hotlines"] = json.dumps(document.get("hotlines", []))
            yield Raw(1, values | {name: _text(folder / f) for name, f in BESIDE.items()})

    def write(self, folder: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """pack.toml in its one way of writing, and the files beside it."""
        for row in rows:
            (folder / self.file).write_text(_document(row), encoding="utf-8")
            for name, file in BESIDE.items():
                if row.values[name]:
                    (folder / file).write_text(row.values[name], encoding="utf-8")

    def _whole(self, expected: str) -> Fault:
        return Fault(self.file, 0, "", expected)


def _amiss(document: dict[str, Any], text: str) -> Iterator[Fault]:
    """What is not as pack.toml should be."""
    for name, value in document.items():
        if name not in {*PLAIN, "look", "hotlines"}:
            known = ", ".join(PLAIN)
            yield _fault(text, name, gettext("nama yang dikenal: {names}").format(names=known))
        elif name in PLAIN and not isinstance(value, str):
            yield _fault(text, name, gettext("diharapkan teks dalam tanda kutip"))
    look = document.get("look", {})
    if not isinstance(look, dict) or not all(isinstance(each, str) for each in look.values()):
        yield _fault(text, "look", gettext('diharapkan warna seperti accent = "#0A5C78"'))
    hotlines = document.get("hotlines", [])
    if not isinstance(hotlines, list) or not all(_is_hotline(each) for each in hotlines):
        wanted = ", ".join(HOTLINE)
        yield _fault(text, "hotlines", gettext("diharapkan {names}").format(names=wanted))


def _is_hotline(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and sorted(entry) == sorted(HOTLINE)
        and all(isinstance(value, str) for value in entry.values())
    )


def _missing(folder: Path) -> Iterator[Fault]:
    for name, file in BESIDE.items():
        if name not in OPTIONAL and not (folder / file).is_file():
            yield Fault(file, 0, "", gettext("berkas ini tidak ada dalam paket"))


def _fault(text: str, name: str, expected: str) -> Fault:
    found = re.search(rf"^\s*\[*{re.escape(name)}\b", text, re.MULTILINE)
    line = text.count("\n", 0, found.end()) + 1 if found else 1
    return Fault("pack.toml", line, name, expected)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _document(row: Row) -> str:
    lines = [f"{name} = {_quoted(row.values[name])}" for name in PLAIN]
    lines += ["", "[look]"]
    look = json.loads(row.values["palette"])
    lines += [f"{name} = {_quoted(look[name])}" for name in COLOURS if name in look]
    for hotline in json.loads(row.values["hotlines"]):
        lines += ["", "[[hotlines]]"]
        lines += [f"{name} = {_quoted(hotline[name])}" for name in HOTLINE]
    return HEAD + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML: what JSON escapes, TOML reads alike."""
    return json.dumps(text, ensure_ascii=False)


CITY = Section(
    name="city",
    title=_("Jati diri kota"),
    model=City,
    revision="revision",
    source=Identity(),
    key=("code",),
    fixed={"id": 1},
    columns=(
        *(Text(name) for name in PLAIN),
        Structure("palette"),
        Structure("hotlines"),
        Text("crest"),
        Text("motif"),
        Text("theme_css"),
        Text("licences"),
    ),
)
