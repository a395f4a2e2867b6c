"""Persons and their hats, for city administrators."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cygos.kernel.acts.models import Act
from cygos.kernel.people.models import Hat, Person
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.accounts.addresses import move_address
from cygos.web.workspace import forms
from cygos.web.workspace.acts import told
from cygos.web.workspace.editing import Errand, sent, submit
from cygos.web.workspace.lists import paged, words


@open_to(Role.CITY_ADMIN)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, by name, with the hats they wear today."""
    sought = words(request)
    found = Person.objects.visible_to(me(request), on=clock.today()).matching(sought).by_name()
    page = paged(request, found.prefetch_related(_hats_today()))
    return render(request, "workspace/people.html", {"page": page, "sought": sought})


@open_to(Role.CITY_ADMIN)
@require_safe
def person(request: HttpRequest, code: UUID) -> HttpResponse:
    """One person: facts, hats, and what was done to them lately."""
    found = _find(request, code)
    hats = Hat.objects.visible_to(me(request), on=clock.today()).filter(person=found)
    page = {
        "person": found,
        "hats": hats.newest_first()[:100],
        "today": clock.today(),
        "acts": told(Act.objects.about(found).select_related("actor")[:20]),
    }
    return render(request, "workspace/person.html", page)


@open_to(Role.CITY_ADMIN)
def add(request: HttpRequest) -> HttpResponse:
    """Let somebody be known."""
    errand = Errand(
        title=_("Tambah orang"), button=_("Tambah"), said=_("Orang itu sudah ditambahkan."),
        done=reverse("people"), back=reverse("people"),
        lead=_("Orang itu masuk dengan kode yang dikirim ke surelnya. Peran diberikan sesudahnya."),
    )  # fmt: skip

    def deed(facts: dict[str, Any]) -> None:
        Person.add(facts["name"], facts["email"], by=me(request), at=clock.now())

    return submit(request, errand, forms.PersonFacts(sent(request)), deed)


@open_to(Role.CITY_ADMIN)
def amend(request: HttpRequest, code: UUID) -> HttpResponse:
    """Another name or address."""
    found = _find(request, code)
    here = reverse("person", args=[code])
    errand = Errand(
        title=_("Ubah orang"),
        button=_("Simpan"),
        said=_("Perubahan disimpan."),
        done=here,
        back=here,
    )

    def values() -> dict[str, Any]:
        return {"name": found.name, "email": found.email}

    def deed(facts: dict[str, Any]) -> None:
        with transaction.atomic():
            found.amend(by=me(request), at=clock.now(), **facts)
            move_address(found)

    form = forms.AmendPerson(sent(request), initial={**values(), "revision": found.revision})
    return submit(request, errand, form, deed, now=lambda: (found.revision, values()))


@open_to(Role.CITY_ADMIN)
def deactivate(request: HttpRequest, code: UUID) -> HttpResponse:
    """Nobody signs in as this person any more."""
    found = _find(request, code)
    here = reverse("person", args=[code])
    errand = Errand(
        title=_("Nonaktifkan %(name)s?") % {"name": found.name}, button=_("Nonaktifkan"),
        said=_("Orang itu tidak dapat masuk lagi."), done=here, back=here, is_grave=True,
        lead=_("Orang itu langsung keluar dan tidak dapat masuk lagi. Riwayatnya tetap ada."),
    )  # fmt: skip
    return submit(
        request, errand, Form(sent(request)),
        lambda _facts: found.deactivate(by=me(request), at=clock.now(), on=clock.today()),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def reactivate(request: HttpRequest, code: UUID) -> HttpResponse:
    """The person may sign in again."""
    found = _find(request, code)
    here = reverse("person", args=[code])
    errand = Errand(
        title=_("Aktifkan lagi %(name)s?") % {"name": found.name}, button=_("Aktifkan"),
        said=_("Orang itu dapat masuk lagi."), done=here, back=here,
        lead=_("Orang itu dapat masuk lagi, dengan peran yang masih berlaku."),
    )  # fmt: skip
    return submit(
        request, errand, Form(sent(request)),
        lambda _facts: found.reactivate(by=me(request), at=clock.now()),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def give(request: HttpRequest, code: UUID) -> HttpResponse:
    """Put a hat on somebody."""
    found = _find(request, code)
    here = reverse("person", args=[code])
    errand = Errand(
        title=_("Beri peran kepada %(name)s") % {"name": found.name}, button=_("Beri peran"),
        said=_("Peran sudah diberikan."), done=here, back=here,
    )  # fmt: skip

    def deed(facts: dict[str, Any]) -> None:
        role = Role(facts.pop("role"))
        Hat.give(found, role, by=me(request), at=clock.now(), **facts)

    return submit(request, errand, forms.GiveHat(sent(request), on=clock.today()), deed)


@open_to(Role.CITY_ADMIN)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a hat off."""
    hat = Hat.objects.visible_to(me(request), on=clock.today()).filter(pk=pk).first()
    if hat is None:
        raise NotFound(what="Peran ini")
    here = reverse("person", args=[hat.person.code])
    errand = Errand(
        title=_("Akhiri peran %(role)s %(name)s")
        % {"role": hat.get_role_display(), "name": hat.person.name},
        button=_("Akhiri peran"), said=_("Peran itu berakhir pada hari yang Anda pilih."),
        done=here, back=here, is_grave=True,
    )  # fmt: skip
    today = clock.today()
    form = forms.EndHat(sent(request), initial={"last_day": today, "revision": hat.revision})
    return submit(
        request, errand, form, lambda facts: hat.end(by=me(request), at=clock.now(), **facts),
        now=lambda: (hat.revision, {"last_day": hat.until}),
    )  # fmt: skip


def _hats_today() -> "Prefetch[str]":
    hats = Hat.objects.worn(on=clock.today()).select_related("unit")
    return Prefetch("hats", hats, to_attr="hats_today")


def _find(request: HttpRequest, code: UUID) -> Person:
    found = Person.objects.visible_to(me(request), on=clock.today()).filter(code=code).first()
    if found is None:
        raise NotFound(what="Orang ini")
    return found  # type: ignore[no-any-return]
