"""What one person may do with one publication: all with their own units', nothing with others'."""

from typing import Any

from wagtail.models import PagePermissionTester

from cygos.information.publishing.reach import EVERYWHERE, reach


class UnitRights(PagePermissionTester):
    """Asked by Wagtail wherever one page is concerned."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        units = reach(user)
        if units is not EVERYWHERE:
            self.permissions = {"add", "change"} if page.unit_id in units else set()

    def can_unpublish(self) -> bool:
        """Never by Wagtail's own way, which asks for no reason (withdrawing.py does)."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002  as Wagtail asks it
        """A draft that nobody has read; what was published is withdrawn."""
        was_read = self.page.live or self.page.first_published_at or self.page.last_published_at
        return not was_read and bool(super().can_delete(ignore_bulk))
