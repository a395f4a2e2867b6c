"""Where allauth asks us: who is let in, how they are recorded, and what its mail says."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from cygos.kernel.city.models import City
from cygos.kernel.people.models import Person
from cygos.kernel.refusals import Refusal
from cygos.web import clock
from cygos.web.accounts.address import client_address
from cygos.web.accounts.addresses import take_as_proven
from cygos.web.accounts.guesses import is_under_attack, long_code
from cygos.web.refusals import answer


class UnverifiedAddress(Refusal):
    """The SSO did not vouch for an address, so nobody can be found by it."""

    code, status = "unverified-address", 403
    sentence = "Penyedia masuk itu tidak menjamin alamat surel Anda."
    advice = "Masuk dengan kode surel, atau minta pengelola penyedia itu memverifikasi alamat Anda."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("Kode itu salah. Periksa lagi surel terakhir dari kami."),
        "too_many_login_attempts": gettext_lazy(
            "Kode sudah tidak berlaku karena beberapa kali salah. Minta kode baru."
        ),
        "rate_limited": gettext_lazy("Terlalu sering. Tunggu satu menit, lalu coba lagi."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def generate_login_code(self) -> str:
        person = getattr(context.request, "code_is_for", None)
        if person and is_under_attack(person, at=clock.now()):
            return long_code()
        code: str = super().generate_login_code()
        return code

    def save_user(self, request: HttpRequest, user: Person, form: Any, **_facts: Any) -> Person:
        facts = form.cleaned_data
        return Person.add(facts["name"], facts["email"], by=None, at=clock.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail names the city, and says so when it is only an example of one."""
        city = City.objects.first()
        super().send_mail(
            template_prefix,
            email,
            {**context, "city": city.name if city else "CyGoS", "is_demo": settings.IS_DEMO},
        )

    def format_email_subject(self, subject: str) -> str:
        return (
            f"{gettext('Contoh: bukan situs resmi')} – {subject}" if settings.IS_DEMO else subject
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officers to their desk; a citizen to their account."""
        person: Person = request.user  # type: ignore[assignment]
        return reverse("workspace" if person.is_officer(on=clock.today()) else "account")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Kode itu salah, sudah dipakai, atau sudah lewat waktunya."),
    }

    def get_totp_issuer(self) -> str:
        city = City.objects.first()
        return city.name if city else "CyGoS"

    def build_totp_svg(self, url: str) -> str:
        drawn: str = segno.make(url, error="m").svg_inline(scale=5, border=2, light="#fff")
        return drawn


class SsoAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        vouched = [address for address in sociallogin.email_addresses if address.verified]
        if not vouched and not sociallogin.is_existing:
            raise ImmediateHttpResponse(answer(request, UnverifiedAddress()))
        sociallogin.email_addresses = vouched
        known = {address.email.lower() for address in vouched}
        if sociallogin.is_existing and sociallogin.user.email in known:
            take_as_proven(sociallogin.user)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        person: Person = sociallogin.user
        person.email = str(data.get("email") or "").lower()
        person.name = str(data.get("name") or data.get("username") or person.email)[:200]
        return person

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Person:
        """Somebody the city's SSO knows and we do not: a citizen, without a hat."""
        with transaction.atomic():
            known = sociallogin.user
            person = Person.add(known.name, known.email, by=None, at=clock.now())
            sociallogin.user = person
            sociallogin.save(request)
        return person
