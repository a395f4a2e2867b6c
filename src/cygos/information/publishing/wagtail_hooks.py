"""What the walls between units bring into the editorial room (/kerja/redaksi/)."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin import filters
from wagtail.images.views import chooser

from cygos.information.publishing import api
from cygos.information.publishing.reach import EVERYWHERE, reach
from cygos.information.publishing.walls import linkable

AFTER_WAGTAILS_OWN = 100


def no_tags(*_: Any, **__: Any) -> list[Any]:
    """The words most used on pictures are other units' words too, and Wagtail asks no policy for them."""
    return []


filters.popular_tags_for_model = chooser.popular_tags_for_model = no_tags


@hooks.register("construct_page_chooser_queryset")
def pages_to_link_to(pages: Any, request: HttpRequest) -> Any:
    """A draft of another unit is not to be chosen, nor its new title to be read."""
    units = reach(request.user)
    return pages if units is EVERYWHERE else pages.filter(linkable(units))


@hooks.register("construct_admin_api", order=AFTER_WAGTAILS_OWN)
def within_reach(admin_api: Any) -> None:
    """Our three in the place of Wagtail's."""
    admin_api.register_endpoint("pages", api.Pages)
    admin_api.register_endpoint("images", api.Images)
    admin_api.register_endpoint("documents", api.Documents)
