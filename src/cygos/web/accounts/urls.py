"""The addresses of signing in. allauth finds its pages by name; those we do not use are not here."""

from allauth.account import views as allauth
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as sso
from django.urls import path
from django.views.generic import RedirectView

from cygos.web.access import EVERYONE, SIGNED_IN, open_to
from cygos.web.accounts import demo, link, own_address, views

_to_login = open_to(EVERYONE)(RedirectView.as_view(pattern_name="account_login"))
_to_account = open_to(SIGNED_IN)(RedirectView.as_view(pattern_name="account"))

urlpatterns = [
    path("", views.account, name="account"),
    path("nama/", views.rename, name="account_rename"),
    path("surel/", own_address.ask, name="account_email"),
    path("surel/kode/", views.own(own_address.Confirm), name="account_email_code"),
    path("masuk/", views.opened(views.Login), name="account_login"),
    path("masuk/minta/", _to_login, name="account_request_login_code"),
    path("masuk/kode/", views.opened(views.ConfirmCode), name="account_confirm_login_code"),
    path("masuk/pengaman/", views.opened(views.ShowFactor), name="mfa_authenticate"),
    path("masuk/kunci/", open_to(EVERYONE)(keys.login_webauthn), name="mfa_login_webauthn"),
    path("masuk/sebagai/<uuid:code>/", demo.sign_in, name="demo_sign_in"),
    path("masuk/tautan/<str:token>/", link.sign_in, name="sign_in_link"),
    path("keluar/", open_to(EVERYONE)(allauth.logout), name="account_logout"),
    path("daftar/", views.opened(views.SignUp), name="account_signup"),
    path(
        "daftar/kode/",
        views.opened(views.ConfirmAddress),
        name="account_email_verification_sent",
    ),
    # There is no password to reset; allauth's mail about an account that exists wants the address all the same.
    path("masuk/lupa/", _to_login, name="account_reset_password"),
    path("nonaktif/", open_to(EVERYONE)(allauth.account_inactive), name="account_inactive"),
    path("pengaman/", _to_account, name="mfa_index"),
    path("pengaman/ulang/", views.own(views.ShowFactorAgain), name="mfa_reauthenticate"),
    path("pengaman/aplikasi/", views.own(views.ActivateApp), name="mfa_activate_totp"),
    path("pengaman/aplikasi/lepas/", open_to(SIGNED_IN)(apps.deactivate_totp), name="mfa_deactivate_totp"),
    path("pengaman/kunci/", open_to(SIGNED_IN)(keys.list_webauthn), name="mfa_list_webauthn"),
    path("pengaman/kunci/tambah/", views.own(views.AddKey), name="mfa_add_webauthn"),
    path(
        "pengaman/kunci/ulang/",
        open_to(SIGNED_IN)(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("pengaman/kunci/<int:pk>/lepas/", open_to(SIGNED_IN)(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("pengaman/kunci/<int:pk>/ubah/", open_to(SIGNED_IN)(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("pengaman/cadangan/", open_to(SIGNED_IN)(spare.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "pengaman/cadangan/buat/",
        open_to(SIGNED_IN)(spare.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "pengaman/cadangan/unduh/",
        open_to(SIGNED_IN)(spare.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("sso/batal/", open_to(EVERYONE)(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("sso/gagal/", open_to(EVERYONE)(social.login_error), name="socialaccount_login_error"),
    path("sso/baru/", _to_login, name="socialaccount_signup"),
    path("sso/terhubung/", _to_account, name="socialaccount_connections"),
    path("sso/<slug:provider_id>/", open_to(EVERYONE)(sso.login), name="openid_connect_login"),
    path("sso/<slug:provider_id>/kembali/", open_to(EVERYONE)(sso.callback), name="openid_connect_callback"),
]  # fmt: skip
