"""No row points across an area's wall: import-linter cannot see `ForeignKey("other.Model")`."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.rules.conduct import area_of


def crossings(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Every key of ours that points into another area, or up from the ground floor into one."""
    for model in found:
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete else None
            if isinstance(target, type) and model.__module__.startswith("cygos."):
                area = area_of(target.__module__)
                if area and area != area_of(model.__module__):
                    yield f"{model.__module__}.{model.__name__}.{field.name} → {target.__module__}"


def test_no_key_crosses_from_one_area_into_another():
    assert not list(crossings(apps.get_models(include_auto_created=True)))


@isolate_apps("tests")
def test_a_key_that_crosses_is_found():
    class Permit(models.Model):
        __module__ = "cygos.licensing.permits.models"

        class Meta:
            app_label = "permits"

    class Business(models.Model):
        __module__ = "cygos.marketing.businesses.models"
        permit = models.ForeignKey(Permit, models.CASCADE)

        class Meta:
            app_label = "businesses"

    assert list(crossings([Business])) == [
        "cygos.marketing.businesses.models.Business.permit → cygos.licensing.permits.models"
    ]
