"""What can be found of the news: every published article, by its title, its lead and its text."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cygos.information.news.models import Article
from cygos.kernel.search.kinds import Found, Kind

NAME = "berita"


def _readable(keys: Collection[str]) -> Mapping[str, str]:
    pages = Article.objects.published().public().filter(pk__in=[int(key) for key in keys])
    return {str(page.pk): page.get_url() for page in pages.only(*_OF_A_PAGE)}


def _everything() -> Iterator[Found]:
    for article in Article.objects.published().iterator(chunk_size=200):
        yield article.as_found()


def _count() -> int:
    return int(Article.objects.published().count())


_OF_A_PAGE = [field.name for field in Page._meta.concrete_fields]
ARTICLES = Kind(NAME, _("Berita Kota"), _readable, _everything, _count)
