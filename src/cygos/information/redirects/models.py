"""A redirect: an address that was, and the page of ours that it leads to.

It leads to a page of this site only, and never to another redirect: so nobody can be led astray or round in circles.
"""

from datetime import date, datetime
from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy
from wagtail.models import Page

from cygos.kernel.acts.revised import Revised
from cygos.kernel.refusals import Conflict
from cygos.kernel.turns import one_at_a_time

LONGEST = 500
A_PATH = r"^/([^/\\\s?#][^\\\s?#]*)?$"
TABLE = "redirects"  # two that would close a circle together wait for each other
path = RegexValidator(
    A_PATH, _("Tulis alamat di situs ini, seperti /berita/judul/, tanpa nama domain.")
)


class RoundInCircles(Conflict):
    """A redirect to a redirect: a reader would be led on and on."""

    code = "round-in-circles"
    sentence = gettext_noop(
        "“{address}” sendiri sudah dialihkan, atau menjadi tujuan pengalihan lain."
    )
    advice = gettext_noop("Alihkan langsung ke halaman akhirnya.")


def bare(address: str) -> str:
    """The address as it is compared: a slash at its end makes no other one."""
    return address.rstrip("/") or "/"


class RedirectQuerySet(models.QuerySet["Redirect"]):
    def valid(self, *, on: date) -> Self:
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gte=on))

    def leading_from(self, address: str, *, on: date) -> "Redirect | None":
        """The one that leads away from this address on that day."""
        return self.valid(on=on).filter(old=bare(address)).first()

    def matching(self, words: str) -> Self:
        """Every word in one of the two addresses or in the reason."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                models.Q(old__icontains=word)
                | models.Q(new__icontains=word)
                | models.Q(reason__icontains=word)
            )
        return found


class Redirect(Revised):
    old = models.CharField(
        _("alamat lama"), max_length=LONGEST, unique=True, validators=[path],
        error_messages={"unique": _("Alamat lama ini sudah dialihkan.")},
    )  # fmt: skip
    new = models.CharField(_("alamat baru"), max_length=LONGEST, validators=[path], db_index=True)
    until = models.DateField(_("sampai"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=200, blank=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ("old",)
        verbose_name = _("pengalihan")
        verbose_name_plural = pgettext_lazy("banyak", "pengalihan")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(old__regex=A_PATH) & models.Q(new__regex=A_PATH),
                name="a_redirect_stays_on_this_site",
                violation_error_message=_(
                    "Tulis alamat di situs ini, seperti /berita/judul/, tanpa nama domain."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="a_redirect_leads_elsewhere",
                violation_error_message=_("Alamat baru sama dengan alamat lamanya."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.old

    @classmethod
    def add(
        cls, *, old: str, new: str, by: models.Model | None, at: datetime, **facts: Any
    ) -> "Redirect":
        """Lead on from an old address. Raises RoundInCircles, or Impossible."""
        with one_at_a_time(TABLE):
            cls._refuse_circles(bare(old), new)
            return cls._begin("redirect.added", by=by, at=at, old=bare(old), new=new, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another address, end or reason. Raises Stale, RoundInCircles, or Impossible."""
        with one_at_a_time(TABLE), self._changing(revision):
            facts["old"] = bare(facts.get("old", self.old))
            self._refuse_circles(facts["old"], facts.get("new", self.new), besides=self.pk)
            return self._change("redirect.amended", by=by, at=at, values=facts)

    def remove(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """The old address leads nowhere any more. Raises Stale."""
        with self._changing(revision):
            self._remove("redirect.removed", by=by, at=at, names=("old", "new", "until", "reason"))

    @classmethod
    def _refuse_circles(cls, old: str, new: str, *, besides: int | None = None) -> None:
        others = cls.objects.exclude(pk=besides)
        if bare(new) == old or others.filter(old=bare(new)).exists():
            raise RoundInCircles(address=new)
        if others.filter(new__in=(old, f"{old}/")).exists():
            raise RoundInCircles(address=old)


class FormerNumberManager(models.Manager["FormerNumber"]):
    def of(self, site: str, number: int) -> "FormerNumber | None":
        """What had this number on that site."""
        return self.filter(site=site, number=number).select_related("page").first()

    def leading_to(self, number: int) -> "Page | None":
        """The published page that had this number; of several sites' the first that was taken in."""
        known = (
            self.filter(number=number, page__live=True)
            .order_by("pk")
            .select_related("page")
            .first()
        )
        return known.page if known else None

    def note(self, site: str, number: int, page: Page) -> None:
        """From now on this number leads to the page, whatever address it gets."""
        self.update_or_create(site=site, number=number, defaults={"page": page})


class FormerNumber(models.Model):
    """The number by which a site of WordPress knew a page: its addresses are /?p=123 and /?page_id=123."""

    site = models.CharField(_("situs"), max_length=253)
    number = models.PositiveBigIntegerField(_("nomor"))
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("halaman"))

    objects = FormerNumberManager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("nomor lama")
        verbose_name_plural = pgettext_lazy("banyak", "nomor lama")
        indexes = (models.Index(fields=["number"], name="former_numbers"),)
        constraints = (
            models.UniqueConstraint(
                fields=["site", "number"], name="a_number_of_a_site_is_one_page"
            ),
        )

    def __str__(self) -> str:
        return f"{self.site} {self.number}"
