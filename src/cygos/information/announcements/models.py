"""An announcement (pengumuman resmi): a number, a date, until when it holds, and what is attached.

A notice (notices/) is a line that runs for hours or days; an announcement is a paper of an office, and stays.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import PageManager

from cygos.information.pieces import wording
from cygos.information.pieces.blocks import File
from cygos.information.pieces.models import Listing, Piece, PieceQuerySet, Row, Tag
from cygos.web import clock, times
from cygos.web.times import WIB


class AnnouncementQuerySet(PieceQuerySet):
    moment = "announced_on"

    def in_force(self, *, on: date) -> Self:
        """Those that hold on that day, or have no end."""
        holding: Self = self.filter(
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=on)
        )
        return holding


class Announcement(Piece):
    """What an office makes known under a number and a date."""

    number = models.CharField(
        _("nomor"), max_length=80, blank=True, help_text=_("Seperti tertulis di suratnya.")
    )
    announced_on = models.DateField(_("tanggal"), help_text=_("Tanggal suratnya."))
    valid_until = models.DateField(
        _("berlaku sampai"), null=True, blank=True,
        help_text=_("Hari terakhir; kosong berarti berlaku terus."),
    )  # fmt: skip
    attachments = StreamField([("file", File())], blank=True, verbose_name=_("lampiran"))

    objects = PageManager.from_queryset(AnnouncementQuerySet)()

    found_as, own_title = "pengumuman-resmi", _("Pengumuman resmi")
    parent_page_types = ["announcements.AnnouncementList"]
    taken = re.compile(r"berlaku")
    template = "announcements/announcement.html"
    content_panels = [
        *Piece.content_panels,
        FieldPanel("attachments"),
        FieldPanel("number"),
        FieldRowPanel([FieldPanel("announced_on"), FieldPanel("valid_until")]),
    ]

    class Meta:
        verbose_name = _("pengumuman resmi")
        verbose_name_plural = _("pengumuman resmi")
        indexes = (
            models.Index(fields=["-announced_on", "-page_ptr"], name="announcements_newest_first"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("announced_on")),
                name="an_announcement_holds_from_its_day_on",
                violation_error_message=_("Tidak mungkin berakhir sebelum tanggalnya."),
            ),
        )

    @property
    def said_at(self) -> datetime:
        return datetime.combine(self.announced_on, time(), tzinfo=WIB)

    @property
    def is_over(self) -> bool:
        """Whether it no longer holds today."""
        return bool(self.valid_until and self.valid_until < clock.today())

    def clean(self) -> None:
        super().clean()
        if self.announced_on and self.valid_until and self.valid_until < self.announced_on:
            raise ValidationError({"valid_until": _("Tidak mungkin berakhir sebelum tanggalnya.")})

    def words(self) -> Iterator[str]:
        yield self.number
        yield from super().words()
        yield from wording.paragraphs(self.attachments.raw_data)

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        facts = super().as_data(request) | {
            "@type": "SpecialAnnouncement",
            "datePosted": times.day_iso(self.announced_on),
            "text": "\n".join(word for word in super().words() if word),
        }
        if self.valid_until:
            facts["expires"] = times.day_iso(self.valid_until)
        return facts


class AnnouncementList(Listing):
    """All announcements, the newest first; or those that still hold."""

    subpage_types = ["announcements.Announcement"]
    own_address, own_title, symbol = "pengumuman-resmi", _("Pengumuman resmi"), "file-badge"
    purpose = _("Surat dan maklumat kota dengan nomor, tanggal, dan masa berlakunya.")
    template = "pieces/listing.html"
    lists = Announcement
    item = "announcements/item.html"

    class Meta:
        verbose_name = _("daftar pengumuman resmi")

    @path("berlaku/")
    def in_force(self, request: HttpRequest) -> HttpResponse:
        holding = self.published().in_force(on=clock.today())
        heading = _("Pengumuman yang berlaku")
        return self.list_(request, holding, heading=heading, chosen={"in_force": True})

    def rows(self, here: str, **chosen: Any) -> list[Row]:
        tags = [
            Tag(_("Semua"), here, not chosen),
            Tag(_("Yang berlaku"), f"{here}berlaku/", bool(chosen)),
        ]
        return [Row(_("Masa berlaku"), tags)]
