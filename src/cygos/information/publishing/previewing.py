"""Preview links: given and taken back on the page's own screen, followed by whoever has one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from cygos.information.publishing import files
from cygos.information.publishing.models import PreviewLink, Publication
from cygos.information.publishing.models.preview_link import LONGEST, MOST
from cygos.kernel.refusals import NotFound, NotYours
from cygos.web import clock
from cygos.web.access import EDITORS, READERS, me, open_to
from cygos.web.metadata import absolute
from cygos.web.workspace.editing import sent


class Giving(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Berlaku berapa hari?"), min_value=1, max_value=LONGEST, initial=3,
        help_text=gettext_lazy("1 sampai 14 hari. Siapa pun yang memegang tautannya melihat draf ini."),
    )  # fmt: skip


@open_to(EDITORS)
def links(request: HttpRequest, page_id: int) -> HttpResponse:
    """The links to one page, and another one."""
    page, at = _mine(request, page_id), clock.now()
    form, status = Giving(sent(request)), 200
    is_full = PreviewLink.objects.of(page).open(at=at).count() >= MOST
    if request.method == "POST" and is_full:
        form.add_error(
            None, _("Sudah ada %(most)s tautan. Cabut satu lebih dahulu.") % {"most": MOST}
        )
    if request.method == "POST" and form.is_valid():
        PreviewLink.objects.give(page, by=me(request), at=at, **form.cleaned_data)
        messages.success(request, _("Tautan pratinjau sudah dibuat."))
        return redirect("preview_links", page_id=page.pk)
    if request.method == "POST":
        status = 422
    rows = [
        (link, _address(request, link)) for link in PreviewLink.objects.of(page).open(at=at)[:MOST]
    ]
    facts: dict[str, Any] = {"subject": page, "rows": rows, "form": form}
    return render(request, "publishing/previews.html", facts, status=status)


@open_to(EDITORS)
@require_POST
def revoke(request: HttpRequest, page_id: int, link_id: int) -> HttpResponse:
    """Take one back."""
    page = _mine(request, page_id)
    link = PreviewLink.objects.of(page).filter(pk=link_id).first()
    if link is None:
        raise NotFound(what=gettext_noop("Tautan pratinjau ini"))
    link.revoke(by=me(request), at=clock.now())
    messages.success(request, _("Tautan pratinjau sudah dicabut."))
    return redirect("preview_links", page_id=page.pk)


@open_to(READERS)
@require_safe
@never_cache
def look(request: HttpRequest, token: str) -> HttpResponseBase:
    """What the page is going to be, as its readers would see it. Raises PreviewOver."""
    link = PreviewLink.objects.named(token, at=clock.now())
    draft: Any = link.page.get_latest_revision_as_object()
    request.is_preview = True  # type: ignore[attr-defined]
    answer: HttpResponseBase = draft.serve_preview(request, draft.default_preview_mode)
    if hasattr(answer, "render"):
        answer.render()
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    files.let_see(answer, link)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _address(request: HttpRequest, link: PreviewLink) -> str:
    return absolute(request, reverse("preview", args=[link.token]))


def _mine(request: HttpRequest, key: int) -> Publication:
    page = Page.objects.filter(pk=key).specific().first()
    if not isinstance(page, Publication):
        raise NotFound(what=gettext_noop("Halaman ini"))
    if not page.permissions_for_user(request.user).can_edit():
        raise NotYours(role=gettext_noop("redaksi halaman ini"))
    return page
