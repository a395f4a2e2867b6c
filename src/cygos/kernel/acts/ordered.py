"""A row with a place among its kind, moved one place up or down by whoever keeps the list."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction

from cygos.kernel.acts.revised import Revised, refused_in_prose

STEP = 10  # between two neighbours, so that a pack or a form can put one in between


class Ordered(Revised):
    """Its kind has a field `order`; two who move rows at once wait for each other."""

    moved: ClassVar[str]  # the verb of the act

    class Meta:
        abstract = True

    def move_up(self, *, by: models.Model | None, at: datetime) -> None:
        """Before the one that stood before it. The first stays the first."""
        self._move(-1, by=by, at=at)

    def move_down(self, *, by: models.Model | None, at: datetime) -> None:
        """After the one that stood after it. The last stays the last."""
        self._move(1, by=by, at=at)

    def _move(self, places: int, *, by: models.Model | None, at: datetime) -> None:
        with refused_in_prose(), transaction.atomic():
            rows: list[Self] = list(self._in_order().select_for_update())
            here = next(n for n, row in enumerate(rows) if row.pk == self.pk)
            there = min(max(here + places, 0), len(rows) - 1)
            rows.insert(there, rows.pop(here))
            for number, row in enumerate(rows, 1):
                row._change(self.moved, by=by, at=at, values={"order": number * STEP})

    @classmethod
    def _in_order(cls) -> Any:
        return cls._default_manager.order_by(*(cls._meta.ordering or ()))
