"""The second wall, at the door of every address of the editors' rooms: what it names must be there for whoever asks.

The policies answer lists and rights; but some of Wagtail's views fetch what an address names before they ask, or never
ask. So whatever row an address or its `id=` names is looked at here first, and is not found where it is not theirs.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.documents.models import Document
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images import permissions as images
from wagtail.models import Page

from cygos.information.publishing.models import Publication
from cygos.information.publishing.models.withdrawal import StaysOnRecord, WithoutReason
from cygos.information.publishing.reach import EVERYWHERE, reach
from cygos.information.publishing.walls import sees
from cygos.kernel.refusals import Refusal

MOST_AT_ONCE = 1_000
PAGE_NAMES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
FILE_NAMES = ("image_id", "document_id", "doc_id", "pk")
# Show every unit's words or newest pages in one list, and know no policy.
FOR_THE_WHOLE_CITY = ("wagtail.admin.views.reports.page_types_usage", "wagtail.admin.views.tags")


def is_closed(
    person: Any,
    view: Callable[..., Any],
    request: HttpRequest,
    args: Any,
    kwargs: Mapping[str, Any],
) -> bool:
    """Whether this address names something that is not there for this person."""
    if reach(person) is EVERYWHERE:
        return False
    room = view.__module__
    if room.startswith(FOR_THE_WHOLE_CITY):
        return bool(kwargs.get("app_name", "taggit") == "taggit")
    if room.startswith(("wagtail.images", "wagtail.documents")) or "api" in room.split("."):
        return not _sees_files(person, room, _keys(FILE_NAMES, request, args=(), kwargs=kwargs))
    model = _model(kwargs)
    if model and not issubclass(model, Page):
        keys = _keys(("object_id",), request, args=(), kwargs=kwargs)
        return not _sees_files(person, f"wagtail.{model._meta.model_name}s", keys)
    keys = _keys((*PAGE_NAMES, "object_id"), request, args=args, kwargs=kwargs)
    return not all(sees(person, page) for page in Page.objects.filter(pk__in=keys))


def refused(view: Callable[..., Any], kwargs: Mapping[str, Any]) -> Refusal | None:
    """What is said instead of Wagtail's own ways to take a page away: they ask for no reason."""
    room = view.__module__
    if not room.startswith(
        ("wagtail.admin.views.pages.unpublish", "wagtail.admin.views.pages.delete")
    ):
        return None
    page = Page.objects.filter(pk=kwargs.get("page_id")).first()
    read = Publication.published_below(page).first() if page else None
    if read is None:
        return None
    is_deleting = room.endswith("delete")
    return StaysOnRecord(title=read.title) if is_deleting else WithoutReason(title=read.title)


def _keys(
    names: Iterable[str], request: HttpRequest, *, args: Any, kwargs: Mapping[str, Any]
) -> set[int]:
    """The keys that the address and its query name."""
    found = [kwargs.get(name) for name in names]
    found += [*args[:1], *request.GET.getlist("id"), *request.POST.getlist("id")][:MOST_AT_ONCE]
    written = map(str, found)
    return {int(key) for key in written if key.isascii() and key.isdigit()}


def _model(kwargs: Mapping[str, Any]) -> Any:
    if "app_label" not in kwargs or "model_name" not in kwargs:
        return None
    try:
        return apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return None


def _sees_files(person: Any, room: str, keys: set[int]) -> bool:
    if not keys:
        return True
    if "images" in room:
        rows, policy = get_image_model().objects.filter(pk__in=keys), images.permission_policy
    elif "documents" in room:
        rows, policy = Document.objects.filter(pk__in=keys), documents
    else:
        return True
    return all(
        policy.user_has_any_permission_for_instance(person, {"choose", "change"}, row)
        for row in rows
    )
