"""A publication, what became of it, and where a unit keeps its files: `publication.py` says how a kind is made."""

from cygos.information.publishing.models.edition import Edition
from cygos.information.publishing.models.letter import Letter
from cygos.information.publishing.models.preview_link import PreviewLink
from cygos.information.publishing.models.publication import Publication
from cygos.information.publishing.models.reminder import Reminder
from cygos.information.publishing.models.shelf import Shelf
from cygos.information.publishing.models.withdrawal import Withdrawal

__all__ = ["Edition", "Letter", "PreviewLink", "Publication", "Reminder", "Shelf", "Withdrawal"]
