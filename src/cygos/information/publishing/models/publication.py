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
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.log_actions import LogContext, log
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cygos.information.publishing import desk
from cygos.information.publishing.checking import faults_of
from cygos.information.publishing.destinations import at_address
from cygos.information.publishing.findable import Findable
from cygos.information.publishing.models.edition import Edition
from cygos.information.publishing.models.withdrawal import (
    Gone,
    LeadsNowhere,
    NotPublished,
    NotWithdrawn,
    StaysOnRecord,
    Withdrawal,
    WithoutReason,
)
from cygos.information.publishing.readiness import Readiness
from cygos.information.publishing.rights import UnitRights
from cygos.kernel.people.models import Unit
from cygos.kernel.refusals import Incomplete
from cygos.kernel.turns import one_at_a_time
from cygos.web import clock

if TYPE_CHECKING:
    from datetime import datetime

MOST_SHOWN = 50
MOST_SAID = 5  # faults in one sentence; the form lists all of them
AN_HOUR = 3_600  # for so long a browser may remember where a withdrawn page leads: it may come back


class NoteMissing(Incomplete):
    """Whoever read the page before is told what changed."""

    code = "change-note-missing"
    sentence = gettext_noop("“{title}” sudah dibaca orang; perubahannya belum dijelaskan.")
    advice = gettext_noop("Buka halamannya, isi “Catatan perubahan”, lalu terbitkan lagi.")


class NotFit(Incomplete):
    """A draft may be poor, a publication may not."""

    code = "not-fit-to-publish"
    sentence = gettext_noop("“{title}” belum memenuhi syarat untuk terbit. {faults}")
    advice = gettext_noop("Buka halamannya, perbaiki yang disebut, lalu terbitkan lagi.")


class Publication(Findable, Page):
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
    expiry_kind = models.CharField(
        _("sesudah masa berlakunya"),
        max_length=10,
        choices=[
            (kind.value, kind.label) for kind in Withdrawal.Kind if kind != Withdrawal.Kind.MOVED
        ],
        default=Withdrawal.Kind.READABLE,
        help_text=_("Bila jadwal punya akhir: apa yang dilihat pembaca sesudah itu."),
    )

    base_form_class = desk.PublicationForm
    settings_panels = [
        Readiness(heading=_("Siap terbit?")),
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("unit"), FieldPanel("review_on")], _("Tanggung jawab")),
        FieldPanel("change_note"),
        FieldPanel("expiry_kind"),
    ]

    class Meta:
        abstract = True

    @staticmethod
    def kinds() -> "list[type[Publication]]":
        """Every kind of page that is a publication."""
        return [kind for kind in apps.get_models() if issubclass(kind, Publication)]

    _withdrawn: Withdrawal | None = None  # what `withdraw` hands to `save`

    @staticmethod
    def published_below(page: Page) -> "models.QuerySet[Page]":
        """The publications from this page on down that somebody may have read."""
        kinds = ContentType.objects.get_for_models(*Publication.kinds()).values()
        found: models.QuerySet[Page] = Page.objects.descendant_of(page, inclusive=True).filter(
            models.Q(live=True)
            | models.Q(first_published_at__isnull=False)
            | models.Q(last_published_at__isnull=False),
            content_type__in=kinds,
        )
        return found

    # The door

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every way to publish, change or withdraw ends here: the act and the edition go with it.

        Raises WithoutReason where a page would go without `withdraw`, NoteMissing where readers are not told, NotFit
        where something is to be mended first.
        """
        with transaction.atomic():
            known = Page.objects.filter(pk=self.pk).values_list("live", "live_revision")
            before = known.first() if self.pk else None
            became = self._becomes(*before) if before else None
            super().save(*args, **kwargs)
            if became:
                self._leave_edition(became)
            self.be_found()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """A draft that nobody read may go. Raises StaysOnRecord."""
        if Edition.objects.filter(page_id=self.pk).exists():
            raise StaysOnRecord(title=self.title)
        with transaction.atomic():
            self.be_found_no_more()
            return super().delete(*args, **kwargs)

    def withdraw(
        self, kind: str, *, reason: str, by: Any, at: "datetime", address: str = ""
    ) -> Withdrawal:
        """Take it from its readers, in one of four ways, and say why. Raises NotPublished, LeadsNowhere."""
        with one_at_a_time(f"page {self.pk}"), LogContext(user=by):
            page = type(self)._base_manager.get(pk=self.pk)
            if not page.live:
                raise NotPublished(title=page.title)
            target = page._leading_to(address) if kind == Withdrawal.Kind.MOVED else {}
            revision = page.live_revision or page.save_revision(user=by, clean=False)
            withdrawal = page._withdrawn = Withdrawal.objects.create(
                page=page, revision=revision, kind=kind, reason=reason, at=at, **target
            )
            UnpublishPageAction(page, user=by, log_action=False).execute(
                skip_permission_checks=True
            )
            log(page, "cygos.withdraw", user=by, data={"kind": kind, "reason": reason})
            return withdrawal

    def restore(self, *, note: str, by: Any, at: "datetime") -> None:
        """Publish again what was withdrawn, as it was. Raises NotWithdrawn, NoteMissing."""
        with one_at_a_time(f"page {self.pk}"), LogContext(user=by):
            withdrawal = Withdrawal.objects.of(self)
            if withdrawal is None or withdrawal.leaves_no_trace:
                raise NotWithdrawn(title=self.title)
            action = PublishPageRevisionAction(withdrawal.revision, user=by, log_action=False)
            action.object.change_note = note
            action.object.go_live_at = action.object.expire_at = None
            action.execute(skip_permission_checks=True)
            log(self, "cygos.restore", user=by, data={"reason": note})

    def _becomes(self, was_live: bool, was_revision: int | None) -> Edition.Kind | None:  # noqa: FBT001
        """What saving it as it is now makes of it for its readers; nothing where they see no difference."""
        if was_live and not self.live:
            if self._withdrawn is None:
                raise WithoutReason(title=self.title)
            is_erased = self._withdrawn.leaves_no_trace
            return Edition.Kind.ERASED if is_erased else Edition.Kind.WITHDRAWN
        if not self.live or self.live_revision_id in {None, was_revision}:
            return None
        was_read = was_live and was_revision
        became = Edition.Kind.CHANGED if was_read else self._comes_back()
        if became != Edition.Kind.PUBLISHED and not self.change_note:
            raise NoteMissing(title=self.title)
        if became != Edition.Kind.RESTORED and (faults := faults_of(self)):
            raise NotFit(title=self.title, faults=" ".join(map(str, faults[:MOST_SAID])))
        return became

    def _comes_back(self) -> Edition.Kind:
        former = Withdrawal.objects.of(self)
        is_known = former is not None and not former.leaves_no_trace
        return Edition.Kind.RESTORED if is_known else Edition.Kind.PUBLISHED

    def _leave_edition(self, kind: Edition.Kind) -> None:
        at = clock.now()
        if self._withdrawn:
            Edition.objects.leave(self, kind, note=self._withdrawn.reason, at=at)
        else:
            Withdrawal.objects.end(self, at=at)
            Edition.objects.leave(self, kind, note=self.change_note, at=at)

    def _leading_to(self, address: str) -> dict[str, Any]:
        """Where it moves to: a published page of the tree, or another open address. Raises LeadsNowhere."""
        found = at_address(address)
        if found is None or (found.page and found.page.pk == self.pk):
            raise LeadsNowhere(address=address)
        return {"address": found.address, "target": found.page}

    # What its readers get

    @property
    def withdrawal(self) -> Withdrawal | None:
        """The one in force."""
        return None if self.live else Withdrawal.objects.of(self)

    def as_read(self) -> Self:
        """The page as its readers read it. Raises Gone, or Http404 where there is nothing to read."""
        if self.live:
            return self
        withdrawal = self.withdrawal
        if withdrawal and withdrawal.kind == Withdrawal.Kind.GONE:
            raise Gone(title=withdrawal.revision.object_str, reason=withdrawal.reason)
        if withdrawal is None or not withdrawal.is_readable:
            raise Http404
        was: Self = withdrawal.as_it_was()
        return was

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """A withdrawn page still answers, unless it never was."""
        if path_components or self.live:
            return super().route(request, path_components)
        withdrawal = self.withdrawal
        return RouteResult(self if withdrawal and withdrawal.is_moved else self.as_read())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        withdrawal = None if getattr(request, "is_preview", False) else self.withdrawal
        if withdrawal and withdrawal.is_moved:
            answer = HttpResponsePermanentRedirect(withdrawal.leads_to(request))
            answer.headers["Cache-Control"] = f"max-age={AN_HOUR}"
            return answer
        page: HttpResponseBase = super().serve(request, *args, **kwargs)
        if withdrawal:
            page.headers["X-Robots-Tag"] = "noindex"
        return page

    def permissions_for_user(self, user: Any) -> UnitRights:
        return UnitRights(user, self)

    def with_content_json(self, content: Any) -> Self:
        """A revision brings the text back, never whose it is."""
        revised: Self = super().with_content_json(content)
        revised.unit_id = self.unit_id
        return revised

    def corrections(self) -> list[Edition]:
        """What became of it since it was first published, newest first, for its readers."""
        return list(Edition.objects.filter(page_id=self.pk).for_readers()[:MOST_SHOWN])
