"""What a pack may bring to look at: crest and motif as small SVG drawings, and a theme of colours.

They stand inside our own pages, so a drawing is only shapes (no script, no link, no style sheet) and a
theme asks for no file from elsewhere.
"""

import re
from xml.etree import ElementTree as ET

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST_THEME = 100_000  # bytes
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 20_000  # bytes
SHAPES = frozenset(
    {
        "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title", "desc",
        "defs", "use", "symbol", "clipPath", "mask",
    }
)  # fmt: skip
ATTRIBUTES = frozenset(
    {
        "viewBox", "width", "height", "fill", "stroke", "stroke-width", "stroke-linecap",
        "stroke-linejoin", "fill-rule", "clip-rule", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1",
        "x2", "y2", "points", "transform", "opacity", "fill-opacity", "stroke-opacity", "id", "href",
        "clip-path", "mask", "role", "aria-label", "aria-hidden", "color",
    }
)  # fmt: skip


def only_shapes(text: str) -> None:
    """Raises ValidationError, in a sentence, for a drawing that is too large or more than shapes."""
    if len(text.encode()) > LARGEST:
        raise ValidationError(_("Gambar SVG ini lebih besar dari 20 KB."))
    if "<!" in text.replace("<!--", "") or "<?" in text:
        raise ValidationError(
            _("Gambar SVG tidak boleh memuat deklarasi seperti <!DOCTYPE> atau <?xml?>.")
        )
    try:
        root = ET.fromstring(text)  # noqa: S314  (no declarations, so nothing to expand)
    except ET.ParseError as error:
        raise ValidationError(
            _("Gambar ini bukan SVG yang utuh: %(why)s."), params={"why": error}
        ) from error
    if root.tag != f"{SVG}svg":
        raise ValidationError(_("Gambar ini bukan SVG: elemen luarnya harus <svg>."))
    for element in root.iter():
        _look_at(element)


def _look_at(element: ET.Element) -> None:
    name = str(element.tag).removeprefix(SVG)
    if name not in SHAPES:
        raise ValidationError(
            _("Gambar SVG memuat <%(name)s>; yang boleh hanya bentuk."), params={"name": name}
        )
    for attribute, value in element.attrib.items():
        elsewhere = attribute == "href" and not value.startswith("#")
        if attribute not in ATTRIBUTES or elsewhere or "url(" in value.replace("url(#", ""):
            raise ValidationError(
                _("Gambar SVG memuat %(name)s=“%(value)s”; yang boleh hanya bentuk dan warna."),
                params={"name": attribute, "value": value[:40]},
            )


def only_colours(text: str) -> None:
    """Raises ValidationError, in a sentence, for a theme that is too large or reaches out of the page."""
    if len(text.encode()) > LARGEST_THEME:
        raise ValidationError(_("Lembar gaya ini lebih besar dari 100 KB."))
    inside = re.sub(r"""url\(["']?data:image/svg\+xml[^)]*\)""", "", text, flags=re.IGNORECASE)
    reaches = re.search(r"@import|url\s*\(|image-set|expression\s*\(|<", inside, re.IGNORECASE)
    if reaches:
        raise ValidationError(
            _(
                "Lembar gaya memuat “%(what)s”; yang boleh hanya warna dan motif di dalam berkas ini."
            ),
            params={"what": reaches.group()},
        )
