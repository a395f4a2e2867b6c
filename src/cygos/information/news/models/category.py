"""A category of the news."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cygos.kernel.acts.ordered import Ordered
from cygos.kernel.refusals import Conflict
from cygos.web.spoken import spoken


class CategoryQuerySet(models.QuerySet["Category"]):
    def called(self, name: str) -> Self:
        """The one of this name, in whatever case, or of this address."""
        return self.filter(models.Q(name__iexact=name) | models.Q(slug=name))

    def obtain(self, name: str, *, slug: str) -> "Category":
        """The one of this name, made where the city has none yet; its address like this, or with a number."""
        known = self.called(name).first()
        if known:
            return known
        base = slug[:40] or "kategori"
        free, number = base, 1
        while self.filter(slug=free).exists():
            number += 1
            free = f"{base}-{number}"
        return self.create(name=name, slug=free)


class CategoryInUse(Conflict):
    """News stands in it, perhaps drafts."""

    code = "category-in-use"
    sentence = gettext_noop("Masih ada {count} berita dalam kategori {name}.")
    advice = gettext_noop("Pindahkan dahulu berita-berita itu ke kategori lain.")


class Category(Ordered):
    slug = models.SlugField(_("alamat"), unique=True)
    name = models.CharField(_("nama"), max_length=80, unique=True)
    name_en = models.CharField(_("nama dalam bahasa Inggris"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=100)

    objects = CategoryQuerySet.as_manager()

    moved: ClassVar[str] = "category.moved"

    class Meta:
        ordering = ("order", "name")
        verbose_name = _("kategori berita")
        verbose_name_plural = _("kategori berita")
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="a_category_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, *, by: models.Model | None, at: datetime, **facts: Any) -> "Category":
        """Another category. Raises Impossible if its name or address is taken."""
        return cls._begin("category.added", by=by, at=at, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Another name or place; the address stays. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("category.amended", by=by, at=at, values=facts)

    def remove(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """There is no such category any more. Raises CategoryInUse, or Stale."""
        try:
            with self._changing(revision):
                self._remove("category.removed", by=by, at=at, names=("slug", "name", "name_en"))
        except models.ProtectedError as error:
            count = len(error.protected_objects)
            raise CategoryInUse(count=count, name=self.name) from error

    @property
    def label(self) -> str:
        """The name in the reader's language, or in Bahasa where nobody has translated it."""
        return spoken(self.name, self.name_en)
