"""The offices of the city: which there are, and of each who heads it, where it is, what it was and became."""

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.news.models import Article
from cygos.kernel.people.models import Hat, Post, Unit
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import READERS, open_to

A_SHEET, MOST, LATEST = 50, 50, 3


@open_to(READERS)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Those that exist today, and those that no longer do. Raises NotFound beyond the list's ends."""
    today = clock.today()
    try:
        sheet = Paginator(Unit.objects.existing(on=today).by_name(), A_SHEET).page(
            request.GET.get("halaman", 1)
        )
    except InvalidPage as error:
        raise NotFound(what=gettext_noop("Halaman daftar ini")) from error
    former = Unit.objects.ended(on=today).select_related("successor").by_name()[:MOST]
    context = {"trail": [], "units": sheet, "former": former}
    return render(request, "profiles/units.html", context)


@open_to(READERS)
@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One office. Raises NotFound."""
    found = Unit.objects.filter(code=code).select_related("parent", "successor").first()
    if found is None:
        raise NotFound(what=gettext_noop("Perangkat daerah ini"))
    today = clock.today()
    heads = list(Hat.objects.heading(found)[:MOST])
    context = {
        "trail": [(_("Perangkat daerah"), reverse("unit_profiles"))],
        "unit": found,
        "is_former": not found.exists_on(today),
        "post": Post.objects.filter(unit=found, is_head=True).first(),
        "now": [hat for hat in heads if hat.is_worn(on=today)],
        "before": [hat for hat in heads if hat.until and hat.until < today],
        "predecessors": found.predecessors.by_name()[:MOST],
        "parts": found.subunits.existing(on=today).by_name()[:MOST],
        "articles": Article.objects.published()
        .filter(unit=found)
        .select_related("category")[:LATEST],
    }
    return render(request, "profiles/unit.html", context)
