"""Whose page somebody keeps: administrators and the portal's editors every office's, a unit's editors their own."""

from datetime import date

from django.db.models import QuerySet

from cygos.information.publishing.reach import EVERYWHERE, reach
from cygos.kernel.people.models import Person, Unit
from cygos.kernel.people.roles import Role

KEEPERS = (Role.CITY_ADMIN, Role.PORTAL_EDITOR, Role.UNIT_EDITOR)


def kept_by(person: Person, *, on: date) -> "QuerySet[Unit]":
    """The offices whose pages this person keeps on that day."""
    units = reach(person)
    if units is EVERYWHERE or person.wears(Role.CITY_ADMIN, on=on):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=units)
