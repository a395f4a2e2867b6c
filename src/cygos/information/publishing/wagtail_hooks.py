"""What publications bring into the editorial room (/kerja/redaksi/): walls between units, and withdrawal."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import filters
from wagtail.admin.widgets import Button
from wagtail.images.views import chooser
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from cygos.information.publishing import api, files, previewing, reviewing, withdrawing
from cygos.information.publishing.models import Publication
from cygos.information.publishing.models.withdrawal import StaysOnRecord
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


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screens of withdrawal."""
    return [
        path("ditarik/", withdrawing.withdrawals, name="withdrawals"),
        path("tinjau/", reviewing.to_review, name="reviews"),
        path("pages/<int:page_id>/pratinjau/", previewing.links, name="preview_links"),
        path(
            "pages/<int:page_id>/pratinjau/<int:link_id>/cabut/",
            previewing.revoke,
            name="preview_revoke",
        ),
        path("pages/<int:page_id>/tarik/", withdrawing.withdraw, name="withdraw_page"),
        path("pages/<int:page_id>/terbitkan-lagi/", withdrawing.restore, name="restore_page"),
    ]


@hooks.register("register_page_listing_more_buttons")
def in_the_list(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Beside every published page: the way to take it from its readers."""
    if page.live and _may_withdraw(page, user):
        yield _button(_("Tarik dari pembaca"), "withdraw_page", page)


@hooks.register("register_page_header_buttons")
def above_the_page(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Above one page: to take it from its readers, or to give it back."""
    yield from in_the_list(page, user)
    if _is_ours(page) and page.permissions_for_user(user).can_edit():
        yield _button(_("Tautan pratinjau"), "preview_links", page, icon="view")
    former = page.specific.withdrawal if _may_withdraw(page, user) else None
    if former and not former.leaves_no_trace:
        yield _button(_("Terbitkan lagi"), "restore_page", page)


@hooks.register("before_bulk_action")
def never_many_at_once(request: HttpRequest, action: str, pages: Iterable[Any], view: Any) -> None:
    """Raises StaysOnRecord where one that was published would be deleted with the others."""
    if action == "delete":
        for page in (page for page in pages if isinstance(page, Page)):
            if read := Publication.published_below(page).first():
                raise StaysOnRecord(title=read.title)


@hooks.register("register_log_actions")
def what_was_done(actions: Any) -> None:
    """Withdrawals in the page's history, with their reasons."""
    actions.register_action("cygos.withdraw")(Withdrawn)
    actions.register_action("cygos.restore")(Restored)


class Withdrawn(LogFormatter):
    label = _("Ditarik dari pembaca")

    def format_message(self, log_entry: Any) -> str:
        return _("Ditarik dari pembaca: %(reason)s") % {"reason": log_entry.data.get("reason", "")}


class Restored(Withdrawn):
    label = _("Diterbitkan lagi")

    def format_message(self, log_entry: Any) -> str:
        return _("Diterbitkan lagi: %(reason)s") % {"reason": log_entry.data.get("reason", "")}


@hooks.register("before_serve_document")
def closed_files(document: Any, request: HttpRequest) -> None:
    """A file that no page shows is its own editors' only."""
    files.refuse_closed(document, request)


def _button(label: Any, view: str, page: Any, *, icon: str = "download") -> Button:
    return Button(label, reverse(view, args=[page.pk]), icon_name=icon, priority=60)


def _is_ours(page: Any) -> bool:
    return issubclass(page.specific_class or Page, Publication)


def _may_withdraw(page: Any, user: Any) -> bool:
    return _is_ours(page) and bool(page.permissions_for_user(user).can_publish())
