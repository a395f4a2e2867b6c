"""The whole city in one encrypted file, and back into an empty place.

Inside the encryption is a tar: the database as pieces of one pg_dump (`database/00001` …), the uploaded files
(`media/…`), the options without their secrets (`cygos.toml`), and last the manifest that says what there must be.
decisions/0020 says what is left out and why.
"""

from cygos.config.archive.backup import back_up
from cygos.config.archive.restore import restore
from cygos.config.archive.sealing import Key

__all__ = ["Key", "back_up", "restore"]
