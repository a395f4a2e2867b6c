"""What was done to a case, in order; and what was said then, kept apart because it may have to be erased."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.kernel.people.models import Person


class Event(models.Model):
    """One thing that happened. `once` is the digest of actor and idempotency key, `asked` of what was asked with it."""

    case = models.ForeignKey(
        "cases.Case", models.PROTECT, related_name="events", verbose_name=_("perkara")
    )
    seq = models.PositiveIntegerField(_("urutan"))
    at = models.DateTimeField(_("pada"))
    action = models.CharField(_("tindakan"), max_length=60)
    role = models.CharField(_("peran"), max_length=60)
    state = models.CharField(_("keadaan"), max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    once = models.BinaryField(max_length=32, null=True)
    asked = models.BinaryField(max_length=32, null=True)
    facts = models.JSONField(
        _("fakta"), default=dict
    )  # public facts of the act: which promise was missed, which unit

    class Meta:
        ordering = ("case", "seq")
        verbose_name = _("peristiwa")
        verbose_name_plural = _("peristiwa")
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["case", "seq"], name="a_case_tells_its_story_in_order"),
            models.UniqueConstraint(fields=["once"], name="a_request_is_done_once"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.action} → {self.state}"


class Words(models.Model):
    """What was answered at an event. Free text is presumed personal: erasable without touching event or ledger."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="words")
    answers = models.JSONField(_("jawaban"))
    salts = models.JSONField(
        default=dict
    )  # of the ledger's digests: with them gone, the digests say nothing

    class Meta:
        verbose_name = _("kata-kata")
        verbose_name_plural = _("kata-kata")

    def __str__(self) -> str:
        return f"kata-kata {self.pk}"
