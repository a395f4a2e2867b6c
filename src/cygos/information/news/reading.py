"""What stands around an article: how long it takes, how one cites and shares it, what else there is to read."""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import models
from django.http import HttpRequest

from cygos.information.news import citing
from cygos.information.pieces import wording
from cygos.information.pieces.sharing import pictures_of
from cygos.web import metadata, times

RELATED = 3
NEAREST = (
    150  # so many of its category, and so many with its topics, are weighed against an article
)
A_TOPIC = 2.0  # a topic in common weighs as much as two words
A_WORD = (
    0.0607927  # how PostgreSQL ranks a text that has one word, for each word that was asked for
)
ENOUGH = 1.9  # two words or a topic: one word in common is chance
NONE = (
    0  # no topic's number: Django gives up on the whole question where a list of numbers is empty
)
WORD = 4  # shorter words say nothing about what a text is about
INDONESIAN = "indonesian"


def around(article: Any, *, news: str, request: HttpRequest) -> dict[str, Any]:
    """The facts of the article's page; `news` is the address of the list."""
    text = citing.text_of(article)
    topics = list(article.topics.all())
    text_address = metadata.absolute(request, f"{news}{article.slug}/teks/")
    return {
        "minutes": wording.minutes(text),
        "fingerprint": citing.fingerprint(text),
        "text_address": text_address,
        "check": f"curl -s {text_address} | sha256sum",
        "topics": topics,
        "category_address": f"{news}kategori/{article.category.slug}/",
        "topics_address": f"{news}topik/",
        "related": related(article, topics),
        "beside": type(article).objects.beside(article),
        "linked_data": article_as_data(article, request=request, text=text, topics=topics),
    }


def related(article: Any, topics: list[Any]) -> list[Any]:
    """Up to three others that share its topics or its title's words, the most alike first, in one question.

    Weighed are only the newest with a topic of it and the newest of its category: a portal of 100,000 articles
    answers as quickly as one of a hundred.
    """
    wanted = [topic.pk for topic in topics] or [NONE]
    others = type(article).objects.live().exclude(pk=article.pk)
    newest = others.order_by("-published_at", "-page_ptr_id")
    of_topics = newest.filter(tagged_topics__tag__in=wanted).values("pk")[:NEAREST]
    of_category = newest.filter(category=article.category_id).values("pk")[:NEAREST]
    shared = models.Count("tagged_topics", filter=models.Q(tagged_topics__tag__in=wanted))
    words = _words(article.title)
    rank = SearchRank(SearchVector("title", config=INDONESIAN), _any_of(words))
    weighed = (
        others.filter(models.Q(pk__in=of_topics) | models.Q(pk__in=of_category))
        .annotate(shared=shared, rank=rank)
        .annotate(weight=models.F("shared") * A_TOPIC + models.F("rank") * len(words) / A_WORD)
        .filter(weight__gte=ENOUGH)
        .order_by("-weight", "-published_at", "-pk")
    )
    return list(weighed.defer("body").select_related("category")[:RELATED])


def article_as_data(
    article: Any, *, request: HttpRequest, text: str, topics: list[Any]
) -> dict[str, Any]:
    """The article as schema.org's NewsArticle, without who publishes it."""
    iso = times.moment_iso if article.is_time_known else times.day_iso
    changed = max(article.last_published_at or article.published_at, article.published_at)
    facts: dict[str, Any] = {
        "@type": "NewsArticle",
        "mainEntityOfPage": metadata.canonical(request),
        "headline": article.title[:110],
        "description": article.teaser,
        "datePublished": iso(article.published_at),
        "dateModified": iso(changed),
        "author": {"@type": "Organization", "name": article.byline},
        "articleSection": article.category.name,
        "inLanguage": "id",
        "isAccessibleForFree": True,
        "wordCount": len(text.split()),
    }
    if shown := pictures_of(article.body):
        facts["image"] = [metadata.absolute(request, picture.address) for picture in shown]
    if topics:
        facts["keywords"] = [topic.name for topic in topics]
    return facts


def _words(title: str) -> list[str]:
    """What a title is about: its longer words."""
    letters = "".join(sign if sign.isalnum() else " " for sign in title)
    return [word for word in letters.split() if len(word) >= WORD] or [title]


def _any_of(words: list[str]) -> SearchQuery:
    query = SearchQuery(words[0], config=INDONESIAN)
    for word in words[1:]:
        query |= SearchQuery(word, config=INDONESIAN)
    return query
