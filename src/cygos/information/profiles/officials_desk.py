"""Who has a public page, decided on the desk of the city's administrators: written, amended, closed, opened again."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.pieces import pictures
from cygos.information.profiles import forms
from cygos.information.profiles.desk import NOT_YET, values
from cygos.information.profiles.models import PublicProfile
from cygos.information.profiles.models.public_profile import FACTS
from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.editing import Errand, Revising, sent, submit
from cygos.web.workspace.lists import paged


@open_to(Role.CITY_ADMIN)
@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    """Everybody for whom it was decided, open or closed."""
    rows = PublicProfile.objects.select_related("person").order_by("name", "id")
    return render(request, "profiles/profiles.html", {"page": paged(request, rows)})


@open_to(Role.CITY_ADMIN)
def write(request: HttpRequest, code: UUID) -> HttpResponse:
    """Give somebody a public page, or amend it. What was closed is open again."""
    person = _person(code)
    row = _profile(person) or PublicProfile(
        person=person, name=person.name, slug=slugify(person.name)
    )
    errand = Errand(
        title=_("Profil pejabat: %(name)s") % {"name": person.name}, button=_("Buka untuk umum"),
        said=_("Profilnya kini dapat dibaca siapa saja."), back=reverse("person", args=[code]),
        lead=_(
            "Nama, potret, riwayat singkat, dan masa jabatannya akan dapat dibaca siapa saja. Tanpa keputusan"
            " ini tidak ada yang diumumkan."
        ),
        done=reverse("profiles"),
    )  # fmt: skip
    shown = _profile(person) or row
    form = forms.ProfileFacts(
        sent(request), request.FILES or None, instance=shown,
        initial={"revision": row.revision if row.pk else NOT_YET},
    )  # fmt: skip
    return submit(
        request, errand, form, lambda typed: _write(person, typed, by=me(request)),
        now=lambda: values(_profile(person) or row, FACTS),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def close(request: HttpRequest, code: UUID) -> HttpResponse:
    """Nobody reads the page any more."""
    row = _profile(_person(code))
    if row is None or not row.is_open:
        raise NotFound(what=gettext_noop("Profil ini"))
    desk = reverse("profiles")
    errand = Errand(
        title=_("Tutup profil %(name)s") % {"name": row.name}, button=_("Tutup"), is_grave=True,
        said=_("Profil itu tidak dapat dibaca lagi."), done=desk, back=desk,
        lead=_("Halamannya langsung hilang. Isinya tersimpan untuk petugas."),
    )  # fmt: skip
    form = Revising(sent(request), initial={"revision": row.revision})
    return submit(
        request, errand, form,
        lambda facts: row.close(by=me(request), at=clock.now(), **facts),
        now=lambda: (row.revision, {}),
    )  # fmt: skip


def _write(person: Person, typed: dict[str, Any], *, by: Person) -> None:
    """The words as typed and the new portrait, all of it or nothing."""
    facts: dict[str, Any] = {name: typed[name] for name in FACTS}
    row, at = _profile(person), clock.now()
    with transaction.atomic():
        if typed["file"]:
            title = typed["portrait_alt"] or typed["name"]
            facts["portrait"] = pictures.put_up(typed["file"], title=title, by=by)
        elif typed["is_without"]:
            facts["portrait"] = None
        if row:
            row.amend(by=by, at=at, revision=typed["revision"], is_open=True, **facts)
        else:
            PublicProfile.open_for(person, by=by, at=at, on=clock.today(), **facts)


def _profile(person: Person) -> PublicProfile | None:
    return PublicProfile.objects.filter(person=person).first()


def _person(code: UUID) -> Person:
    found: Person | None = Person.objects.filter(code=code).first()
    if found is None:
        raise NotFound(what=gettext_noop("Orang ini"))
    return found
