"""Django's settings, derived from the options: nothing here is meant to be edited by a city."""

import os
import secrets
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from cygos.config import connection, folders
from cygos.config.accounts import *  # noqa: F403  Django reads settings from one module; these stand on their own
from cygos.config.modules import KERNEL, MODULES
from cygos.config.options import options

OPTIONS = options()
DATA = folders.data()
TEMPLATE = os.environ.get("CYGOS_TEST_TEMPLATE")  # set by tests/cluster.py only
IS_DEMO = OPTIONS.is_demo
DOMAIN = OPTIONS.domain


def _database() -> dict[str, Any]:
    part = conninfo_to_dict(connection.address())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": part.pop("dbname"),
        "USER": part.pop("user", ""),
        "PASSWORD": part.pop("password", ""),
        "HOST": part.pop("host", ""),
        "PORT": part.pop("port", ""),
        # Each thread of the web server keeps its connection, and looks whether it still lives before using it: after
        # a restart of the database it is there at once, where a pool would wait longer with every attempt.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # What is left of the address, such as sslmode, goes on as it is.
        "OPTIONS": part,
        "TEST": {"TEMPLATE": TEMPLATE},
    }


def _secret(path: Path) -> str:
    """Made once and kept beside the data, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret(DATA / "secret")
DATABASES = {"default": _database()}
ALLOWED_HOSTS = ["127.0.0.1", "localhost", *([OPTIONS.domain] if OPTIONS.domain else [])]
ROOT_URLCONF = "cygos.config.urls"
WSGI_APPLICATION = "cygos.config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
# What belongs to no app; each app brings its own.
LOCALE_PATHS = [folders.PACKAGE / "config/locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TEMPLATE
        else "cygos.web.static_files.Files"
    },
}
# Files go through our middleware, so they carry the same headers, compressed once at set-up, hashed and kept a year.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = bool(TEMPLATE)
WHITENOISE_ALLOW_ALL_ORIGINS = False

WAGTAIL_SITE_NAME = "CyGoS"
WAGTAILADMIN_BASE_URL = (
    f"https://{OPTIONS.domain}" if OPTIONS.domain else f"http://127.0.0.1:{OPTIONS.port or 8000}"
)
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cygos.information.news.editorial_search"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False  # after set-up nothing needs the internet
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# People, their names and addresses are ours (web/workspace/), and nobody has a password.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FRONTEND_LOGIN_URL = "/akun/masuk/"

# What goes wrong on our side is written where the operator sees it; nobody is sent mail by surprise.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": True}},
}

INSTALLED_APPS = [
    *MODULES,
    "cygos.web",
    "cygos.web.accounts",
    "cygos.web.counting",
    "cygos.web.workspace",
    *KERNEL,
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.admin",
    "wagtail.search",
    "wagtail",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]
FORM_RENDERER = "cygos.web.forms.Renderer"
CSRF_FAILURE_VIEW = "cygos.web.errors.stale_form"
MIDDLEWARE = [
    "cygos.web.headers.Headers",
    "cygos.web.https.Https",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cygos.web.counting.middleware.Counting",
    "cygos.web.readable.Readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cygos.web.clock.OneMoment",
    "cygos.web.errors.Errors",
    "cygos.information.redirects.leading.OldAddresses",
    "cygos.web.refusals.Refusals",
    "cygos.web.access.DefaultDeny",
    "cygos.information.portal.editors.EditorGroups",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cygos.web.context.city",
                "cygos.information.notices.alerts.everywhere",
                "cygos.information.feeds.links.of_all",
            ]
        },
    }
]
