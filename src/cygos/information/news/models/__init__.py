"""The news: the list, its categories and topics, and the article."""

from cygos.information.news.models.article import (
    LONGEST_ADDRESS,
    TAKEN_BY_LISTS,
    Article,
    ArticleQuerySet,
)
from cygos.information.news.models.category import Category
from cygos.information.news.models.index import NewsIndex
from cygos.information.news.models.planting import Planting
from cygos.information.news.models.topic import ArticleTopic, Topic

__all__ = [
    "LONGEST_ADDRESS",
    "TAKEN_BY_LISTS",
    "Article",
    "ArticleQuerySet",
    "ArticleTopic",
    "Category",
    "NewsIndex",
    "Planting",
    "Topic",
]
