"""The running notices in the editorial room (/kerja/redaksi/)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cygos.information.notices.models import Notice


class EndedNotDeleted(ModelPermissionPolicy):
    """A notice gets an end. Deleted, it would come back with the next page of the old portal."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return bool(super().user_has_any_permission(user, set(actions) - {"delete"}))


class Notices(SnippetViewSet):
    model = Notice
    icon = "warning"
    menu_label = _("Pengumuman berjalan")
    add_to_admin_menu = True
    list_display = ("text", "order", "starts_at", "ends_at")
    search_fields = ("text",)
    permission_policy = EndedNotDeleted(Notice)


register_snippet(Notices)
