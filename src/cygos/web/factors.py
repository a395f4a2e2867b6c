"""The second factor: who needs one, and whether this session has shown it."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
from django.http import HttpRequest

from cygos.kernel.people.models import Person

DEMO = "demo"


def is_shown(request: HttpRequest) -> bool:
    """Whether this very session has shown a second factor: an app's code, a passkey, or the demo city's door.

    The session must have shown it, not the account: a session opened before the factor was enrolled, perhaps by
    somebody who reads the officer's mail, stays outside.
    """
    for record in get_authentication_records(request, request.user):
        if record.get("method") == "mfa":
            return True
        if record.get("method") == DEMO and settings.IS_DEMO:
            return True
    return False


def note_enrolled(request: HttpRequest, *, kind: str) -> None:
    """Enrolling a factor shows it: the app's code was typed, or the passkey was touched."""
    record_authentication(request, request.user, method="mfa", type=kind, reauthenticated=True)


def note_demo(request: HttpRequest, person: Person) -> None:
    """In a demo city one walks in as an example person: there is nothing to protect."""
    record_authentication(request, person, method=DEMO)
