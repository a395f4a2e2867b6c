"""What signing in asks. allauth's own forms, in our words, and no longer than they need to be."""

from typing import Any

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    SignupForm,
)
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from cygos.kernel.people.models import Person
from cygos.web.accounts.addresses import tell_allauth

WRONG_ADDRESS = _("Tulis alamat surel yang lengkap, misalnya nama@contoh.id.")
LONGEST_CODE = 60


def _address() -> forms.EmailField:
    return forms.EmailField(
        label=_("Alamat surel"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"}),
        error_messages={
            "required": _("Isi alamat surel Anda; kodenya kami kirim ke sana."),
            "invalid": WRONG_ADDRESS,
        },
    )


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Nama"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Isi nama Anda; satu kata pun boleh.")},
    )


def _code(label: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": missing},
    )


class Login(LoginForm):  # type: ignore[misc]
    """Only an address: the code goes there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _address()

    def _login_by_code(self, request: Any, redirect_url: Any, credentials: Any) -> HttpResponse:
        person = getattr(self, "user", None)
        request.code_is_for = person  # adapters.py decides how long it is
        if person:
            tell_allauth(person)
        answer: HttpResponse = super()._login_by_code(request, redirect_url, credentials)
        return answer


class SignUp(SignupForm):  # type: ignore[misc]
    """A citizen who wants an account: a name and an address, no password."""

    name = _name()
    field_order = ["name", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = _address()


class OwnName(forms.Form):
    """The name one is known by."""

    name = _name()


class OwnAddress(forms.Form):
    """The address one wants to be known by from now on."""

    email = _address()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["email"].error_messages["required"] = _("Isi alamat surel Anda yang baru.")
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if email == self.person.email:
            raise forms.ValidationError(_("Itu sudah alamat Anda sekarang."))
        return email


class OwnAddressCode(forms.Form):
    """The code that arrived there."""

    code = _code(_("Kode"), _("Isi kode yang ada di surel Anda."))


class Code(ConfirmLoginCodeForm):  # type: ignore[misc]
    code = _code(_("Kode masuk"), _("Isi kode yang ada di surel Anda."))


class AddressCode(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    code = _code(_("Kode"), _("Isi kode yang ada di surel Anda."))


class OnceOnly:
    """Mixin of a form that takes a code of the app: a right one is right once.

    allauth forgets a used code after one period (30 s), but takes it for three: the present one and its neighbours.
    """

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        used = f"allauth.cygos.used:{self.user.pk}:{normalize_user_code(code)}"  # type: ignore[attr-defined]
        lifetime = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        if not cache.add(used, "y", timeout=lifetime):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactor(OnceOnly, AuthenticateForm):  # type: ignore[misc]
    code = _code(
        _("Kode aplikasi atau kode cadangan"),
        _("Isi kode dari aplikasi autentikator, atau satu kode cadangan."),
    )


class SecondFactorAgain(OnceOnly, ReauthenticateForm):  # type: ignore[misc]
    code = _code(
        _("Kode aplikasi atau kode cadangan"),
        _("Isi kode dari aplikasi autentikator, atau satu kode cadangan."),
    )


class ActivateApp(OnceOnly, ActivateTOTPForm):  # type: ignore[misc]
    code = _code(_("Kode dari aplikasi"), _("Isi enam angka yang ditampilkan aplikasi Anda."))


class AddKey(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey always lets its owner in by itself: it asks the device's own lock as well."""

    name = forms.CharField(label=_("Nama kunci"), max_length=60, required=False)
    passwordless = forms.BooleanField(
        required=False, initial=True, widget=forms.CheckboxInput(attrs={"hidden": True})
    )
