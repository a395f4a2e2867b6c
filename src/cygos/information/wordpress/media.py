"""The files of the site, where they lie beside the export: pictures and documents become the city's own, once each."""

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.files import File
from django.core.files.images import ImageFile
from PIL import Image as Drawing
from PIL import UnidentifiedImageError
from wagtail.documents.models import Document
from wagtail.images.models import Image

PICTURES = {"JPEG", "PNG", "WEBP", "GIF"}
DOCUMENTS = {
    ".pdf",
    ".doc",
    ".docx",
    ".xls",
    ".xlsx",
    ".ppt",
    ".pptx",
    ".odt",
    ".ods",
    ".csv",
    ".zip",
    ".txt",
}
LARGEST = 50_000_000  # bytes
UPLOADS = "/uploads/"
SIZE_IN_NAME = re.compile(r"-\d+x\d+(?=\.\w+$)")


class Media:
    """A folder as WordPress has it (2015/03/foto.jpg), or one that holds such a folder."""

    def __init__(self, folder: Path | None) -> None:
        roots = [folder, folder / "uploads", folder / "wp-content/uploads"] if folder else []
        self._roots = [root.resolve() for root in roots if root and root.is_dir()]
        self._known: dict[str, int | None] = {}

    def picture(self, url: str, *, title: str) -> int | None:
        """The key of this picture, taken in where it is new; None where its file is not there or is none."""
        return self._once(f"picture {url}", self._picture, url, title)

    def document(self, url: str, *, title: str) -> int | None:
        """The key of this document, likewise."""
        return self._once(f"document {url}", self._document, url, title)

    def where(self, url: str) -> Path | None:
        """The file of this address, in its full size where that is there."""
        _before, found, inside = unquote(urlsplit(url).path).rpartition(UPLOADS)
        if not found:
            return None
        for name in (SIZE_IN_NAME.sub("", inside), inside):
            for root in self._roots:
                path = (root / name).resolve()
                if path.is_relative_to(root) and path.is_file() and path.stat().st_size <= LARGEST:
                    return path
        return None

    def _once(self, key: str, take, url: str, title: str) -> int | None:  # type: ignore[no-untyped-def]
        if key not in self._known:
            path = self.where(url)
            self._known[key] = take(path, title) if path else None
        return self._known[key]

    def _picture(self, path: Path, title: str) -> int | None:
        try:
            with Drawing.open(path) as drawing:
                if drawing.format not in PICTURES:
                    return None
                drawing.verify()
        except (UnidentifiedImageError, OSError, SyntaxError, Drawing.DecompressionBombError):
            return None
        known = Image.objects.filter(file_hash=_digest(path)).order_by("pk").first()
        return known.pk if known else self._new_picture(path, title)

    def _document(self, path: Path, title: str) -> int | None:
        if path.suffix.lower() not in DOCUMENTS:
            return None
        known = Document.objects.filter(file_hash=_digest(path)).order_by("pk").first()
        return known.pk if known else self._new_document(path, title)

    def _new_picture(self, path: Path, title: str) -> int | None:
        with path.open("rb") as file:
            facts = {"file_hash": _digest(path), "file_size": path.stat().st_size}
            content = ImageFile(file, name=path.name)
            return int(Image.objects.create(title=title[:255], file=content, **facts).pk)

    def _new_document(self, path: Path, title: str) -> int | None:
        with path.open("rb") as file:
            facts = {"file_hash": _digest(path), "file_size": path.stat().st_size}
            content = File(file, name=path.name)
            return int(Document.objects.create(title=title[:255], file=content, **facts).pk)


class SeenMedia(Media):
    """Looks whether a file is there and takes nothing in: for a rehearsal."""

    def _new_picture(self, path: Path, title: str) -> int | None:
        return None

    def _new_document(self, path: Path, title: str) -> int | None:
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha1").hexdigest()
