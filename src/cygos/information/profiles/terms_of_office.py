"""What was published while somebody was in office: by their office, or by the whole city where they led it."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from cygos.information.news.models import Article
from cygos.kernel.people.models import Capacity, Hat, Post
from cygos.web.times import WIB


def published_under(terms: Iterable[Hat]) -> Any:
    """The articles of these terms, the newest first; none where no office was headed."""
    leading = set(Post.objects.leading().order_by().values_list("pk", flat=True))
    found = Q(pk__in=[])
    for hat in terms:
        if hat.post is None or hat.capacity == Capacity.DAILY_ACTING:
            continue
        if hat.post_id in leading:
            found |= _within(hat)
        elif hat.post.is_head:
            found |= _within(hat) & Q(unit=hat.post.unit_id)
    return Article.objects.published().filter(found).select_related("category")


def _within(hat: Hat) -> Q:
    days = Q(published_at__gte=_midnight(hat.since))
    return days & Q(published_at__lt=_midnight(hat.until + timedelta(1))) if hat.until else days


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=WIB)
