"""Editors' rights in the CMS follow the hats of the day.

Wagtail knows groups; the city knows hats. A person belongs to the group of each editor's role they wear today, and to
no other: asked at every visit to the editors' rooms, so a hat that ended yesterday edits nothing today, although nobody
has touched a list. Who may enter at all is decided before, at the door (web/access.py).
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.web import clock

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


def groups_for(person: Person, *, roles: tuple[Role, ...]) -> None:
    """Make the person's groups those of these roles; writes only what differs."""
    wanted = {str(role) for role in roles}
    present = set(
        person.groups.filter(name__in=[str(role) for role in ROLES]).values_list("name", flat=True)
    )
    if wanted != present:
        with transaction.atomic():
            person.groups.set([furnished(role) for role in roles])


def furnished(role: Role) -> Group:
    """The group of a role, with its rights; made when it is first wanted."""
    group, is_new = Group.objects.get_or_create(name=str(role))
    if is_new:
        _give_rights(group, role)
    return group


def _give_rights(group: Group, role: Role) -> None:
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    root = Page.get_first_root_node()
    for name in PAGE_RIGHTS[role]:
        right = _permission("wagtailcore", name)
        GroupPagePermission.objects.create(group=group, page=root, permission=right)
    everything = Collection.get_first_root_node()
    for name in COLLECTION_RIGHTS[role]:
        right = _permission("wagtailimages" if "image" in name else "wagtaildocs", name)
        GroupCollectionPermission.objects.create(
            group=group, collection=everything, permission=right
        )


def _permission(app: str, name: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=name)


class EditorGroups:
    """Middleware, after the door: whoever comes to the editors' rooms has today's rights and no others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: object) -> None:
        person = request.user
        if view.__module__.startswith("wagtail.") and isinstance(person, Person):
            today = clock.today()
            groups_for(person, roles=tuple(role for role in ROLES if person.wears(role, on=today)))
