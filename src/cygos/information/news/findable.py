"""What can be found of the news: every published article, by its title, its lead and its text."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cygos.information.news.models import Article, Category
from cygos.information.publishing import findable


def _categories() -> Iterator[tuple[str, str]]:
    for category in Category.objects.order_by("order", "name"):
        yield category.slug, category.label


ARTICLES = findable.pages(Article, label=_("Berita Kota"), categories=_categories)
