"""Units (OPD) and posts, for city administrators."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cygos.kernel.people.models import Post, Unit
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace import forms
from cygos.web.workspace.editing import Errand, sent, submit
from cygos.web.workspace.lists import choice, paged, words

VALIDITY = {
    "kini": gettext_lazy("Berlaku hari ini"),
    "nanti": gettext_lazy("Belum berlaku"),
    "dulu": gettext_lazy("Sudah berakhir"),
    "semua": gettext_lazy("Semua"),
}
FACTS = ("name", "short_name", "kind", "parent", "valid_from", "address", "phone", "email", "note")
POST_FACTS = ("title", "unit", "superior", "is_head")


@open_to(Role.CITY_ADMIN)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The units, by their validity today."""
    sought, validity = words(request), choice(request, "berlaku", VALIDITY)
    found = _by_validity(validity).visible_to(me(request)).matching(sought).by_name()
    page = {
        "page": paged(request, found.select_related("parent", "successor")),
        "sought": sought,
        "validity": validity,
        "choices": VALIDITY,
    }
    return render(request, "workspace/units.html", page)


@open_to(Role.CITY_ADMIN)
def found_unit(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    errand = Errand(
        title=_("Tambah perangkat daerah"), button=_("Tambah"),
        said=_("Perangkat daerah sudah ditambahkan."), done=reverse("units"), back=reverse("units"),
    )  # fmt: skip
    form = forms.UnitFacts(sent(request), units=_standing())

    def deed(facts: dict[str, Any]) -> None:
        code, name = facts.pop("code"), facts.pop("name")
        Unit.found(code, name, by=me(request), at=clock.now(), **facts)

    return submit(request, errand, form, deed)


@open_to(Role.CITY_ADMIN)
def amend_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Other facts about a unit."""
    unit = _find(code)
    errand = Errand(
        title=_("Ubah %(unit)s") % {"unit": unit.name}, button=_("Simpan"),
        said=_("Perubahan disimpan."), done=reverse("units"), back=reverse("units"),
    )  # fmt: skip
    form = forms.AmendUnit(
        sent(request), units=_standing().exclude(pk=unit.pk),
        initial={**_values(unit, FACTS), "revision": unit.revision},
    )  # fmt: skip
    return submit(
        request, errand, form, lambda facts: unit.amend(by=me(request), at=clock.now(), **facts),
        now=lambda: (unit.revision, _values(unit, FACTS)),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def close_unit(request: HttpRequest, code: str) -> HttpResponse:
    """The unit ends; another may carry its work on."""
    unit = _find(code)
    errand = Errand(
        title=_("Tutup %(unit)s") % {"unit": unit.name}, button=_("Tutup"), is_grave=True,
        said=_("Perangkat daerah itu berakhir pada hari yang Anda pilih, bersama peran di dalamnya."),
        done=reverse("units"), back=reverse("units"),
        lead=_("Peran di dalamnya ikut berakhir. Riwayatnya tetap ada."),
    )  # fmt: skip
    form = forms.CloseUnit(
        sent(request), units=Unit.objects.exclude(pk=unit.pk).by_name(),
        initial={"last_day": clock.today(), "revision": unit.revision},
    )  # fmt: skip
    return submit(
        request, errand, form, lambda facts: unit.close(by=me(request), at=clock.now(), **facts),
        now=lambda: (unit.revision, {"last_day": unit.valid_until, "successor": unit.successor}),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """The posts, by code."""
    sought = words(request)
    found = Post.objects.visible_to(me(request)).matching(sought).order_by("code")
    page = {"page": paged(request, found.select_related("unit", "superior")), "sought": sought}
    return render(request, "workspace/posts.html", page)


@open_to(Role.CITY_ADMIN)
def create_post(request: HttpRequest) -> HttpResponse:
    """A new post in a unit."""
    errand = Errand(
        title=_("Tambah jabatan"), button=_("Tambah"), said=_("Jabatan sudah ditambahkan."),
        done=reverse("posts"), back=reverse("posts"),
    )  # fmt: skip
    form = forms.PostFacts(sent(request), units=_standing(), posts=Post.objects.order_by("code"))

    def deed(facts: dict[str, Any]) -> None:
        code, title, unit = facts.pop("code"), facts.pop("title"), facts.pop("unit")
        Post.create(code, title, unit, by=me(request), at=clock.now(), **facts)

    return submit(request, errand, form, deed)


@open_to(Role.CITY_ADMIN)
def amend_post(request: HttpRequest, code: str) -> HttpResponse:
    """Other facts about a post."""
    post = Post.objects.visible_to(me(request)).filter(code=code).first()
    if post is None:
        raise NotFound(what="Jabatan ini")
    errand = Errand(
        title=_("Ubah %(post)s") % {"post": post.title}, button=_("Simpan"),
        said=_("Perubahan disimpan."), done=reverse("posts"), back=reverse("posts"),
    )  # fmt: skip
    form = forms.AmendPost(
        sent(request), units=Unit.objects.by_name(),
        posts=Post.objects.exclude(pk=post.pk).order_by("code"),
        initial={**_values(post, POST_FACTS), "revision": post.revision},
    )  # fmt: skip
    return submit(
        request, errand, form, lambda facts: post.amend(by=me(request), at=clock.now(), **facts),
        now=lambda: (post.revision, _values(post, POST_FACTS)),
    )  # fmt: skip


def _by_validity(validity: str) -> Any:
    today = clock.today()
    known: dict[str, QuerySet[Unit]] = {
        "kini": Unit.objects.existing(on=today),
        "nanti": Unit.objects.coming(on=today),
        "dulu": Unit.objects.ended(on=today),
        "semua": Unit.objects.all(),
    }
    return known[validity]


def _standing() -> "QuerySet[Unit]":
    return Unit.objects.existing(on=clock.today()).by_name()


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _find(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(what="Perangkat daerah ini")
    return unit
