"""How often something was viewed, by day; and how far each worker has handed over what it counted.

What was counted before (on the former portal) is the owner's: a total is that plus the sum of the days here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

from django.db import OperationalError, connection, models, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from cygos.web.counting.slots import View

LONGEST_KEY = 32


class ViewsOnQuerySet(models.QuerySet["ViewsOn"]):
    def of(self, *keys: str) -> Self:
        return self.filter(key__in=keys)

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def by_day(self) -> Self:
        """The oldest day first."""
        return self.order_by("day", "key")

    def newest_first(self) -> Self:
        return self.order_by("-day", "key")

    def total(self) -> int:
        """All of them together."""
        return self.aggregate(all=Sum("count"))["all"] or 0

    def totals(self) -> dict[str, int]:
        """The sum of each, in one query."""
        sums = self.order_by().values("key").annotate(all=Sum("count"))
        return dict(sums.values_list("key", "all"))

    def most_viewed(self, *, beginning: str, most: int) -> list[tuple[str, int]]:
        """The keys with this beginning that were viewed most, with how often; at most so many."""
        found = self.filter(key__startswith=beginning).order_by().values("key")
        ranked = found.annotate(all=Sum("count")).order_by("-all", "key")
        return list(ranked.values_list("key", "all")[:most])


class ViewsOn(models.Model):
    """So many views of one thing on one day, in the city's own zone."""

    key = models.CharField(_("pokok"), max_length=LONGEST_KEY)
    day = models.DateField(_("hari"))
    count = models.PositiveBigIntegerField(_("dilihat"))

    objects = ViewsOnQuerySet.as_manager()

    class Meta:
        ordering = ("key", "day")
        verbose_name = _("hitungan sehari")
        verbose_name_plural = _("hitungan sehari")
        constraints = (
            models.UniqueConstraint(fields=["key", "day"], name="a_day_is_counted_in_one_row"),
        )
        indexes = (models.Index(fields=["day", "key"], name="counting_by_day"),)

    def __str__(self) -> str:
        return f"{self.key} {self.day}: {self.count}"


class HandedOver(models.Model):
    """The last hand-over of a worker's slots that the database has: written with it, in one transaction."""

    slots = models.CharField(max_length=LONGEST_KEY, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("slots",)

    def __str__(self) -> str:
        return f"{self.slots} {self.number}"

    @classmethod
    def last(cls, slots: str) -> int:
        """The number of the last one; 0 if there was none."""
        return cls.objects.filter(pk=slots).values_list("number", flat=True).first() or 0

    @classmethod
    def take(
        cls, slots: str, *, after: int, number: int, views: Mapping[View, int], shown: Sequence[str]
    ) -> dict[str, int]:
        """Add these views, once. Raises OperationalError, and nothing is written, unless `after` was the last.

        Returns the new sums of what is `shown`, as of this transaction.
        """
        with transaction.atomic():
            cls.objects.get_or_create(pk=slots)
            last = cls.objects.filter(pk=slots, number=after)
            if not last.update(number=number):
                raise OperationalError(f"{slots}: somebody else has handed over number {number}")
            rows = [
                ViewsOn(key=key, day=day, count=more) for (key, day), more in sorted(views.items())
            ]
            _add(rows)
            return ViewsOn.objects.of(*shown).totals()

    @classmethod
    def forget(cls, slots: str) -> None:
        """The slots are gone; nobody will ask any more."""
        cls.objects.filter(pk=slots).delete()


def _add(rows: list[ViewsOn]) -> None:
    """In the order of their keys, so that two workers never wait for each other in a circle."""
    table = connection.ops.quote_name(ViewsOn._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS known (key, day, count) "  # noqa: S608  the table's own name
            "SELECT * FROM unnest(%s::text[], %s::date[], %s::bigint[]) "
            "ON CONFLICT (key, day) DO UPDATE SET count = known.count + excluded.count",
            [[row.key for row in rows], [row.day for row in rows], [row.count for row in rows]],
        )
