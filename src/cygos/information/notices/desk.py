"""The notices on the desk of portal editors and city administrators: post, amend, end. An alert is previewed first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from cygos.information.notices.forms import FACTS, Amending, Posting
from cygos.information.notices.models import Notice
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.editing import TEMPLATE, Errand, sent, submit
from cygos.web.workspace.lists import choice, paged

STANDS = {
    "berlaku": gettext_lazy("Berlaku sekarang"),
    "nanti": gettext_lazy("Akan datang"),
    "lampau": gettext_lazy("Sudah selesai"),
}


@open_to(Role.PORTAL_EDITOR, Role.CITY_ADMIN)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Those that run now, those to come, or those that are over."""
    at, stand = clock.now(), choice(request, "keadaan", STANDS)
    every = Notice.objects.shown()
    rows = {"berlaku": every.running, "nanti": every.coming, "lampau": every.over}[stand](at=at)
    page = {"page": paged(request, rows), "stands": STANDS, "stand": stand}
    return render(request, "notices/desk.html", page)


@open_to(Role.PORTAL_EDITOR, Role.CITY_ADMIN)
def post(request: HttpRequest) -> HttpResponse:
    """Another notice."""
    errand = _errand(_("Umumkan"), _("Umumkan"), _("Pengumuman sudah disiarkan."))
    form, at = Posting(sent(request), at=clock.now()), clock.now()
    if answer := _first_shown(request, form, errand):
        return answer
    return submit(request, errand, form, lambda facts: Notice.post(by=me(request), at=at, **facts))


@open_to(Role.PORTAL_EDITOR, Role.CITY_ADMIN)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, rank, area or end."""
    notice, at = _notice(pk), clock.now()
    errand = _errand(_("Ubah pengumuman"), _("Simpan"), _("Perubahan disimpan."))
    form = Amending(
        sent(request), instance=_notice(pk), initial={"revision": notice.revision}, at=at
    )
    if answer := _first_shown(request, form, errand):
        return answer
    return submit(
        request, errand, form, lambda facts: notice.amend(by=me(request), at=at, **facts),
        now=lambda: (notice.revision, {name: getattr(notice, name) for name in FACTS}),
    )  # fmt: skip


@open_to(Role.PORTAL_EDITOR, Role.CITY_ADMIN)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Off every page with one press."""
    _notice(pk).end(by=me(request), at=clock.now())
    messages.success(request, _("Pengumuman diakhiri; tidak ada lagi yang melihatnya."))
    return redirect("notices_desk")


def _first_shown(request: HttpRequest, form: Posting, errand: Errand) -> HttpResponse | None:
    """An alert as everybody will see it, before anybody does; nothing once that was seen and meant."""
    wish = request.POST.get("do", "")
    if not form.is_valid() or not form.is_alert or wish == "siarkan":
        return None
    if wish == "ubah":
        return render(request, TEMPLATE, {"errand": errand, "form": form, "differences": []})
    seen = Notice(**{name: form.cleaned_data[name] for name in FACTS})
    page = {"form": form, "seen": [seen], "back": errand.back}
    return render(request, "notices/preview.html", page)


def _errand(title: str, button: str, said: str) -> Errand:
    desk = reverse("notices_desk")
    return Errand(title=title, button=button, said=said, done=desk, back=desk)


def _notice(pk: int) -> Notice:
    notice = Notice.objects.shown().filter(pk=pk).first()
    if notice is None:
        raise NotFound(what=gettext_noop("Pengumuman ini"))
    return notice
