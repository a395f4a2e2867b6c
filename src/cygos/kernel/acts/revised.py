"""A row that counts its changes, so that nobody overwrites what they have not seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from cygos.kernel.acts.models import record
from cygos.kernel.changes import EVERYTHING, changed
from cygos.kernel.refusals import Impossible, Stale


class Revised(models.Model):
    """Adds, changes and remembers: each change locks the row, is checked, and leaves its act."""

    revision = models.PositiveIntegerField(_("perubahan ke"), default=0, editable=False)

    # Fields about a person, or too long to repeat: an act says that they changed, never what they were.
    untold: ClassVar[frozenset[str]] = frozenset()
    # Whether a page for everybody may show it, so that the kept copies of pages go when it changes.
    is_public: ClassVar[bool] = True

    class Meta:
        abstract = True

    @classmethod
    def _begin(cls, verb: str, *, by: models.Model | None, at: datetime, **values: Any) -> Self:
        """Write the first state of a row and its act."""
        with refused_in_prose(), transaction.atomic():
            row = cls(**values)
            row.save(force_insert=True)
            record(verb, row, by=by, at=at, details={"after": row._told(values)})
            row._tell_readers()
            return row

    @contextmanager
    def _changing(self, revision: int | None) -> Iterator[None]:
        """Hold the row as it stands now. Raises Stale if it is not the one that `revision` saw."""
        with refused_in_prose(), transaction.atomic():
            self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update())
            if revision is not None and revision != self.revision:
                raise Stale(what=str(self))
            yield

    def _change(
        self, verb: str, *, by: models.Model | None, at: datetime, values: dict[str, Any]
    ) -> bool:
        """Write what differs, and its act; only inside `_changing`. False if nothing differed."""
        changed = {name: new for name, new in values.items() if getattr(self, name) != new}
        if not changed:
            return False
        before = {name: getattr(self, name) for name in changed}
        for name, new in changed.items():
            setattr(self, name, new)
        self.revision += 1
        self.save(update_fields=[*changed, "revision"])
        details = {"before": self._told(before), "after": self._told(changed)}
        record(verb, self, by=by, at=at, details=details)
        self._tell_readers()
        return True

    def _remove(
        self, verb: str, *, by: models.Model | None, at: datetime, names: tuple[str, ...]
    ) -> None:
        """Take the row away, and leave in the act what it was; only inside `_changing`."""
        before = {name: getattr(self, name) for name in names}
        record(verb, self, by=by, at=at, details={"before": self._told(before)})
        self.delete()
        self._tell_readers()

    def _tell_readers(self) -> None:
        if self.is_public:
            changed(EVERYTHING)

    def _told(self, values: dict[str, Any]) -> dict[str, Any]:
        """What an act may tell of these values: keys and office facts, nothing about a person."""
        return {
            name: None if name in self.untold else _plain(value) for name, value in values.items()
        }


def _plain(value: Any) -> Any:
    """As JSON: a row becomes its key."""
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


@contextmanager
def refused_in_prose() -> Iterator[None]:
    """A broken rule of the database becomes a refusal in that rule's own words; the rest stays a bug."""
    try:
        yield
    except IntegrityError as error:
        rule = rule_named(getattr(error.__cause__, "diag", None))
        if rule is None:
            raise
        raise Impossible(rule=rule) from error


def rule_named(diagnosis: Any) -> str | None:
    """The sentence of a violated constraint of ours, by the name the database reports."""
    name = getattr(diagnosis, "constraint_name", None)
    for model in (each for each in apps.get_models() if issubclass(each, Revised)):
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message)
        for field in model._meta.fields:
            if field.unique and name and name.startswith(f"{model._meta.db_table}_{field.column}_"):
                names = {
                    "model_name": model._meta.verbose_name,
                    "field_label": field.verbose_name,
                }
                return str(field.error_messages["unique"]) % names
    return None
