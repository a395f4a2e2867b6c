"""A list a person can page and search: what its address asks for, or a refusal in a sentence."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from cygos.kernel.refusals import NotFound

SIZE = 50
LONGEST = 200

Row = TypeVar("Row")


def paged(
    request: HttpRequest, rows: "Sequence[Row] | QuerySet[Any, Row]", *, size: int = SIZE
) -> "Page[Row]":
    """The page that `?halaman=` asks for. Raises NotFound for a page that is not there, or not a number."""
    try:
        return Paginator(rows, size).page(request.GET.get("halaman") or 1)
    except InvalidPage as error:
        raise NotFound(what="Halaman daftar ini") from error


def words(request: HttpRequest) -> str:
    """What `?q=` looks for, without spaces at its ends and no longer than anybody types."""
    return request.GET.get("q", "").strip()[:LONGEST]


def choice(request: HttpRequest, name: str, known: Any) -> str:
    """One of the known values of a filter, the first one when none is asked for. Raises NotFound for another."""
    asked = request.GET.get(name) or next(iter(known))
    if asked not in known:
        raise NotFound(what="Saringan ini")
    return asked
