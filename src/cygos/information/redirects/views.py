"""The redirects in the workspace, for city administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.redirects.forms import FACTS, Amending, Leading
from cygos.information.redirects.models import Redirect
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.editing import Errand, Revising, sent, submit
from cygos.web.workspace.lists import paged, words


@open_to(Role.CITY_ADMIN)
@require_safe
def redirects(request: HttpRequest) -> HttpResponse:
    """All of them, by the old address."""
    sought = words(request)
    rows = Redirect.objects.matching(sought).order_by("old")
    page = {"page": paged(request, rows), "sought": sought, "today": clock.today()}
    return render(request, "redirects/list.html", page)


@open_to(Role.CITY_ADMIN)
def add(request: HttpRequest) -> HttpResponse:
    """Another one."""
    errand = _errand(_("Tambah pengalihan"), _("Tambah"), _("Pengalihan sudah ditambahkan."))
    return submit(
        request, errand, Leading(sent(request)),
        lambda facts: Redirect.add(by=me(request), at=clock.now(), **facts),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another address, end or reason."""
    row = _redirect(pk)
    errand = _errand(_("Ubah pengalihan"), _("Simpan"), _("Perubahan disimpan."))
    form = Amending(sent(request), instance=_redirect(pk), initial={"revision": row.revision})
    return submit(
        request, errand, form,
        lambda facts: row.amend(by=me(request), at=clock.now(), **facts),
        now=lambda: (row.revision, {name: getattr(row, name) for name in FACTS}),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The old address leads nowhere any more."""
    row = _redirect(pk)
    desk = reverse("redirects")
    errand = Errand(
        title=_("Hapus pengalihan dari %(old)s") % {"old": row.old}, button=_("Hapus"),
        said=_("Pengalihan sudah dihapus."), is_grave=True, done=desk, back=desk,
        lead=_("Pembaca yang memakai alamat lama itu tidak lagi menemukan halamannya."),
    )  # fmt: skip
    form = Revising(sent(request), initial={"revision": row.revision})
    return submit(
        request, errand, form,
        lambda facts: row.remove(by=me(request), at=clock.now(), **facts),
        now=lambda: (row.revision, {}),
    )  # fmt: skip


def _errand(title: str, button: str, said: str) -> Errand:
    desk = reverse("redirects")
    return Errand(title=title, button=button, said=said, done=desk, back=desk)


def _redirect(pk: int) -> Redirect:
    row = Redirect.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound(what=gettext_noop("Pengalihan ini"))
    return row
