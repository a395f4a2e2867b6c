"""A publication: what every page kind is built on.

    class Announcement(Publication):
        body = StreamField(…)
        content_panels = [*Publication.content_panels, FieldPanel("body")]
        template = "announcements/announcement.html"

A kind says its own `parent_page_types` and `content_panels`; whose page it is, its review date and its public change
note come with `Publication.settings_panels`, whose form is `desk.PublicationForm`. Its template shows the corrections
with `{% include "publishing/history.html" %}`. Nothing else is to be done: however it goes live, changes or is
withdrawn, `save` leaves the act and the edition, and whoever edits for one unit meets only that unit's pages. A page
that is no publication (a list, the front page) belongs to the city's own editors; below it, units may add.
"""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.log_actions import get_active_log_context
from wagtail.models import Collection, Page

from cygos.information.publishing import desk
from cygos.information.publishing.rights import UnitRights
from cygos.kernel.acts.models import record
from cygos.kernel.people.models import Unit
from cygos.web import clock

if TYPE_CHECKING:
    from datetime import datetime

MOST_SHOWN = 50


class Publication(Page):
    """A page that somebody answers for."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("perangkat daerah"),
        help_text=_("Siapa yang bertanggung jawab. Kosong berarti portal kota sendiri."),
    )  # fmt: skip
    review_on = models.DateField(
        _("tinjau kembali pada"),
        null=True,
        blank=True,
        help_text=_("Pada hari itu isinya perlu diperiksa: masih benar atau tidak."),
    )
    change_note = models.CharField(
        _("catatan perubahan"),
        max_length=300,
        blank=True,
        help_text=_("Satu kalimat untuk pembaca: apa yang berubah, dan mengapa."),
    )

    base_form_class = desk.PublicationForm
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("unit"), FieldPanel("review_on")], _("Tanggung jawab")),
        FieldPanel("change_note"),
    ]

    class Meta:
        abstract = True

    @staticmethod
    def kinds() -> "list[type[Publication]]":
        """Every kind of page that is a publication."""
        return [kind for kind in apps.get_models() if issubclass(kind, Publication)]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every way to publish, change or withdraw ends here: the act and the edition go with it."""
        with transaction.atomic():
            before = Page.objects.filter(pk=self.pk).values_list("live", "live_revision").first()
            super().save(*args, **kwargs)
            if before:
                self._leave_edition(*before)

    def permissions_for_user(self, user: Any) -> UnitRights:
        return UnitRights(user, self)

    def with_content_json(self, content: Any) -> Self:
        """A revision brings the text back, never whose it is."""
        revised: Self = super().with_content_json(content)
        revised.unit_id = self.unit_id
        return revised

    def corrections(self) -> "list[Edition]":
        """What changed since it was first published, newest first, for its readers."""
        changes = Edition.objects.filter(page_id=self.pk, kind=Edition.Kind.CHANGED)
        return list(changes.order_by("-at", "-pk")[:MOST_SHOWN])

    def _leave_edition(self, was_live: bool, was_revision: int | None) -> None:  # noqa: FBT001
        if self.live and self.live_revision_id and self.live_revision_id != was_revision:
            is_change = was_live and was_revision
            kind = Edition.Kind.CHANGED if is_change else Edition.Kind.PUBLISHED
            Edition.objects.leave(self, kind, note=self.change_note, at=clock.now())
        elif was_live and was_revision and not self.live:
            Edition.objects.leave(self, Edition.Kind.WITHDRAWN, note="", at=clock.now())


class EditionManager(models.Manager["Edition"]):
    def leave(
        self, page: Publication, kind: "Edition.Kind", *, note: str, at: "datetime"
    ) -> "Edition":
        """Write down what just became of the page, with its act, by whoever is at the desk; nobody is the clock."""
        revision = page.live_revision_id
        details = {"revision": revision, "unit": page.unit_id}
        by = get_active_log_context().user
        record(f"publication.{kind.value}", page, by=by, at=at, details=details)
        return self.create(page=page, kind=kind, note=note, at=at)


class Edition(models.Model):
    """One publication, change or withdrawal of a page, as its readers may know it."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("diterbitkan")
        CHANGED = "changed", _("diperbarui")
        WITHDRAWN = "withdrawn", _("ditarik")

    page = models.ForeignKey(Page, models.CASCADE, related_name="editions")
    kind = models.CharField(_("perbuatan"), max_length=12, choices=Kind.choices)
    note = models.CharField(_("catatan perubahan"), max_length=300, blank=True)
    at = models.DateTimeField(_("pada"))

    objects = EditionManager()

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("edisi")
        verbose_name_plural = _("edisi")
        indexes = (models.Index(fields=["page", "-at"], name="editions_of_a_page"),)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_kind_display()}"


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
