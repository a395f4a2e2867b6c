"""What a browser may do with our answers: headers on every one of them, errors and files too.

Our own pages run no inline script and no inline style. The CMS's own screens need both, so they have a looser
policy, and only they.
"""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from cygos.web.cache.marking import TAGS
from cygos.web.counting.marking import COUNTS, FOR_THE_CACHE

EDITORIAL = "/kerja/redaksi/"

POLICY: dict[str, Any] = {
    "default-src": [NONE],
    # The nonce appears only where a template asks for it; our script is a file.
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE],
    "img-src": [SELF, "data:"],  # data: small icons inside the stylesheet
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "manifest-src": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}

EDITORIAL_POLICY: dict[str, Any] = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],  # the preview beside the editor
    "object-src": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
}

REFUSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES)


class Headers(CSPMiddleware):
    """Stands outermost, so that no answer leaves without its headers."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        # A view may have set a policy of its own (csp.decorators).
        if not hasattr(response, "_csp_config"):
            response._csp_config = _policy(request)  # type: ignore[attr-defined]
        answer: HttpResponseBase = super().process_response(request, response)
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        answer.headers.setdefault("Referrer-Policy", "same-origin")
        if settings.IS_DEMO:  # an example must not be found and taken for the city itself
            answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(answer, ("Cookie",))  # the appearance is in a cookie
        if FOR_THE_CACHE not in request.META:
            answer.headers.pop(TAGS, None)
            answer.headers.pop(COUNTS, None)
        return answer


def _policy(request: HttpRequest) -> dict[str, Any]:
    if request.path.startswith(EDITORIAL):
        return EDITORIAL_POLICY
    # The button of the sign-in page leads on to the city's own SSO, and a browser counts that as sending a form.
    return {**POLICY, "form-action": [SELF, *_sso_origins()]}


def _sso_origins() -> list[str]:
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    issuers = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return [f"{issuer.scheme}://{issuer.netloc}" for issuer in issuers]
