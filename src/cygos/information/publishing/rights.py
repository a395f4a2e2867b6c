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
