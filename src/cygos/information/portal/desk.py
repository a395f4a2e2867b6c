"""The greeting on the front page, for those who keep it: city administrators and the portal's editors."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cygos.information.pieces import pictures
from cygos.information.portal.forms import FACTS, Greeting
from cygos.information.portal.models import Welcome
from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.editing import Errand, sent, submit

NOT_YET = -1  # the revision of a greeting that nobody has written


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
def welcome(request: HttpRequest) -> HttpResponse:
    """Its words in both languages, and the picture beside them."""
    here = Welcome.objects.shown() or Welcome()
    errand = Errand(
        title=_("Sambutan di beranda"), button=_("Simpan"),
        said=_("Sambutan disimpan; pembaca melihatnya sekarang."),
        lead=_("Kalimat pertama yang dibaca orang di portal ini."),
        done=reverse("welcome"), back=reverse("workspace"),
    )  # fmt: skip
    form = Greeting(
        sent(request), request.FILES or None,
        instance=Welcome.objects.shown() or Welcome(),
        initial={"revision": here.revision if here.pk else NOT_YET},
    )  # fmt: skip
    return submit(
        request, errand, form, lambda typed: _write(here, typed, by=me(request)),
        now=lambda: (here.revision, {name: getattr(here, name) for name in FACTS}),
    )  # fmt: skip


def _write(here: Welcome, typed: dict[str, Any], *, by: Person) -> None:
    """The words as typed, the new picture on the city's shelf, all of it or nothing."""
    facts = {name: typed[name] for name in FACTS}
    with transaction.atomic():
        if typed["file"]:
            facts["picture"] = pictures.put_up(
                typed["file"], title=typed["alt"] or typed["title"], by=by
            )
        elif typed["is_without"]:
            facts["picture"] = None
        if here.pk:
            here.amend(by=by, at=clock.now(), revision=typed["revision"], **facts)
        else:
            Welcome.write(by=by, at=clock.now(), **facts)
