"""The API behind the editors' screens, within the reach of the person who asks."""

from typing import Any

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import permissions as images
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import page_permission_policy

from cygos.web.access import EDITORS, open_to

TO_CHOOSE = {"choose", "change"}


class Pages(PagesAdminAPIViewSet):
    # A page is withdrawn with a reason, on its own screen, and what was published is not deleted.
    actions = {
        name: action
        for name, action in PagesAdminAPIViewSet.actions.items()
        if name not in {"unpublish", "delete"}
    }

    @open_to(EDITORS)
    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(*args, **kwargs)

    def get_base_queryset(self) -> Any:
        return page_permission_policy.explorable_instances(self.request.user)


class Images(ImagesAdminAPIViewSet):
    @open_to(EDITORS)
    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(*args, **kwargs)

    def get_queryset(self) -> Any:
        theirs = images.permission_policy.instances_user_has_any_permission_for(
            self.request.user, TO_CHOOSE
        )
        return super().get_queryset().filter(pk__in=theirs.values("pk"))


class Documents(DocumentsAdminAPIViewSet):
    @open_to(EDITORS)
    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(*args, **kwargs)

    def get_queryset(self) -> Any:
        theirs = documents.instances_user_has_any_permission_for(self.request.user, TO_CHOOSE)
        return super().get_queryset().filter(pk__in=theirs.values("pk"))
