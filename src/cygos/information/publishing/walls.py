"""Units do not see each other's work: which pages there are for one person, in every list, search and report.

Wagtail asks one policy about pages, by one object that its views hold; `put_up` gives that object our rules. Pictures
and files need none: a unit's editors have rights on the unit's own shelf only (portal/editors.py).
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from cygos.information.publishing.models import Publication
from cygos.information.publishing.reach import EVERYWHERE, reach

Units = frozenset[int]


def put_up() -> None:
    """From now on. Called once, when the apps are ready."""
    page_permission_policy.__class__ = UnitPages


def theirs(units: Units) -> Q:
    """The publications of these units."""
    found = Q(pk__in=[])
    for kind in Publication.kinds():
        found |= Q(pk__in=kind._base_manager.filter(unit__in=units).values("pk"))
    return found


def frame() -> Q:
    """The pages that belong to no unit and hold the others: lists, the front page, the root."""
    kinds = ContentType.objects.get_for_models(*Publication.kinds())
    return Q(live=True) & ~Q(content_type__in=kinds.values())


def linkable(units: Units) -> Q:
    """What one may link to: one's own, and what every reader sees as it stands."""
    return theirs(units) | Q(live=True, draft_title=F("title"))


def sees(person: Any, page: Page) -> bool:
    """Whether this page is there at all for this person."""
    units = reach(person)
    if units is EVERYWHERE:
        return True
    kind = page.specific_class
    if kind and issubclass(kind, Publication):
        return bool(kind._base_manager.filter(pk=page.pk, unit__in=units).exists())
    return bool(page.live)


class UnitPages(PagePermissionPolicy):
    """Wagtail's policy within the reach of the person who asks."""

    def explorable_instances(self, user: Any) -> Any:
        found, units = super().explorable_instances(user), reach(user)
        return found if units is EVERYWHERE else found.filter(theirs(units) | frame())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        units, wanted = reach(user), set(actions)
        if units is EVERYWHERE:
            return super().instances_user_has_any_permission_for(user, wanted)
        allowed = Q(pk__in=[])
        if wanted & {"add", "change"}:
            allowed |= theirs(units)
        if "add" in wanted:
            allowed |= frame()
        return self.model._default_manager.filter(allowed)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Page
    ) -> bool:
        units = reach(user)
        if units is EVERYWHERE:
            return bool(super().user_has_any_permission_for_instance(user, actions, instance))
        return bool(set(actions) & instance.permissions_for_user(user).permissions)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, **kwargs: Any
    ) -> Any:
        """Who is told about this page: of those with the right, the ones who see it."""
        found = super().users_with_any_permission_for_instance(actions, instance, **kwargs)
        return found.filter(pk__in=[person.pk for person in found if sees(person, instance)])
