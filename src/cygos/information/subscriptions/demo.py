"""The subscribers of a demo city: a table of wishes with how many have them. Their addresses lead nowhere."""

import csv
from datetime import datetime
from itertools import count
from pathlib import Path

from cygos.information.news.models import Category, Topic
from cygos.information.subscriptions.models import About, Asking, Subscriber
from cygos.kernel.people.models import Unit
from cygos.kernel.search import wording


def fill_with_subscriptions(table: Path, *, at: datetime) -> int:
    """So many subscribers for each row, and say how many those are."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    number = count(1)
    for row in rows:
        wish = _wish(row["about"], row["key"]) | {"rhythm": row["rhythm"]}
        for _ in range(int(row["count"])):
            email = f"pembaca.{next(number)}@contoh.invalid"
            Subscriber.objects.welcome(email, language="id", at=at).wish_for(Asking(**wish), at=at)
    return next(number) - 1


def _wish(about: str, key: str) -> dict[str, object]:
    """Raises what is missing where the table names something that the city does not have."""
    return {
        "about": about,
        "category": Category.objects.get(slug=key) if about == About.CATEGORY else None,
        "topic": Topic.objects.get(slug=key) if about == About.TOPIC else None,
        "unit": Unit.objects.get(code=key) if about == About.UNIT else None,
        "words": key if about == About.WORDS else "",
        "question": wording.of_question(key).text if about == About.WORDS else "",
    }
