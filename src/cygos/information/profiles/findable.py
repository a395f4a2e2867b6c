"""Every office of the city is found: by its names, where it is, and which one it carries on."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Count, Max, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cygos.kernel.people.models import Unit
from cygos.kernel.search.kinds import Found, Kind


def _readable(keys: Collection[str]) -> Mapping[str, str]:
    codes = Unit.objects.visible_to(None).filter(code__in=keys).order_by().values_list("code")
    return {code: reverse("unit_profile", args=[code]) for (code,) in codes}


def _keys() -> Iterable[str]:
    return Unit.objects.visible_to(None).order_by().values_list("code", flat=True)


def _of(keys: Collection[str]) -> Iterator[Found]:
    for unit in (
        Unit.objects.visible_to(None).filter(code__in=keys).prefetch_related("predecessors")
    ):
        short = f" ({unit.short_name})" if unit.short_name else ""
        former = [one.name for one in unit.predecessors.all()]
        text = " · ".join(part for part in (unit.address, *former) if part)
        yield Found(unit.code, f"{unit.name}{short}", text, None, unit=unit.code)


def _stamp() -> str:
    """Another one after each change: a row counts its own."""
    facts = Unit.objects.aggregate(all=Count("pk"), last=Max("pk"), changes=Sum("revision"))
    return "-".join(str(value) for value in facts.values())


OFFICES = Kind(
    name="perangkat-daerah", label=_("Perangkat daerah"), weight=2.0,
    readable=_readable, keys=_keys, of=_of, stamp=_stamp,
)  # fmt: skip
