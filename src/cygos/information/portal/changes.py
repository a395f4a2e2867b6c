"""The CMS is a guest and says by its own signals what it did: here they become `changed`.

Every page, picture, file and site is heard, whatever kind a module makes of it: no module has to remember. Saving a
draft is no change for readers. A page's kept copies lie under "page", all of them: a list, a topic or the
front page may show any page.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from cygos.kernel.changes import EVERYTHING, changed

PAGES = "page"
OF_THE_DRAFT = frozenset(
    {
        "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "go_live_at",
        "locked", "locked_at", "locked_by",
    }
)  # fmt: skip


def listen() -> None:
    """From now on. Called once, when the apps are ready."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_page_changed, dispatch_uid=f"cygos-{id(signal)}")
    for signal in (post_save, post_delete):
        signal.connect(_row_changed, dispatch_uid=f"cygos-{id(signal)}")


def _page_changed(**_: Any) -> None:
    changed(PAGES)


def _row_changed(sender: type, update_fields: Any = None, **_: Any) -> None:
    if issubclass(sender, Page | get_image_model() | get_document_model()):
        if not update_fields or set(update_fields) - OF_THE_DRAFT:
            changed(PAGES)
    elif issubclass(sender, Site | PageViewRestriction):
        changed(EVERYTHING)
