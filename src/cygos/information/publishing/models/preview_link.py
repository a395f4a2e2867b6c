"""A preview link: a draft shown to somebody without an account, for some days, until it is taken back."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.models import Page

from cygos.kernel.acts.models import record
from cygos.kernel.refusals import Refusal

SALT = "cygos.preview"
LONGEST = 14  # days
MOST = 20  # that are open at once, for one page


class PreviewOver(Refusal):
    """Too old, taken back, or not one of ours: the three look alike."""

    code, status = "preview-over", 410
    sentence = gettext_noop("Tautan pratinjau ini sudah tidak berlaku.")
    advice = gettext_noop("Minta tautan baru kepada redaksi yang mengirimnya.")


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self, *, at: datetime) -> Self:
        return self.filter(until__gt=at, revoked_at__isnull=True)

    def of(self, page: Page) -> Self:
        return self.filter(page_id=page.pk).order_by("-until", "-pk").select_related("by")

    def named(self, token: str, *, at: datetime) -> "PreviewLink":
        """The one of this token. Raises PreviewOver."""
        try:
            key = signing.Signer(salt=SALT).unsign_object(token)
        except (signing.BadSignature, ValueError) as error:
            raise PreviewOver from error
        found = self.open(at=at).filter(pk=key).select_related("page").first()
        if found is None:
            raise PreviewOver
        return found

    def forget_old(self, *, at: datetime) -> None:
        self.filter(until__lt=at - timedelta(days=30)).delete()

    @transaction.atomic
    def give(self, page: Page, *, days: int, by: models.Model, at: datetime) -> "PreviewLink":
        """Another link to what the page is going to be."""
        link = self.create(page_id=page.pk, by_id=by.pk, at=at, until=at + timedelta(days=days))
        record("preview.given", page, by=by, at=at, details={"days": days, "link": link.pk})
        return link


class PreviewLink(models.Model):
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("dibuat pada"))
    until = models.DateTimeField(_("berlaku sampai"))
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-until", "-id")
        verbose_name = _("tautan pratinjau")
        verbose_name_plural = _("tautan pratinjau")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("at"))
                & models.Q(until__lte=models.F("at") + timedelta(days=LONGEST)),
                name="a_preview_is_open_for_two_weeks_at_most",
            ),
        )

    def __str__(self) -> str:
        return f"{self.page_id}: {self.until:%Y-%m-%d}"

    @property
    def token(self) -> str:
        """Whoever has it sees the draft. It stands in no table and in no log of ours."""
        return signing.Signer(salt=SALT).sign_object(self.pk)

    def is_open(self, *, at: datetime) -> bool:
        return self.revoked_at is None and self.until > at

    @transaction.atomic
    def revoke(self, *, by: models.Model, at: datetime) -> None:
        """From now on it shows nothing; a second time changes nothing."""
        taken = type(self).objects.filter(pk=self.pk, revoked_at__isnull=True)
        if taken.update(revoked_at=at):
            record("preview.revoked", self.page.specific, by=by, at=at, details={"link": self.pk})
