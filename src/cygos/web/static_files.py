"""Our files, hashed and compressed once: by gzip alone, since brotli takes half a minute of the first start."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Files(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it ships no types
    def create_compressor(self, **facts: Any) -> Compressor:
        return Compressor(**facts, use_brotli=False)
