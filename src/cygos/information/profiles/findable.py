"""Offices are found by their names, present and former; their services; and officials whose page is open."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Count, Max, Model, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cygos.information.profiles.models import PublicProfile, Service
from cygos.kernel.people.models import Unit
from cygos.kernel.search.kinds import Found, Kind
from cygos.web import clock


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


def _services(keys: Collection[str]) -> Mapping[str, str]:
    """On the page of their office, while the office is there."""
    offered = Service.objects.offered(on=clock.today()).filter(pk__in=[int(key) for key in keys])
    return {
        str(one.pk): f"{reverse('unit_profile', args=[one.unit.code])}#services" for one in offered
    }


def _each_service(keys: Collection[str]) -> Iterator[Found]:
    offered = Service.objects.offered(on=clock.today()).filter(pk__in=[int(key) for key in keys])
    for one in offered:
        text = " · ".join(part for part in (one.title_en, one.where, one.unit.name) if part)
        yield Found(str(one.pk), one.title, text, None, unit=one.unit.code)


def _officials(keys: Collection[str]) -> Mapping[str, str]:
    """Only where the page is open, whatever the index still knows."""
    found = PublicProfile.objects.open().filter(pk__in=[int(key) for key in keys]).order_by()
    return {
        str(pk): reverse("official", args=[slug]) for pk, slug in found.values_list("pk", "slug")
    }


def _each_official(keys: Collection[str]) -> Iterator[Found]:
    for one in PublicProfile.objects.open().filter(pk__in=[int(key) for key in keys]):
        yield Found(str(one.pk), one.name, one.about, None)


def _keys_of(model: type[Model]) -> Iterable[str]:
    keys = model._default_manager.order_by().values_list("pk", flat=True)
    return (str(pk) for pk in keys)


def _stamp_of(*models: type[Model]) -> str:
    """Another one after each change: a row counts its own."""
    counted = {"all": Count("pk"), "last": Max("pk"), "changes": Sum("revision")}
    facts = [model._default_manager.aggregate(**counted) for model in models]
    return "-".join(str(value) for one in facts for value in one.values())


OFFICES = Kind(
    name="perangkat-daerah", label=_("Perangkat daerah"), weight=2.0,
    readable=_readable, keys=_keys, of=_of, stamp=lambda: _stamp_of(Unit),
)  # fmt: skip
SERVICES = Kind(
    name="layanan", label=_("Layanan"), weight=1.5, readable=_services,
    keys=lambda: _keys_of(Service), of=_each_service, stamp=lambda: _stamp_of(Service, Unit),
)  # fmt: skip
OFFICIALS = Kind(
    name="pejabat", label=_("Pejabat"), weight=1.2, readable=_officials,
    keys=lambda: _keys_of(PublicProfile), of=_each_official, stamp=lambda: _stamp_of(PublicProfile),
)  # fmt: skip
