"""Notices are found as long as anybody may read them: those that run, and those that are over."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Count, Max, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cygos.information.notices.models import Notice
from cygos.kernel.search.kinds import Found, Kind
from cygos.web import clock


def _readable(keys: Collection[str]) -> Mapping[str, str]:
    notices = Notice.objects.filter(pk__in=[int(key) for key in keys]).order_by()
    at = clock.now()
    return {
        str(notice.pk): reverse("notice", args=[notice.pk])
        for notice in notices if notice.was_said(at=at)
    }  # fmt: skip


def _keys() -> Iterable[str]:
    return (str(pk) for pk in Notice.objects.order_by().values_list("pk", flat=True))


def _of(keys: Collection[str]) -> Iterator[Found]:
    at = clock.now()
    for notice in Notice.objects.filter(pk__in=[int(key) for key in keys]).shown().order_by("pk"):
        if not notice.was_said(at=at):
            continue
        text = "\n".join(part for part in (notice.detail, notice.where) if part)
        yield Found(str(notice.pk), notice.text, text, notice.starts_at)


def _stamp() -> str:
    """Another one after each change, and when one begins: a row counts its own changes."""
    begun = Q(starts_at__isnull=True) | Q(starts_at__lte=clock.now())
    facts = Notice.objects.aggregate(
        all=Count("pk"), last=Max("pk"), changes=Sum("revision"), begun=Count("pk", filter=begun)
    )
    return "-".join(str(value) for value in facts.values())


NOTICES = Kind(
    name="pengumuman", label=_("Pengumuman"), weight=0.8,
    readable=_readable, keys=_keys, of=_of, stamp=_stamp,
)  # fmt: skip
