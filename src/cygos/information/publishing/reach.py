"""For which units somebody edits: by the hats they wear today."""

from typing import Any

from cygos.kernel.people.models import Person, Unit
from cygos.kernel.people.roles import Role
from cygos.web import clock

EVERYWHERE = None


def reach(person: Any) -> frozenset[int] | None:
    """The keys of the units whose pages and files are theirs; None means all, an empty set none.

    The portal's editors reach everything; a unit's editor their unit, and those under it where the hat says so. A
    unit's editor whose hat names no unit reaches nothing. Asked once for a person and a day, as the hats are.
    """
    if not isinstance(person, Person):
        return frozenset()
    today = clock.today()
    hats = person.hats_worn(on=today)
    known: dict[Any, frozenset[int] | None] = person.__dict__.setdefault("_reach", {})
    mark = tuple(hat.pk for hat in hats)
    if mark not in known:
        known[mark] = _reach_of(hats)
    return known[mark]


def _reach_of(hats: list[Any]) -> frozenset[int] | None:
    if any(hat.role == Role.PORTAL_EDITOR for hat in hats):
        return EVERYWHERE
    editing = [hat for hat in hats if hat.role == Role.UNIT_EDITOR and hat.unit_id is not None]
    units = {hat.unit_id for hat in editing}
    return frozenset(units | _under({hat.unit_id for hat in editing if hat.with_subunits}))


def _under(units: set[int]) -> set[int]:
    """All units below these, however deep."""
    found: set[int] = set()
    while units:
        units = set(Unit.objects.filter(parent__in=units).values_list("pk", flat=True)) - found
        found |= units
    return found
