"""A withdrawal: why a page that was published is no longer read as before, and what its address answers instead."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from cygos.kernel.refusals import Conflict, Incomplete, Refusal
from cygos.web.navigation import in_language

A_PATH = r"^/([^/\\\s?#][^\\\s?#]*)?$"


class Gone(Refusal):
    """Its editors took the page away, and say why."""

    code, status = "gone", 410
    sentence = gettext_noop("“{title}” sudah ditarik dari situs ini.")
    advice = gettext_noop("Alasannya: {reason}")


class WithoutReason(Conflict):
    """Wagtail's own way to unpublish: it asks for no reason, so readers would be told none."""

    code = "withdrawn-without-reason"
    sentence = gettext_noop("“{title}” tidak ditarik tanpa alasan: pembaca perlu tahu mengapa.")
    advice = gettext_noop("Pilih “Tarik dari pembaca” pada halaman itu, lalu tulis alasannya.")


class NotPublished(Conflict):
    """What is not published cannot be withdrawn."""

    code = "not-published"
    sentence = gettext_noop("“{title}” sedang tidak terbit.")
    advice = gettext_noop("Muat ulang daftarnya: mungkin orang lain sudah menariknya.")


class NotWithdrawn(Conflict):
    """There is no withdrawal to take back; one without a trace is ended by publishing anew."""

    code = "not-withdrawn"
    sentence = gettext_noop("Tidak ada penarikan “{title}” yang dapat dibatalkan.")
    advice = gettext_noop("Buka drafnya, perbaiki, lalu terbitkan seperti biasa.")


class StaysOnRecord(Conflict):
    """What the city once published is never deleted; it is withdrawn."""

    code = "stays-on-record"
    sentence = gettext_noop("“{title}” pernah terbit, jadi tidak dihapus.")
    advice = gettext_noop("Pilih “Tarik dari pembaca” pada halaman itu; arsip kota menyimpannya.")


class LeadsNowhere(Incomplete):
    """A page is only moved to what everybody can read on this site."""

    code = "leads-nowhere"
    sentence = gettext_noop("Alamat {address} bukan halaman situs ini yang sedang terbit.")
    advice = gettext_noop("Tulis alamat di situs ini, seperti /berita/judul/, yang dapat dibuka.")


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def in_force(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def of(self, page: Page) -> "Withdrawal | None":
        """The one in force for this page."""
        return self.in_force().filter(page_id=page.pk).select_related("revision", "target").first()

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk").select_related("page", "target")

    def end(self, page: Page, *, at: datetime) -> None:
        """The page is published again."""
        self.in_force().filter(page_id=page.pk).update(ended_at=at)


class Withdrawal(models.Model):
    """What became of a page that was withdrawn, and why."""

    class Kind(models.TextChoices):
        READABLE = "readable", _("Tetap dapat dibaca, dengan pemberitahuan")
        MOVED = "moved", _("Dialihkan ke halaman lain")
        GONE = "gone", _("Tidak dapat dibaca lagi; alasannya ditunjukkan")
        NEVER = "never", _("Seolah tidak pernah ada")

    page = models.ForeignKey(Page, models.PROTECT, related_name="withdrawals")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    kind = models.CharField(_("cara"), max_length=10, choices=Kind.choices)
    reason = models.CharField(_("alasan"), max_length=300)
    target = models.ForeignKey(Page, models.PROTECT, null=True, related_name="+")
    address = models.CharField(_("alamat tujuan"), max_length=500, blank=True)
    at = models.DateTimeField(_("pada"))
    ended_at = models.DateTimeField(_("dibatalkan pada"), null=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("penarikan")
        verbose_name_plural = _("penarikan")
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_withdrawal_says_why"),
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(ended_at__isnull=True),
                name="a_page_is_withdrawn_in_one_way_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="moved", address__regex=A_PATH)
                | (~models.Q(kind="moved") & models.Q(address="", target__isnull=True)),
                name="what_is_moved_stays_on_this_site_and_nothing_else_leads_on",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("at")),
                name="a_withdrawal_does_not_end_before_it_begins",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_kind_display()}"

    @property
    def is_readable(self) -> bool:
        return self.kind == Withdrawal.Kind.READABLE

    @property
    def is_moved(self) -> bool:
        return self.kind == Withdrawal.Kind.MOVED

    @property
    def leaves_no_trace(self) -> bool:
        return self.kind == Withdrawal.Kind.NEVER

    def leads_to(self, request: Any) -> str:
        """The address of ours that its readers are led to."""
        if self.target:
            return str(self.target.specific.get_url(request))
        return in_language(self.address, get_language() or settings.LANGUAGE_CODE)

    def as_it_was(self) -> Any:
        """The page as its readers knew it, whatever its editors have written since."""
        return self.revision.as_object()
