"""The categories of the news, for those who keep them: city administrators and the portal's editors."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cygos.information.news.models import Category
from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import open_to
from cygos.web.workspace.editing import Errand, Revising, submit
from cygos.web.workspace.lists import paged

FACTS = ("name", "name_en", "order")


class CategoryFacts(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Category
        fields = ("slug", *FACTS)
        help_texts = {"slug": gettext_lazy("Misalnya berita-kota; tidak berubah lagi.")}


class AmendCategory(Revising, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Category
        fields = FACTS


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
@require_safe
def categories(request: HttpRequest) -> HttpResponse:
    """All of them, in the order in which readers see them."""
    rows = Category.objects.order_by("order", "name")
    return render(request, "news/categories.html", {"page": paged(request, rows)})


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
def add(request: HttpRequest) -> HttpResponse:
    """Another category."""
    errand = Errand(
        title=_("Tambah kategori"), button=_("Tambah"), said=_("Kategori sudah ditambahkan."),
        done=reverse("categories"), back=reverse("categories"),
    )  # fmt: skip
    return submit(
        request, errand, CategoryFacts(request.POST or None),
        lambda facts: Category.add(by=_me(request), at=clock.now(), **facts),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Another name or place; the address stays."""
    category = Category.objects.filter(slug=slug).first()
    if category is None:
        raise NotFound(what=gettext_lazy("Kategori ini"))
    errand = Errand(
        title=_("Ubah kategori %(name)s") % {"name": category.name}, button=_("Simpan"),
        said=_("Perubahan disimpan."), done=reverse("categories"), back=reverse("categories"),
    )  # fmt: skip
    form = AmendCategory(
        request.POST or None, instance=category, initial={"revision": category.revision}
    )
    return submit(
        request, errand, form,
        lambda facts: category.amend(by=_me(request), at=clock.now(), **facts),
        now=lambda: (category.revision, {name: getattr(category, name) for name in FACTS}),
    )  # fmt: skip


def _me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101  the door has seen to it
    return request.user
