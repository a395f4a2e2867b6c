"""Articles of an older site become the last pages below the list of news: each saved by itself, finished together.

Saving is the door that every article goes through (its search rows go with it). What Wagtail does besides when it adds
and publishes a page (a first revision, a line in its log, its index of references) is written for many at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, models
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from cygos.information.news.models.article import Article

POINT = """
UPDATE wagtailcore_page AS page SET latest_revision_id = revision.id, live_revision_id = revision.id
FROM wagtailcore_revision AS revision WHERE revision.id = ANY(%s) AND page.id = revision.object_id::bigint
"""


class Planting:
    """Within one transaction, by whoever has locked the list and seen to it that every field is right."""

    def __init__(self, index: Page) -> None:
        self.index = index
        last = index.get_last_child()
        self._last: str = last.path if last else ""
        self._new: list[tuple[Article, datetime]] = []

    def plant(self, article: Article, *, at: datetime) -> None:
        """Live from now on; `finish` gives it its first revision."""
        index = self.index
        article.depth = index.depth + 1
        article.path = self._next_path(article.depth)
        article._cached_parent_obj = index
        article.draft_title, article.locale_id = article.title, index.locale_id
        article.last_published_at = article.latest_revision_created_at = at
        with disable_reference_index_auto_update():
            article.save(clean=False, log_action=None)
        self._new.append((article, at))

    @contextmanager
    def one(self) -> Iterator[None]:
        """What is planted within is forgotten where it is undone."""
        before = len(self._new)
        try:
            yield
        except BaseException:
            del self._new[before:]
            raise

    def finish(self) -> None:
        """Everything that was planted since the last time."""
        planted, self._new = self._new, []
        if not planted:
            return
        for article, _at in planted:
            article.recall_what_is_beside()
        revisions = Revision.objects.bulk_create(
            [Revision(**article.as_revision(at=at)) for article, at in planted]
        )
        with connection.cursor() as cursor:
            cursor.execute(POINT, [[revision.pk for revision in revisions]])
        PageLogEntry.objects.bulk_create(
            [
                PageLogEntry(
                    page=article, content_type=article.cached_content_type, label=article.title,
                    action="wagtail.publish", timestamp=at, revision=revision, content_changed=True,
                    data={},
                )
                for (article, at), revision in zip(planted, revisions, strict=True)
            ]
        )  # fmt: skip
        ReferenceIndex.objects.bulk_create(
            [each for article, _at in planted for each in _references(article)],
            ignore_conflicts=True,
        )
        grown = models.F("numchild") + len(planted)
        Page.objects.filter(pk=self.index.pk).update(numchild=grown)

    def _next_path(self, depth: int) -> str:
        before = Page(path=self._last, depth=depth)
        first = Page._get_path(self.index.path, depth, 1)
        self._last = before._inc_path() if self._last else first
        return self._last


def _references(article: Article) -> list[ReferenceIndex]:
    """What it points to, as Wagtail's own `create_or_update_for_object` writes it for one that is new."""
    index = ReferenceIndex
    return [
        index(
            content_type=article.cached_content_type, base_content_type=article.get_base_content_type(),
            object_id=article.pk, to_content_type_id=kind, to_object_id=key, model_path=model_path,
            content_path=path, content_path_hash=index._get_content_path_hash(path),
        )
        for kind, key, model_path, path in sorted(set(index._extract_references_from_object(article)))
    ]  # fmt: skip
