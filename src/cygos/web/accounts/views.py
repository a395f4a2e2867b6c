"""The pages of signing in and of one's own account. Guessing goes through guesses.py."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.mfa.base import views as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as keys
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cygos.kernel.people.models import Person
from cygos.kernel.refusals import Refusal
from cygos.web import clock
from cygos.web.access import EVERYONE, SIGNED_IN, open_to
from cygos.web.accounts import demo, guesses
from cygos.web.accounts.forms import OwnName
from cygos.web.accounts.guesses import Guessed
from cygos.web.factors import note_enrolled


class UseYourKey(Refusal):
    """The app's codes were guessed at too often by somebody who reads this person's mail."""

    code, status = "use-your-key", 429
    sentence = "Kode aplikasi akun ini terlalu sering ditebak, jadi untuk sementara tidak diterima."
    advice = "Masuk dengan kunci sandi (passkey), atau minta bantuan admin kota."


class Login(allauth.LoginView):  # type: ignore[misc]
    """An address, a passkey or the city's SSO; in a demo city a door for each example person."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["examples"] = demo.people()
        context["sso_name"] = _sso_name()
        return context


class SignUp(allauth.SignupView):  # type: ignore[misc]
    """A citizen's account."""


class Pending:
    """Mixin: the person whose sign-in is under way in this session."""

    def guessed_person(self, request: HttpRequest) -> Person | None:
        login = unstash_login(request, peek=True)
        return login.user if login else None


class ConfirmCode(Pending, Guessed, allauth.ConfirmLoginCodeView):  # type: ignore[misc]
    """The code from the mail."""

    def refuse_short(self, request: HttpRequest, person: Person | None) -> HttpResponse | None:
        """Codes sent before the attack was noticed are as guessable as ever: they no longer count."""
        request.code_is_for = person  # type: ignore[attr-defined]
        if person is None or not guesses.is_under_attack(person, at=clock.now()):
            return None
        login = unstash_login(request, peek=True)
        state = login.state.get("stages", {}).get("login_by_code", {}).get("data", {})
        if len(state.get("code", "")) >= guesses.LONG_CODE:
            return None
        clear_login(request)
        messages.warning(request, gettext("Kode itu sudah tidak berlaku. Minta kode baru."))
        return HttpResponseRedirect(reverse("account_login"))


class ConfirmAddress(Guessed, allauth.ConfirmEmailVerificationCodeView):  # type: ignore[misc]
    """The code that proves a new address; whoever is still to be known has no account to protect."""


class ShowFactor(Pending, Guessed, factors.AuthenticateView):  # type: ignore[misc]
    """The second factor, after the first."""

    step = "second"

    def refuse_short(self, request: HttpRequest, person: Person | None) -> HttpResponse | None:
        _refuse_worn_out(request, person)
        return None


class ShowFactorAgain(Guessed, factors.ReauthenticateView):  # type: ignore[misc]
    """The second factor once more, before one's own keys are changed."""

    step = "second"

    def guessed_person(self, request: HttpRequest) -> Person | None:
        return request.user if isinstance(request.user, Person) else None

    def refuse_short(self, request: HttpRequest, person: Person | None) -> HttpResponse | None:
        _refuse_worn_out(request, person)
        return None


class ActivateApp(apps.ActivateTOTPView):  # type: ignore[misc]
    """Enrol an authenticator app."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        note_enrolled(self.request, kind="totp")
        return answer


class AddKey(keys.AddWebAuthnView):  # type: ignore[misc]
    """Enrol a passkey."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        note_enrolled(self.request, kind="webauthn")
        return answer


@open_to(SIGNED_IN)
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, which hats I wear, and with what I sign in."""
    person: Person = request.user  # type: ignore[assignment]
    enrolled = list(Authenticator.objects.filter(user=person).order_by("type", "id"))
    page = {
        "person": person,
        "hats": person.hats_worn(on=clock.today()),
        "has_app": any(one.type == Authenticator.Type.TOTP for one in enrolled),
        "keys": [one.wrap() for one in enrolled if one.type == Authenticator.Type.WEBAUTHN],
        "has_spare_codes": any(one.type == Authenticator.Type.RECOVERY_CODES for one in enrolled),
        "wanted": request.GET.get("wajib") == "ya",
        "next": _safe(request, request.GET.get("next", "")),
    }
    return render(request, "accounts/account.html", page)


@open_to(SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest) -> HttpResponse:
    """One's own name, as one writes it."""
    person: Person = request.user  # type: ignore[assignment]
    if request.method != "POST":
        form = OwnName(initial={"name": person.name})
        return render(request, "accounts/rename.html", {"form": form})
    form = OwnName(request.POST)
    if not form.is_valid():
        return render(request, "accounts/rename.html", {"form": form}, status=422)
    person.rename(form.cleaned_data["name"], by=person, at=clock.now())
    messages.success(request, gettext("Nama Anda disimpan."))
    return HttpResponseRedirect(reverse("account"))


def opened(view: type) -> Any:
    """One of the classes above as a view for everyone: allauth asks who it is itself."""
    return open_to(EVERYONE)(view.as_view())  # type: ignore[attr-defined]


def own(view: type) -> Any:
    """One of the classes above, for whoever has signed in."""
    return open_to(SIGNED_IN)(view.as_view())  # type: ignore[attr-defined]


def _refuse_worn_out(request: HttpRequest, person: Person | None) -> None:
    """Raise UseYourKey when the app's codes of this account were wrong too often."""
    if person and "code" in request.POST:
        wrong = guesses.wrong_guesses(person, step="second", at=clock.now())
        if wrong >= guesses.SECOND:
            raise UseYourKey


def _safe(request: HttpRequest, address: str) -> str:
    """An address of this city, or nothing: nobody is sent elsewhere."""
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if is_ours else ""


def _sso_name() -> str:
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""
