"""Who reads: a guest, somebody in the middle of signing in, and a city admin at the desk. Each is a session's key.

They come in by the doors that people use, so their sessions are what a browser's would be.
"""

from datetime import UTC, datetime

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from tests.people.conftest import ask_for_code, code_in, enrol_app

GUEST, ADMIN, CITIZEN, EDITOR = "guest", "admin", "citizen", "editor"
ASKED, HALF_IN, JOINING = "asked for a code", "half in", "joining"
AT = datetime(2016, 12, 7, 7, 24, tzinfo=UTC)


def sessions() -> dict[str, str]:
    """The session of each reader; a guest has none."""
    cache.clear()  # a limit of the sign-in must not count what another test did
    return {
        GUEST: "",
        ADMIN: _admin(),
        CITIZEN: _citizen_in(),
        EDITOR: _editor(),
        ASKED: _asked(),
        HALF_IN: _half_in(),
        JOINING: _joining(),
    }


def admin() -> Person:
    """The demo city's first administrator."""
    found = Person.objects.filter(hats__role=Role.CITY_ADMIN, is_demo=True).order_by("pk").first()
    assert found is not None
    return found


def key_of(person: Person) -> int:
    """The passkey this person has enrolled."""
    return int(Authenticator.objects.get(user=person, type=Authenticator.Type.WEBAUTHN).pk)


def _admin() -> str:
    client, person = Client(), admin()
    client.post(reverse("demo_sign_in", args=[person.code]))
    enrol_app(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN,
        data={"name": "Kunci kantor", "passwordless": True, "credential": _passkey()},
    )  # fmt: skip
    return _key(client)


def _editor() -> str:
    """The demo city's first editor of the whole portal."""
    worn = {"hats__role": Role.PORTAL_EDITOR, "is_demo": True}
    client, person = Client(), Person.objects.filter(**worn).order_by("pk")[0]
    client.post(reverse("demo_sign_in", args=[person.code]))
    enrol_app(client)
    return _key(client)


def _passkey() -> dict[str, object]:
    """What a key of one's own leaves with us when it is enrolled."""
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid.NONE, b"kunci-kantor-01", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(b"\0" * 32, flags, 0, credential)
    told = CollectedClientData.create("webauthn.create", b"tantangan", "http://127.0.0.1")
    return dict(
        RegistrationResponse(
            raw_id=b"kunci-kantor-01",
            response=AuthenticatorAttestationResponse(
                client_data=told, attestation_object=AttestationObject.create("none", data, {})
            ),
        )
    )


def _asked() -> str:
    client = Client()
    ask_for_code(client, _citizen("Wulan", "wulan@contoh.test").email)
    return _key(client)


def _citizen_in() -> str:
    client = Client()
    ask_for_code(client, _citizen("Sari", "sari@contoh.test").email)
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[-1])})
    return _key(client)


def _half_in() -> str:
    client, person = Client(), _citizen("Dewi", "dewi@contoh.test")
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    ask_for_code(client, person.email)
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[-1])})
    return _key(client)


def _joining() -> str:
    client = Client()
    client.post(reverse("account_signup"), {"name": "Suwarni", "email": "suwarni@contoh.test"})
    return _key(client)


def _citizen(name: str, address: str) -> Person:
    return Person.add(name, address, by=None, at=AT)


def _key(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value
