"""How people sign in, as Django's, allauth's and axes' settings: read by config/settings.py alone.

Nobody has a password (decisions/: sign-in without passwords). A code by e-mail, a passkey or the city's SSO lets a
person in; whoever wears a hat also needs a passkey or an authenticator app (web/accounts/).
"""

from datetime import timedelta
from typing import Any

from cygos.config import folders
from cygos.config.mail import mail
from cygos.config.options import options

_OPTIONS = options()
_IS_PUBLIC = bool(
    _OPTIONS.domain
)  # served by https at that address; else on loopback, in the clear
_DAY = 24 * 60 * 60

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
LOGOUT_REDIRECT_URL = "/"

# The session: new at sign-in, gone at sign-out, twelve hours long.
SESSION_COOKIE_AGE = _DAY // 2
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _IS_PUBLIC
SESSION_COOKIE_NAME = "__Host-session" if _IS_PUBLIC else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _IS_PUBLIC else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [f"https://{_OPTIONS.domain}"] if _IS_PUBLIC else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_PUBLIC else None

# allauth: who may come in, and how
ACCOUNT_ADAPTER = "cygos.web.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "login": "cygos.web.accounts.forms.Login",
    "signup": "cygos.web.accounts.forms.SignUp",
    "confirm_login_code": "cygos.web.accounts.forms.Code",
    "confirm_email_verification_code": "cygos.web.accounts.forms.AddressCode",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _IS_PUBLIC else "http"
# What all workers remember together, such as used codes, lies in the database; the rest each keeps for itself
# (web/memory.py). Above the limit of entries the cache drops some of them to stay small.
CACHES = {
    "default": {"BACKEND": "cygos.web.memory.Divided"},
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_shared_memory",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
# Asking for codes, counted over all workers: a nuisance, not a lock. Wrong guesses are axes' (below). No limit
# here goes by account alone, or whoever knows an address could keep its owner out.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "request_login_code": "10/m/ip",
    "signup": "10/m/ip",
    "confirm_email": "10/m/ip",
    "login_failed": None,
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = "cygos.web.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "cygos.web.accounts.forms.SecondFactor",
    "reauthenticate": "cygos.web.accounts.forms.SecondFactorAgain",
    "activate_totp": "cygos.web.accounts.forms.ActivateApp",
    "add_webauthn": "cygos.web.accounts.forms.AddKey",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # so that a passkey counts as both factors
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _IS_PUBLIC  # http://localhost has no certificate
MFA_TOTP_TOLERANCE = 1

# The city's own SSO (OpenID Connect). Persons are matched by an address that it has verified, and by nothing else.
SOCIALACCOUNT_ADAPTER = "cygos.web.accounts.adapters.SsoAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10


def _sso() -> dict[str, Any]:
    if not _OPTIONS.oidc_issuer or _OPTIONS.oidc_secret_file is None:
        return {}
    app = {
        "provider_id": "sso",
        "name": _OPTIONS.oidc_name,
        "client_id": _OPTIONS.oidc_client_id,
        "secret": _OPTIONS.oidc_secret_file.read_text().strip(),
        "settings": {"server_url": _OPTIONS.oidc_issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


SOCIALACCOUNT_PROVIDERS = _sso()

# axes: at most ten wrong guesses a minute from one address, then a minute's rest for that address alone. What an
# account may suffer from all addresses together is counted in web/accounts/guesses.py.
AXES_LOCKOUT_PARAMETERS = ["ip_address"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=1)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_ACCESS_FAILURE_LOG_PER_USER_LIMIT = 200
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "cygos.web.accounts.address.client_address"
# Nothing that was typed is kept, only that it was wrong.
AXES_SENSITIVE_PARAMETERS = ["code", "login", "email", "credential", "csrfmiddlewaretoken", "next"]

# Our own pages answer when axes says no (web/accounts/guesses.py), so its middleware has nothing to do.
# Django does not see that web/https.py sends on to https and tells browsers to stay there.
SILENCED_SYSTEM_CHECKS = ["axes.W002", "security.W004", "security.W008"]

EMAIL_BACKEND, _MAIL = mail(_OPTIONS.email_url, folders.data() / "mail")
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.is_starttls, _MAIL.is_tls
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = str(folders.data() / "mail")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _OPTIONS.email_from or f"cygos@{_OPTIONS.domain or 'localhost'}"
IS_MAIL_KEPT_HERE = not _OPTIONS.email_url  # then the sign-in page says where to look
