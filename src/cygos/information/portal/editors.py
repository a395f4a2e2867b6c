"""Editors' rights in the CMS follow the hats of the day.

Wagtail knows groups; the city knows hats. A person belongs to the group of each editor's role they wear today, and to
no other: asked at every visit to the editors' rooms, so a hat that ended yesterday edits nothing today, although nobody
has touched a list. Who edits for one unit is in that unit's own group, whose rights reach the unit's shelf and no other
(publishing/). Who may enter at all is decided before, at the door (web/access.py).
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cygos.information.publishing.doors import is_closed, refused
from cygos.information.publishing.models import Shelf
from cygos.information.publishing.reach import EVERYWHERE, reach
from cygos.kernel.people.models import Person, Unit
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.headers import EDITORIAL
from cygos.web.refusals import answer

# Of every page: a unit's editor drafts and submits, the portal's editor also publishes and locks.
PAGE_RIGHTS = {
    Role.UNIT_EDITOR: ("add_page", "change_page"),
    Role.PORTAL_EDITOR: (
        "add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page",
    ),
}  # fmt: skip
# Of the pictures and files of every collection; what one may add, one may choose.
COLLECTION_RIGHTS = {
    Role.UNIT_EDITOR: ("add_image", "choose_image", "add_document", "choose_document"),
    Role.PORTAL_EDITOR: (
        "add_image", "change_image", "delete_image", "choose_image",
        "add_document", "change_document", "delete_document", "choose_document",
    ),
}  # fmt: skip
ROLES = tuple(PAGE_RIGHTS)
# Of a unit's own shelf its editors may do everything; of pages they add below the city's lists, the rest says
# publishing/rights.py.
SHELF_RIGHTS = COLLECTION_RIGHTS[Role.PORTAL_EDITOR]


def groups_for(person: Person, *, on: date) -> None:
    """Make the person's groups those of that day's hats; writes only what differs."""
    wanted = _names(person, on=on)
    ours = Q(name__in=ROLES) | Q(name__startswith=f"{Role.UNIT_EDITOR}:")
    present = set(person.groups.filter(ours).values_list("name", flat=True))
    if set(wanted) != present:
        with transaction.atomic():
            person.groups.set([furnished(name, unit) for name, unit in wanted.items()])


def _names(person: Person, *, on: date) -> dict[str, Unit | None]:
    """The groups of the day: one for each role worn for the whole city, and one for each unit within reach."""
    units = reach(person)
    if units is EVERYWHERE:
        return {str(role): None for role in ROLES if person.wears(role, on=on)}
    found = Unit.objects.filter(pk__in=units).by_name()
    return {f"{Role.UNIT_EDITOR}:{unit.code}": unit for unit in found}


def furnished(name: str, unit: Unit | None = None) -> Group:
    """The group of a role, or of a unit's editors, with its rights; made when it is first wanted."""
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(_permission("wagtailadmin", "access_admin"))
        if unit:
            everything = Page.get_first_root_node()
            _allow_pages(group, everything, ("add_page",))
            _allow_files(group, Shelf.objects.of(unit).collection, SHELF_RIGHTS)
        else:
            _give_rights(group, Role(name))
    return group


def _give_rights(group: Group, role: Role) -> None:
    _allow_pages(group, Page.get_first_root_node(), PAGE_RIGHTS[role])
    _allow_files(group, Collection.get_first_root_node(), COLLECTION_RIGHTS[role])


def _allow_pages(group: Group, page: Page, names: Iterable[str]) -> None:
    for name in names:
        right = _permission("wagtailcore", name)
        GroupPagePermission.objects.create(group=group, page=page, permission=right)


def _allow_files(group: Group, collection: Collection, names: Iterable[str]) -> None:
    for name in names:
        right = _permission("wagtailimages" if "image" in name else "wagtaildocs", name)
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=right
        )


def _permission(app: str, name: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=name)


class EditorGroups:
    """Middleware, after the door: whoever comes to the editors' rooms has today's rights and no others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        person = request.user
        is_room = request.path.startswith(EDITORIAL)
        if not is_room or not isinstance(person, Person):
            return None
        groups_for(person, on=clock.today())
        if is_closed(person, view, request, args, kwargs):
            return answer(request, NotFound(what=gettext_noop("Halaman ini")))
        no = refused(view, kwargs)
        return answer(request, no) if no else None
