"""The search of the editorial room, without what makes every save slower the more pages there are.

Wagtail's index measures the titles of all pages again at every save, to weigh long titles against short
ones: at 10,000 pages that is most of a save. Here they are measured only when the whole index is made
anew (`cygos manage update_index`); until then new titles weigh alike.
"""

from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend


class Index(PostgresIndex):
    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: FBT001, FBT002  # its parent's way
        if full:
            super()._refresh_title_norms(full=True)


class SearchBackend(PostgresSearchBackend):
    index_class = Index
