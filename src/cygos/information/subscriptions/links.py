"""The addresses in our mails: each holds a signed key of one row, good for one purpose, and nothing about a person."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext_noop, override

from cygos.information.subscriptions.models import Addressed
from cygos.kernel.refusals import Refusal

CONFIRM, MANAGE, STOP = "subscription_confirm", "subscription_manage", "subscription_stop"


class NoSuchSubscription(Refusal):
    """The link is none of ours, too old, or the subscription has ended: the three look alike."""

    code, status = "no-such-subscription", 410
    sentence = gettext_noop("Tautan ini tidak berlaku lagi.")
    advice = gettext_noop(
        "Langganannya sudah berakhir, atau tautannya terlalu lama. Anda dapat berlangganan lagi."
    )


def link(purpose: str, row: Addressed) -> str:
    """The whole address, as it stands in a mail."""
    return whole(path(purpose, row))


def path(purpose: str, row: Addressed) -> str:
    """The address on this site, in the language of the row."""
    with override(row.language):
        return reverse(purpose, args=[_signer(purpose).sign(row.key.hex)])


def key_of(purpose: str, token: str) -> UUID:
    """Whose link this is. Raises NoSuchSubscription."""
    try:
        return UUID(hex=_signer(purpose).unsign(token))
    except (BadSignature, ValueError) as error:
        raise NoSuchSubscription from error


def whole(path: str) -> str:
    """An address of this site for somebody who is not on it: there is no request to ask."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"cygos.{purpose}", sep=".")
