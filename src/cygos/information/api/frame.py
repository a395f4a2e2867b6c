"""The frame of the API: who may ask, how often, in which language it says no, and how a copy is told from a change.

A new resource is a function with a shape, declared with `@resource("/articles/")`; everything else happens here.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language_from_request, gettext_noop, override
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError

from cygos.information.api.limit import EVERY, MOST, Limit
from cygos.information.api.shapes import Problem
from cygos.kernel.refusals import Refusal
from cygos.web import clock
from cygos.web.access import READERS, open_to
from cygos.web.accounts.address import client_address
from cygos.web.cache.marking import keep
from cygos.web.refusals import answer as refuse

ROOT = "/api/v1"
PROBLEM = "application/problem+json"
REFUSALS = {
    400: "Permintaan tidak dapat dibaca / cannot be read",
    404: "Tidak ditemukan / not found",
    422: "Isian tidak benar / not right",
    429: "Terlalu sering / too often",
}
POLICY = f'"default";q={MOST};w={EVERY}'
limit = Limit()


class TooOften(Refusal):
    """A program asks more often than anybody needs to."""

    code, status = "too-often", 429
    sentence = gettext_noop("Anda bertanya lebih dari {most} kali dalam {seconds} detik.")
    advice = gettext_noop("Tunggu {wait} detik, lalu lanjutkan. Jawaban yang sama boleh disimpan.")


class NotRight(Refusal):
    """A value that is not what the description of the API says."""

    code, status = "not-right", 422
    sentence = gettext_noop("Nilai ini tidak sesuai: {fields}.")
    advice = gettext_noop("Bandingkan dengan uraian API di /api/, lalu kirim lagi.")


class Api(NinjaAPI):
    """With every refusal described as the problem document that it is."""

    def get_openapi_schema(self, **_facts: Any) -> Any:
        schema = super().get_openapi_schema(path_prefix=f"{ROOT}/")
        for operations in schema["paths"].values():
            for operation in operations.values():
                _describe(operation)
        return schema


api = Api(
    title="CyGoS", version="1", docs_url=None, urls_namespace="api",
    description="Yang boleh dibaca siapa saja dari portal kota. / What anybody may read of the city's portal.",
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
)  # fmt: skip


def resource(address: str, shape: Any, **facts: Any) -> Callable[[Any], Any]:
    """A function answers here with this shape. `facts` go into the description."""
    said = {200: shape, **dict.fromkeys(REFUSALS, Problem)}
    return api.get(address, response=said, url_name=None, **facts)


@api.exception_handler(ValidationError)
def _not_right(request: HttpRequest, reason: ValidationError) -> HttpResponse:
    named = {str(error["loc"][-1]) for error in reason.errors}
    return refuse(request, NotRight(fields=", ".join(sorted(named))))


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, reason: Refusal) -> HttpResponse:
    return refuse(request, reason)


def urls() -> Iterator[URLPattern]:
    """The addresses, each behind the same door."""
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            yield path(str(pattern.pattern), _door(pattern.callback), name=_name(pattern))


def _name(pattern: URLPattern) -> str:
    words = str(pattern.pattern).replace("<", "").replace(">", "").replace(".", "/").split("/")
    return "_".join(["api", *(word.partition(":")[2] or word for word in words if word)])


def _door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    @csrf_exempt
    @open_to(READERS)
    def asked(request: HttpRequest, **names: Any) -> HttpResponseBase:
        language = get_language_from_request(request)
        with override(language):
            said = _answer(view, request, names)
        said.headers["Access-Control-Allow-Origin"] = "*"
        said.headers["Access-Control-Expose-Headers"] = "Link, ETag, RateLimit-Policy, Retry-After"
        said.headers["RateLimit-Policy"] = POLICY
        if said.status_code == 200:
            said.headers.setdefault("Cache-Control", "public, max-age=60")
            tag = f'W/"{hashlib.blake2b(said.content, digest_size=8).hexdigest()}"'
            return get_conditional_response(request, etag=tag, response=_tagged(said, tag)) or said
        said.headers["Content-Language"] = language
        said.headers["Cache-Control"] = "no-store"
        patch_vary_headers(said, ("Accept-Language",))
        return said

    return asked


def _answer(
    view: Callable[..., HttpResponse], request: HttpRequest, names: dict[str, Any]
) -> HttpResponse:
    wait = limit.wait(client_address(request), at=clock.unmoved().timestamp())
    if wait:
        said = refuse(request, TooOften(most=MOST, seconds=EVERY, wait=wait))
        said.headers["Retry-After"] = str(wait)
        return said
    if request.method == "HEAD":
        request.method = "GET"
    return view(request, **names)


def _tagged(said: HttpResponse, tag: str) -> HttpResponse:
    said.headers["ETag"] = tag
    return keep(said, "page") if said.headers["Cache-Control"] != "no-cache" else said


def _describe(operation: dict[str, Any]) -> None:
    for status, answer in operation["responses"].items():
        if int(status) in REFUSALS:
            answer["description"] = REFUSALS[int(status)]
            answer["content"] = {PROBLEM: answer["content"].pop("application/json")}
