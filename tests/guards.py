"""What every test is held to, without asking for it: loaded by pytest for all of them.

* A page that is only read writes nothing.
* Rows without an order come in no order, and cannot be cut into pages.
* A template of ours names only what it was given.

And they are put in one order: a test that empties the database behind it comes after every one that wants it filled
again from its first state, or Django would fill in beside what emptying leaves.

Warnings are errors too; that one stands in pyproject.toml.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.db.models import QuerySet
from django.template import engines
from django.template.base import Node
from django.utils import translation

OURS = str(Path(__file__).resolve().parent.parent / "src")
WRITES = re.compile(r'\s*(?:WITH\b.*?)?(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I | re.S)
# Tables that a read may write, and why.
WRITTEN_BY_READING = {
    "django_session": "a session keeps its language, its messages and when it ends",
    "wagtailimages_rendition": "Wagtail makes an image's sizes when they are first shown",
    "wagtailimages_image": "…and notes where their focal point is",
    "wagtailusers_userprofile": "Wagtail makes an editor's profile when it is first read",
    "people_person_groups": "an editor's rights in the CMS follow the hats of the day, which nobody writes down",
    "auth_group": "…and the group of a role is made when it is first wanted",
    "auth_group_permissions": "…with its rights",
    "wagtailcore_grouppagepermission": "…of pages",
    "wagtailcore_groupcollectionpermission": "…of pictures and files",
    "publishing_shelf": "…and the shelf of a unit, with its group",
    "wagtailcore_collection": "…as a collection of its own",
    "mfa_authenticator": "allauth writes recovery codes down in their shorter form when they are first shown",
    "wagtailcore_pagesubscription": "opening an editor notes whether that page's comments are followed",
    "wagtailadmin_editingsession": "opening an editor tells the others that somebody is there",
}

EMPTYING = {"transactional_db", "live_server", "django_db_reset_sequences"}
FILLING = "django_db_serialized_rollback"

# Addresses that are read and write by somebody else's standard, and why.
WRITES_BY_STANDARD = {
    "/akun/sso/sso/kembali/": "an OpenID provider sends the browser back by GET; its state says that we asked",
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that empty the database and do not ask for its first state go last; the rest stays in its order."""
    items.sort(key=_leaves_it_empty)


def _leaves_it_empty(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db")
    options = mark.kwargs if mark else {}
    is_emptied = bool(options.get("transaction")) or bool(fixtures & EMPTYING)
    is_filled = bool(options.get("serialized_rollback")) or FILLING in fixtures
    return is_emptied and not is_filled


class ReadThatWrites(AssertionError):
    """A GET changed the database."""


class Unordered(AssertionError):
    """Rows without an order were cut: each page would be another's."""


class Undefined(AssertionError):
    """A template names something it was not given."""


@pytest.fixture(autouse=True)
def _starts_in_bahasa() -> Iterator[None]:
    """A page read in English by one test must not leave the next one reading English."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _guards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BaseHandler, "get_response", _reading_writes_nothing())
    monkeypatch.setattr(QuerySet, "__getitem__", _only_ordered_rows_are_cut())
    monkeypatch.setattr(QuerySet, "_fetch_all", _unordered_rows_come_backwards())
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", _Fails())


def _reading_writes_nothing() -> Any:
    answer = BaseHandler.get_response

    def get_response(self: BaseHandler, request: Any) -> Any:
        reads = request.method in {"GET", "HEAD", "OPTIONS"}
        reads = reads and request.path not in WRITES_BY_STANDARD
        with connection.execute_wrapper(_refuse_writes) if reads else nullcontext():
            return answer(self, request)

    return get_response


def _refuse_writes(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
    write = WRITES.match(sql if isinstance(sql, str) else sql.as_string(None))
    if write and write[2] not in WRITTEN_BY_READING:
        raise ReadThatWrites(f"a GET did: {sql}")
    return execute(sql, params, many, context)


def _only_ordered_rows_are_cut() -> Any:
    cut = QuerySet.__getitem__

    def getitem(self: QuerySet[Any], key: Any) -> Any:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        ours = _is_ours(self) or caller.startswith("cygos.")
        if ours and not self.ordered and self._result_cache is None:
            raise Unordered(f"{self.model.__name__}[{key}] has no order_by: {self.query}")
        return cut(self, key)

    return getitem


def _unordered_rows_come_backwards() -> Any:
    fetch = QuerySet._fetch_all

    def _fetch_all(self: QuerySet[Any]) -> None:
        is_first = self._result_cache is None
        fetch(self)
        if is_first and not self.ordered and _is_ours(self):
            self._result_cache.reverse()

    return _fetch_all


def _is_ours(rows: QuerySet[Any]) -> bool:
    return rows.model.__module__.startswith("cygos.")


class _Fails:
    """Django's `string_if_invalid`: asked whether it holds "%s", then filled with the name."""

    def __contains__(self, _: str) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        origin = next(_origins(), "")
        if origin.startswith(OURS):
            raise Undefined(f"{origin} names “{name}”, which it was not given")
        return ""

    def __str__(self) -> str:
        return ""


def _origins() -> Iterator[str]:
    """The templates being rendered, the innermost first."""
    frame = sys._getframe(1)
    while frame := frame.f_back:  # type: ignore[assignment]
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin"):
            yield str(node.origin.name)
