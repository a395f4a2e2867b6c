"""A notice (pengumuman): what the city wants everybody to know, how urgently, where, and until when.

A siaga is an alert: it stands on every page until its end, so it must have one. Notices are ended, never deleted:
what the city said stays to be read, and what came from the old portal does not come back with its next page.
"""

from datetime import datetime
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _

from cygos.kernel.acts.revised import Revised
from cygos.kernel.changes import EVERYTHING, changed
from cygos.kernel.places.models import Area
from cygos.kernel.refusals import Conflict

LONGEST = 300
MOST_ALERTS = 5  # more at once, and nobody reads the page below them


class Rank(models.TextChoices):
    """How urgent a notice is. The words stand in this order backwards, so `-rank` is “most urgent first”."""

    RUNNING = "berjalan", _("Berjalan")
    IMPORTANT = "penting", _("Penting")
    ALERT = "siaga", _("Siaga")


class NoticeOver(Conflict):
    """A notice that has ended is a record; it is not ended again and not changed."""

    code = "notice-over"
    sentence = gettext_noop("Pengumuman ini sudah selesai.")
    advice = gettext_noop("Buat pengumuman baru bila masih perlu disampaikan.")


def our_page_or_a_web_address(link: str) -> None:
    """Raises ValidationError unless it is a path of this site or a whole https address."""
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("x:")
    is_ours = link.startswith("/") and not link.startswith(("//", "/\\"))
    is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    if not (is_ours or is_whole) or any(sign.isspace() or sign == "\\" for sign in link):
        raise ValidationError(_("Tautan ditulis seperti /berita/ atau https://contoh.id/halaman."))


class NoticeQuerySet(models.QuerySet["Notice"]):
    def running(self, *, at: datetime) -> Self:
        """The notices that are valid at that moment, the most urgent first."""
        begun = models.Q(starts_at__isnull=True) | models.Q(starts_at__lte=at)
        not_ended = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at)
        return self.filter(begun & not_ended).order_by("-rank", "order", "id")

    def coming(self, *, at: datetime) -> Self:
        """Those that begin later, the next one first; what was called off is not coming."""
        called_off = models.Q(ends_at__lte=models.F("starts_at"))
        return self.filter(starts_at__gt=at).exclude(called_off).order_by("starts_at", "id")

    def over(self, *, at: datetime) -> Self:
        """Those that have ended, the last one first. What was called off before it began was never said."""
        never_said = models.Q(starts_at__isnull=False, ends_at__lte=models.F("starts_at"))
        return self.filter(ends_at__lte=at).exclude(never_said).order_by("-ends_at", "-id")

    def alerts(self) -> Self:
        """Only the sort that stands on every page."""
        return self.filter(rank=Rank.ALERT)

    def quiet(self) -> Self:
        """Those that do not stand on every page."""
        return self.exclude(rank=Rank.ALERT)

    def shown(self) -> Self:
        """With what a reader sees of them, without further questions."""
        return self.select_related("area", "area__parent")

    def ring(self, *, since: datetime, until: datetime) -> bool:
        """Say that pages changed if a notice began or ended between the two; whether one did."""
        began = models.Q(starts_at__gt=since, starts_at__lte=until)
        ended = models.Q(ends_at__gt=since, ends_at__lte=until)
        is_so = self.filter(began | ended).exists()
        if is_so:
            changed(EVERYTHING)
        return is_so

    def announce(self, *texts: str) -> int:
        """Add the notices that were never there before, in this order, and say how many those are.

        One that has ended stays ended: notices are ended, not deleted.
        """
        known = set(self.filter(text__in=texts).values_list("text", flat=True))
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            after = self.aggregate(last=models.Max("order"))["last"] or 0
            self.bulk_create(
                [self.model(text=text, order=after + n) for n, text in enumerate(new, 1)]
            )
            changed(EVERYTHING)
        return len(new)


class Notice(Revised):
    text = models.CharField(_("teks"), max_length=LONGEST)
    text_en = models.CharField(_("teks dalam bahasa Inggris"), max_length=LONGEST, blank=True)
    detail = models.TextField(_("rincian"), max_length=4000, blank=True)
    detail_en = models.TextField(_("rincian dalam bahasa Inggris"), max_length=4000, blank=True)
    rank = models.CharField(_("tingkat"), max_length=10, choices=Rank.choices, default=Rank.RUNNING)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wilayah")
    )
    link = models.CharField(
        _("tautan"), max_length=500, blank=True, validators=[our_page_or_a_web_address]
    )
    phone = models.CharField(
        _("nomor yang dapat dihubungi"), max_length=20, blank=True,
        validators=[
            RegexValidator(r"^\+?\d[\d -]{1,18}$", _("Tulis nomor dengan angka saja, misalnya 112."))
        ],
    )  # fmt: skip
    order = models.PositiveIntegerField(_("urutan"), default=0)
    starts_at = models.DateTimeField(_("mulai"), null=True, blank=True)
    ends_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    untold: ClassVar[frozenset[str]] = frozenset({"detail", "detail_en"})

    class Meta:
        ordering = ("-rank", "order", "id")
        verbose_name = _("pengumuman")
        verbose_name_plural = _("pengumuman")
        indexes = (
            models.Index(fields=["rank", "ends_at"], name="notices_by_rank_and_end"),
            models.Index(fields=["-ends_at", "-id"], name="notices_last_ended_first"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(text=""), name="a_notice_says_something",
                violation_error_message=_("Tulis apa yang diumumkan."),
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gte=models.F("starts_at")),
                name="a_notice_does_not_end_before_it_begins",
                violation_error_message=_("Pengumuman selesai sesudah ia mulai."),
            ),
            models.CheckConstraint(
                condition=~models.Q(rank=Rank.ALERT) | models.Q(ends_at__isnull=False),
                name="an_alert_has_an_end",
                violation_error_message=_("Siaga harus punya waktu selesai."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.text

    # What happens to a notice

    @classmethod
    def post(cls, *, by: models.Model | None, at: datetime, **facts: Any) -> "Notice":
        """Say something to everybody. Raises Impossible if it cannot be, such as an alert without an end."""
        facts["starts_at"] = facts.get("starts_at") or at
        return cls._begin("notice.posted", by=by, at=at, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Other words, another end. Raises NoticeOver, Stale, or Impossible."""
        with self._changing(revision):
            self._refuse_if_over(at=at)
            facts["starts_at"] = facts.get("starts_at") or self.starts_at
            return self._change("notice.amended", by=by, at=at, values=facts)

    def end(self, *, by: models.Model | None, at: datetime) -> None:
        """Stop showing it, now; one that has not begun never will. Raises NoticeOver."""
        with self._changing(None):
            self._refuse_if_over(at=at)
            last = max(at, self.starts_at) if self.starts_at else at
            self._change("notice.ended", by=by, at=at, values={"ends_at": last})

    def _refuse_if_over(self, *, at: datetime) -> None:
        called_off = self.starts_at is not None and self.ends_at == self.starts_at
        if called_off or (self.ends_at is not None and self.ends_at <= at):
            raise NoticeOver

    # What a reader sees of it

    def is_over(self, *, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at

    def was_said(self, *, at: datetime) -> bool:
        """Whether anybody could have read it by then: it has begun, and was not called off before."""
        return self.starts_at is None or (self.starts_at <= at and self.ends_at != self.starts_at)

    @property
    def is_alert(self) -> bool:
        return self.rank == Rank.ALERT

    @property
    def is_important(self) -> bool:
        return self.rank == Rank.IMPORTANT

    @property
    def language(self) -> str:
        """The language in which this reader reads it."""
        return "en" if get_language() == "en" and self.text_en else "id"

    @property
    def words(self) -> str:
        """What it says, in the reader's language, or in Bahasa where nobody has translated it."""
        return self.text_en if self.language == "en" else self.text

    @property
    def explanation(self) -> str:
        """Its detail, in the language of its words."""
        return (self.detail_en if self.language == "en" else "") or self.detail

    @property
    def where(self) -> str:
        """The part of the city it is about; nothing where it is about all of it."""
        return f"{self.area.get_level_display()} {self.area.path}" if self.area else ""

    @property
    def address(self) -> str:
        """Its own page."""
        return reverse("notice", args=[self.pk]) if self.pk else ""
