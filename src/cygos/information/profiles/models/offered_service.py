"""A service of an office as its page names it: what, where, and where more is to be read.

Service standards, licences and their clocks come with the rooms that handle them; until then this says where to go.
"""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cygos.information.notices.models import our_page_or_a_web_address
from cygos.kernel.acts.revised import Revised
from cygos.kernel.people.models import Unit
from cygos.web.spoken import is_spoken, spoken

FACTS = ("title", "title_en", "where", "where_en", "link", "order")


class ServiceQuerySet(models.QuerySet["Service"]):
    def of(self, unit: Unit) -> Self:
        return self.filter(unit=unit).order_by("order", "id")

    def offered(self, *, on: date) -> Self:
        """Those of offices that exist on that day, by name."""
        standing = self.filter(unit__in=Unit.objects.existing(on=on)).select_related("unit")
        return standing.order_by(Lower("title"), "id")

    def matching(self, words: str) -> Self:
        """Every word in the name of the service, in either language, or of its office."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                models.Q(title__icontains=word)
                | models.Q(title_en__icontains=word)
                | models.Q(unit__name__icontains=word)
            )
        return found


class Service(Revised):
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah")
    )
    title = models.CharField(_("layanan"), max_length=120)
    title_en = models.CharField(_("layanan dalam bahasa Inggris"), max_length=120, blank=True)
    where = models.CharField(_("di mana"), max_length=160, blank=True)
    where_en = models.CharField(_("di mana, dalam bahasa Inggris"), max_length=160, blank=True)
    link = models.CharField(
        _("tautan"), max_length=500, blank=True, validators=[our_page_or_a_web_address]
    )
    order = models.PositiveSmallIntegerField(_("urutan"), default=100)
    is_demo = models.BooleanField(_("contoh"), default=False, editable=False)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ("order", "id")
        verbose_name = _("layanan")
        verbose_name_plural = _("layanan")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(title=""), name="a_service_has_a_name",
                violation_error_message=_("Tulis nama layanannya."),
            ),
            models.UniqueConstraint(
                fields=["unit", "title"], name="an_office_names_a_service_once",
                violation_error_message=_("Layanan itu sudah ada di perangkat daerah ini."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @classmethod
    def offer(cls, unit: Unit, *, by: models.Model | None, at: datetime, **facts: Any) -> "Service":
        """One more service of this office. Raises Impossible if it is named already."""
        return cls._begin("service.offered", by=by, at=at, unit=unit, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another name, place, link or rank. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("service.amended", by=by, at=at, values=facts)

    def remove(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """The page names it no more. Raises Stale."""
        with self._changing(revision):
            self._remove("service.removed", by=by, at=at, names=("unit", *FACTS))

    # What a reader sees of it

    @property
    def is_translated(self) -> bool:
        return is_spoken(self.title_en)

    @property
    def label(self) -> str:
        return spoken(self.title, self.title_en)

    @property
    def place(self) -> str:
        return spoken(self.where, self.where_en)
