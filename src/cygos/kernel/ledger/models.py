"""An entry: what the ledger will say of an act, written in the transaction of the act and not yet in a log.

Its text is canonical JSON in UTC and holds nothing personal: roles, never persons; a case by its random name; private
fields as salted digests alone. Sequencing, tiles and signatures are another step, which reads what has no number yet.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

VERSION = 1


class EntryQuerySet(models.QuerySet["Entry"]):
    def unsequenced(self) -> Self:
        """What stands in no log yet, in the order in which it was written."""
        return self.filter(number=None).order_by("id")


class Entry(models.Model):
    at = models.DateTimeField(_("pada"))
    body = models.TextField(_("isi"))
    digest = models.BinaryField(_("sidik"), max_length=32)
    year = models.PositiveSmallIntegerField(_("tahun"), null=True)
    number = models.PositiveBigIntegerField(_("nomor"), null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["id"], condition=models.Q(number=None), name="entries_in_no_log"),
        )
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["year", "number"], name="a_leaf_has_one_number_in_its_year"),
            models.CheckConstraint(
                condition=models.Q(year=None, number=None) | models.Q(year__isnull=False, number__isnull=False),
                name="an_entry_stands_in_a_year_by_its_number",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.digest.hex()

    @classmethod
    def write(cls, kind: str, *, at: datetime, facts: Mapping[str, Any]) -> "Entry":
        """Write the entry of an act, in its transaction. `facts` are JSON, and nobody's name, words or address.

        Raises RuntimeError outside a transaction: an entry without its act must be impossible.
        """
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError(f"{kind} was written outside the transaction of its act")
        body = canonical({"v": VERSION, "t": kind, "at": moment(at), **facts})
        return cls.objects.create(at=at, body=body, digest=hashlib.sha256(body.encode()).digest())


def canonical(value: Any) -> str:
    """The one way to write a JSON value of strings, whole numbers, lists and objects (RFC 8785 for these)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def moment(at: datetime) -> str:
    """A moment as the ledger writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
