"""What remains of everything that was sent and everybody who came and went: a count for each day."""

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.web.times import WIB


class Counted(models.TextChoices):
    JOINED = "joined", _("Alamat baru")
    ENDED = "ended", _("Berhenti")
    BOUNCED = "bounced", _("Alamat mati")
    SENT = "sent", _("Surel terkirim")
    POSTPONED = "postponed", _("Ditunda")
    REFUSED = "refused", _("Ditolak")
    LAPSED = "lapsed", _("Kedaluwarsa")


class TallyManager(models.Manager["Tally"]):
    def add(self, what: Counted, *, at: datetime, count: int = 1) -> None:
        """So many more on that day."""
        on = at.astimezone(WIB).date()
        if count:
            row, is_new = self.get_or_create(on=on, what=what, defaults={"count": count})
            if not is_new:
                self.filter(pk=row.pk).update(count=models.F("count") + count)

    def by_day(self, *, most: int) -> list[tuple[date, dict[str, int]]]:
        """The last days on which anything was counted, newest first."""
        days: dict[date, dict[str, int]] = {}
        for row in self.order_by("-on", "what")[: most * len(Counted)]:
            days.setdefault(row.on, dict.fromkeys(Counted.values, 0))[row.what] = row.count
        return list(days.items())[:most]


class Tally(models.Model):
    on = models.DateField(_("hari"))
    what = models.CharField(_("apa"), max_length=12, choices=Counted.choices)
    count = models.PositiveIntegerField(_("berapa"), default=0)

    objects = TallyManager()

    class Meta:
        ordering = ("-on", "what")
        verbose_name = _("hitungan surel")
        verbose_name_plural = _("hitungan surel")
        constraints = (
            models.UniqueConstraint(fields=["on", "what"], name="a_day_counts_each_thing_once"),
        )

    def __str__(self) -> str:
        return f"{self.on}: {self.what} {self.count}"
