"""A shelf: where a unit keeps its pictures and files."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from cygos.kernel.people.models import Unit


class ShelfManager(models.Manager["Shelf"]):
    def of(self, unit: Unit) -> "Shelf":
        """The unit's shelf, made when it is first wanted."""
        found = self.filter(unit=unit).select_related("collection").first()
        return found or self._put_up(unit)

    @transaction.atomic
    def _put_up(self, unit: Unit) -> "Shelf":
        root = Collection.objects.select_for_update().get(depth=1)
        found = self.filter(unit=unit).select_related("collection").first()
        if found:
            return found
        collection = root.add_child(instance=Collection(name=unit.short_name or unit.name))
        return self.create(unit=unit, collection=collection)


class Shelf(models.Model):
    """Where a unit keeps its pictures and files."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+", primary_key=True)
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="+")

    objects = ShelfManager()

    class Meta:
        verbose_name = _("rak berkas")
        verbose_name_plural = _("rak berkas")

    def __str__(self) -> str:
        return str(self.unit)
