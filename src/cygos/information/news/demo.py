"""Where the articles of a demo city belong: a table that names, for each, its office and its topics."""

import csv
from datetime import datetime
from pathlib import Path

from cygos.information.news.models import Article, Topic
from cygos.kernel.people.models import Unit

BETWEEN = ";"


def sort_as_said(table: Path, *, at: datetime) -> int:
    """Give every article of the table its office and its topics, and say how many those are."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        article = Article.objects.get(slug=row["slug"])
        article.unit = Unit.objects.filter(code=row["unit"]).first()
        article.topics.set(Topic.objects.filter(slug__in=row["topics"].split(BETWEEN)))
        article.replant(at=at)
    return len(rows)
