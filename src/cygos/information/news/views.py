"""The categories of the news, for those who keep them: city administrators and the portal's editors."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cygos.information.news.models import Category
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
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
        lambda facts: Category.add(by=me(request), at=clock.now(), **facts),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Another name or place; the address stays."""
    category = _category(slug)
    errand = Errand(
        title=_("Ubah kategori %(name)s") % {"name": category.name}, button=_("Simpan"),
        said=_("Perubahan disimpan."), done=reverse("categories"), back=reverse("categories"),
    )  # fmt: skip
    form = AmendCategory(
        request.POST or None, instance=category, initial={"revision": category.revision}
    )
    return submit(
        request, errand, form,
        lambda facts: category.amend(by=me(request), at=clock.now(), **facts),
        now=lambda: (category.revision, {name: getattr(category, name) for name in FACTS}),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
@require_POST
def up(request: HttpRequest, slug: str) -> HttpResponse:
    """One place up in the order in which readers see them."""
    category = _category(slug)
    category.move_up(by=me(request), at=clock.now())
    return _moved(category)


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
@require_POST
def down(request: HttpRequest, slug: str) -> HttpResponse:
    """One place down."""
    category = _category(slug)
    category.move_down(by=me(request), at=clock.now())
    return _moved(category)


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """There is no such category any more, if no news stands in it."""
    category, desk = _category(slug), reverse("categories")
    errand = Errand(
        title=_("Hapus kategori %(name)s") % {"name": category.name}, button=_("Hapus"),
        said=_("Kategori sudah dihapus."), is_grave=True, done=desk, back=desk,
        lead=_("Hanya kategori tanpa berita yang dapat dihapus."),
    )  # fmt: skip
    form = Revising(request.POST or None, initial={"revision": category.revision})
    return submit(
        request, errand, form,
        lambda facts: category.remove(by=me(request), at=clock.now(), **facts),
        now=lambda: (category.revision, {}),
    )  # fmt: skip


def _moved(category: Category) -> HttpResponse:
    """Back to the list, where it stands now."""
    return redirect(f"{reverse('categories')}#{category.slug}")


def _category(slug: str) -> Category:
    category = Category.objects.filter(slug=slug).first()
    if category is None:
        raise NotFound(what=gettext_lazy("Kategori ini"))
    return category
