"""The screens on which the portal's editors withdraw a page, take that back, and see what was withdrawn."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cygos.information.publishing.models import Publication, Withdrawal
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.editing import Errand, sent, submit
from cygos.web.workspace.lists import paged

MOVED = Withdrawal.Kind.MOVED


class Withdrawing(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Apa yang dilihat pembaca?"),
        choices=Withdrawal.Kind.choices,
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=gettext_lazy("Alamat tujuan"), required=False, max_length=500,
        help_text=gettext_lazy("Hanya bila dialihkan: alamat di situs ini, seperti /berita/judul/."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Satu atau dua kalimat, untuk pembaca dan untuk arsip kota."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("kind") == MOVED and not facts.get("address"):
            self.add_error("address", gettext_lazy("Ke mana pembacanya dialihkan?"))
        return facts


class Restoring(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Catatan perubahan"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Satu kalimat untuk pembaca: mengapa halaman ini terbit lagi."),
    )  # fmt: skip


@open_to(Role.PORTAL_EDITOR)
@require_safe
def withdrawals(request: HttpRequest) -> HttpResponse:
    """What was withdrawn, how and why, the newest first."""
    rows = Withdrawal.objects.newest_first()
    return render(request, "publishing/withdrawals.html", {"page": paged(request, rows)})


@open_to(Role.PORTAL_EDITOR)
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a page from its readers, in one of four ways."""
    page = _publication(page_id)
    errand = Errand(
        title=_("Tarik “%(title)s” dari pembaca") % {"title": page.title}, button=_("Tarik"),
        said=_("Halaman sudah ditarik."), is_grave=True, done=reverse("withdrawals"),
        back=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        lead=_("Naskah dan riwayatnya tetap tersimpan; penarikan tercatat sebagai perbuatan."),
    )  # fmt: skip
    return submit(
        request, errand, Withdrawing(sent(request)),
        lambda facts: page.withdraw(by=me(request), at=clock.now(), **facts),
    )  # fmt: skip


@open_to(Role.PORTAL_EDITOR)
def restore(request: HttpRequest, page_id: int) -> HttpResponse:
    """Publish a page again as it was."""
    page = _publication(page_id)
    errand = Errand(
        title=_("Terbitkan lagi “%(title)s”") % {"title": page.title}, button=_("Terbitkan lagi"),
        said=_("Halaman terbit lagi, seperti sebelum ditarik."), done=reverse("withdrawals"),
        back=reverse("withdrawals"),
    )  # fmt: skip
    return submit(
        request, errand, Restoring(sent(request)),
        lambda facts: page.restore(by=me(request), at=clock.now(), **facts),
    )  # fmt: skip


def _publication(key: int) -> Publication:
    page = Page.objects.filter(pk=key).specific().first()
    if not isinstance(page, Publication):
        raise NotFound(what=gettext_noop("Halaman ini"))
    return page
