"""An item of the agenda, and the list of what is to come."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import PageManager

from cygos.information.agenda import telling
from cygos.information.pieces.models import MonthlyListing, Piece, PieceQuerySet, Row, Tag
from cygos.kernel.people.models import Unit
from cygos.kernel.places.models import Area
from cygos.kernel.refusals import NotFound
from cygos.web import clock, metadata
from cygos.web.times import WIB

A_SCHEME = re.compile(r"^https?")
REMEMBERED = timedelta(days=92)  # so long a calendar still shows what is over


class AgendaItemQuerySet(PieceQuerySet):
    moment = "starts_at"

    def upcoming(self, at: datetime) -> Self:
        """What runs at that moment or is still to come, the next first; what was cancelled too, and says so."""
        soonest_first: Self = (
            self.live().filter(over_at__gt=at).order_by("starts_at", "page_ptr_id")
        )
        return soonest_first

    def over(self, at: datetime) -> Self:
        """What has been, the latest first."""
        latest_first: Self = (
            self.live().filter(over_at__lte=at).order_by("-starts_at", "-page_ptr_id")
        )
        return latest_first

    def of_unit(self, unit: Unit) -> Self:
        of_it: Self = self.filter(unit=unit)
        return of_it

    def for_calendars(self, at: datetime) -> Self:
        """What a calendar shows: the last months and all that is to come, each with its number of editions."""
        shown: Self = (
            self.live()
            .filter(over_at__gt=at - REMEMBERED)
            .annotate(edition_count=models.Count("editions"))
            .select_related("unit", "area", "area__parent")
            .order_by("starts_at", "page_ptr_id")
        )
        return shown


class AgendaItem(Piece):
    """Something that happens in the city, at a time and a place."""

    starts_at = models.DateTimeField(_("mulai"), help_text=_("Hari dan jam mulai, WIB."))
    ends_at = models.DateTimeField(
        _("selesai"), null=True, blank=True,
        help_text=_("Kosongkan bila jam selesainya belum diketahui."),
    )  # fmt: skip
    is_whole_day = models.BooleanField(
        _("sepanjang hari"),
        default=False,
        help_text=_("Hanya harinya yang dihitung; jam mulai dan selesai diabaikan."),
    )
    place = models.CharField(
        _("tempat"), max_length=200, help_text=_("Gedung dan jalan, atau “daring”.")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wilayah"),
        help_text=_("Kelurahan atau kecamatan tempatnya, bila ada."),
    )  # fmt: skip
    link = models.URLField(
        _("pendaftaran atau tautan"), max_length=500, blank=True,
        help_text=_("Alamat lengkap, dimulai dengan https://."),
    )  # fmt: skip
    cancelled_because = models.CharField(
        _("dibatalkan karena"), max_length=300, blank=True,
        help_text=_("Kosong selama acaranya tetap ada. Alasannya dibaca warga."),
    )  # fmt: skip
    over_at = models.DateTimeField(editable=False)  # when nobody needs to come any more

    objects = PageManager.from_queryset(AgendaItemQuerySet)()

    found_as, own_title = "agenda", _("Agenda")
    parent_page_types = ["agenda.AgendaList"]
    taken = re.compile(r"agenda|unit|lampau|arsip|\d{4}")
    template = "agenda/item_page.html"
    content_panels = [
        *Piece.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("is_whole_day"),
            ],
            _("Waktu"),
        ),
        MultiFieldPanel([FieldPanel("place"), FieldPanel("area"), FieldPanel("link")], _("Tempat")),
        FieldPanel("cancelled_because"),
    ]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agenda")
        indexes = (
            models.Index(fields=["over_at", "starts_at"], name="agenda_next_first"),
            models.Index(fields=["-starts_at", "-page_ptr"], name="agenda_latest_first"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gte=models.F("starts_at")),
                name="an_agenda_item_ends_after_it_starts",
                violation_error_message=_("Selesainya tidak boleh sebelum mulainya."),
            ),
            models.CheckConstraint(
                condition=models.Q(over_at__gt=models.F("starts_at")),
                name="an_agenda_item_is_over_after_it_starts",
            ),
        )

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancelled_because)

    @property
    def last_day(self) -> datetime:
        """The day on which it ends, or the only one."""
        return self.ends_at or self.starts_at

    @property
    def when(self) -> str:
        """Day and hours in words, for people."""
        return telling.when(self.starts_at, self.ends_at, is_whole_day=self.is_whole_day)

    @property
    def where(self) -> str:
        """The place, and the kelurahan it lies in."""
        return ", ".join(part for part in (self.place, self.area and str(self.area)) if part)

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("Selesainya tidak boleh sebelum mulainya.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.over_at = self._over_at()
        super().save(*args, **kwargs)

    def _over_at(self) -> datetime:
        """Its end; where only the day is known, the end of that day."""
        if self.ends_at and not self.is_whole_day and self.ends_at > self.starts_at:
            return self.ends_at
        last = self.last_day.astimezone(WIB).date() + timedelta(days=1)
        return datetime.combine(last, time(), tzinfo=WIB)

    def words(self) -> Iterator[str]:
        yield self.where
        yield from super().words()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        _name, agenda = context["trail"][-1]
        context["calendar_address"] = reverse("agenda_calendar_of_item", args=[self.slug])
        context["unit_agenda"] = f"{agenda}unit/{self.unit.code}/" if self.unit else ""
        context["is_over"] = self.over_at is not None and self.over_at <= clock.now()
        return context

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        return telling.as_event(self, base=super().as_data(request), request=request)


class AgendaList(MonthlyListing):
    """What is to come, the next first; what has been, by month; and all of it for calendars."""

    subpage_types = ["agenda.AgendaItem"]
    template = "agenda/list.html"
    own_address, own_title, symbol = "agenda", _("Agenda"), "calendar-days"
    year_title, month_title = _("Agenda tahun %(year)s"), _("Agenda %(month)s")
    archive_title, times_title = _("Arsip agenda"), _("Agenda menurut waktu")
    nothing = _("Tidak ada agenda di sini.")
    purpose = _("Acara kota yang dapat Anda datangi atau ikuti, yang terdekat lebih dahulu.")
    lists = AgendaItem
    item = "agenda/item.html"

    class Meta:
        verbose_name = _("daftar agenda")

    def published(self) -> PieceQuerySet:
        items: PieceQuerySet = super().published().select_related("area")
        return items

    @path("")
    def all(self, request: HttpRequest) -> HttpResponse:
        upcoming = AgendaItem.objects.upcoming(clock.now()).select_related("unit", "area")
        return self.list_(
            request, upcoming, heading=self.own_title, calendar=reverse("agenda_calendar")
        )

    @path("lampau/")
    def past(self, request: HttpRequest) -> HttpResponse:
        over = AgendaItem.objects.over(clock.now()).select_related("unit", "area")
        return self.list_(request, over, heading=_("Agenda yang lampau"), chosen={"is_past": True})

    @path("unit/<slug:code>/")
    def of_unit(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = _unit(code)
        upcoming = AgendaItem.objects.upcoming(clock.now()).of_unit(unit)
        return self.list_(
            request, upcoming.select_related("unit", "area"),
            heading=_("Agenda %(unit)s") % {"unit": unit.name}, chosen={"unit": unit},
            calendar=reverse("agenda_calendar_of_unit", args=[code]),
        )  # fmt: skip

    def list_(self, request: HttpRequest, pieces: PieceQuerySet, **facts: Any) -> HttpResponse:
        address = facts.get("calendar", "")
        webcal = A_SCHEME.sub("webcal", metadata.absolute(request, address))
        return super().list_(request, pieces, **(facts | {"calendar": address, "webcal": webcal}))

    def rows(self, here: str, **chosen: Any) -> list[Row]:
        is_past = bool(chosen.get("is_past"))
        two = [
            Tag(_("Yang akan datang"), here, not any(chosen.values())),
            Tag(_("Yang lampau"), f"{here}lampau/", is_past),
        ]
        return [Row(_("Bagian agenda"), two), *super().rows(here, **chosen)]


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(what=gettext_noop("Perangkat daerah ini"))
    return unit
