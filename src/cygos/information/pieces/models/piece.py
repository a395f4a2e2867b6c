"""A piece: a publication with a lead and a text, that is found, shared and read like every other.

    class Announcement(Piece):
        number = models.CharField(…)

        found_as, own_title = "pengumuman", _("Pengumuman resmi")
        objects = PageManager.from_queryset(AnnouncementQuerySet)()
        parent_page_types = ["announcements.AnnouncementList"]
        content_panels = [*Piece.content_panels, FieldPanel("number")]
        template = "announcements/announcement.html"    {% extends "pieces/piece.html" %}

What it says beyond its lead and text it adds in `words`; what schema.org calls it, in `as_data`. The city's search,
the sizes of its pictures, the way to it, and who is told what it is, come from here.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import TruncMonth
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend

from cygos.information.pieces import pictures, sharing, wording
from cygos.information.pieces.blocks import body, pictures_in
from cygos.information.publishing.models import Publication
from cygos.web import clock, metadata, times
from cygos.web.counting import totals
from cygos.web.times import WIB

BELOW_HOME = 3  # the depth of a page that stands right below the front page


class PieceQuerySet(PageQuerySet):
    """Questions about pieces of one kind; `moment` is the field by which they lie in time."""

    moment = "first_published_at"

    def published(self) -> Self:
        """What everybody may read, newest first."""
        newest_first: Self = self.live().order_by(f"-{self.moment}", "-page_ptr_id")
        return newest_first

    def between(self, since: datetime, until: datetime) -> Self:
        within: Self = self.filter(**{f"{self.moment}__gte": since, f"{self.moment}__lt": until})
        return within

    def years(self) -> list[date]:
        """The years that have some, newest first."""
        return list(self.order_by().datetimes(self.moment, "year", order="DESC", tzinfo=WIB))

    def months(self) -> list[date]:
        """The months that have some, newest first."""
        return list(self.order_by().datetimes(self.moment, "month", order="DESC", tzinfo=WIB))

    def by_month(self) -> list[tuple[date, int]]:
        """Each month that has some, newest first, with how many."""
        month = TruncMonth(self.moment, tzinfo=WIB)
        rows = self.order_by().annotate(month=month).values("month")
        counted = rows.annotate(count=models.Count("pk")).order_by("-month")
        return [(row["month"].date(), row["count"]) for row in counted]


class Piece(Publication):
    """A publication that one reads."""

    lead = models.TextField(_("teras"), blank=True)
    body = StreamField(body(), blank=True, verbose_name=_("isi"))

    own_title: Any = ""  # what all of its kind are called together
    taken = re.compile(r"arsip|\d{4}")  # addresses below its list that the list itself answers
    subpage_types: list[str] = []
    template = "pieces/piece.html"
    search_auto_update = False  # save() does it, once and within its transaction
    content_panels = [*Publication.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        abstract = True

    @staticmethod
    def pieces() -> "list[type[Piece]]":
        """Every kind of piece, in the order of the modules."""
        return [kind for kind in Publication.kinds() if issubclass(kind, Piece)]

    @property
    def teaser(self) -> str:
        """A few words for lists: the lead, or the beginning of the text."""
        if self.lead:
            return self.lead
        for block in self.body.raw_data:
            if block["type"] == "paragraph":
                first = next(wording.plain(block["value"]), "")
                return str(Truncator(first).words(30, truncate="…"))
        return ""

    @property
    def views_key(self) -> str:
        return f"page-{self.pk}"

    @property
    def said_at(self) -> datetime:
        """When it was said, for whoever looks for the newest."""
        return self.first_published_at or clock.now()

    def words(self) -> Iterator[str]:
        """Everything it says, below its title, paragraph by paragraph."""
        yield self.lead
        yield from wording.paragraphs(self.body.raw_data)

    def images(self) -> Iterator[Image]:
        """The pictures it shows, each as often as it is shown."""
        yield from pictures_in(self.body)

    def former_unit(self, *, on: date) -> Any:
        """The office that published it, if that no longer exists on that day."""
        unit = self.unit
        return unit if unit and unit.valid_until and unit.valid_until < on else None

    def then(self, *, on: date) -> Any:
        """Who was in office when it was said, where others are now; nobody for a page that is kept up to date."""
        return ()

    def clean(self) -> None:
        super().clean()
        if self.taken.fullmatch(self.slug):
            raise ValidationError(
                {"slug": _("Alamat ini dipakai daftarnya sendiri. Pilih alamat lain.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            get_search_backend().add(self)
        if self.live:
            pictures.prepare(self.images())

    @property
    def found_text(self) -> str:
        return "\n".join(self.words())

    @property
    def found_at(self) -> datetime:
        return self.said_at

    @classmethod
    def found_categories(cls) -> list[tuple[str, str]]:
        """Slug and label of what a search can narrow this kind down to."""
        return []

    def trail(self, request: HttpRequest) -> list[tuple[Any, str]]:
        """The way to it from the front page, as components/breadcrumbs.html wants it."""
        above: list[Page] = []
        page: Page = self
        while page.depth > BELOW_HOME:
            page = page.get_parent()
            above.insert(0, page)
        return [(_name(page), page.get_url(request)) for page in above]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pictures.fetch_sizes(list(self.images()))
        return context | {
            "trail": self.trail(request),
            "former_unit": self.former_unit(on=clock.today()),
            "then": self.then(on=clock.today()),
            "views": totals.of(self.views_key, before=getattr(self, "view_count", 0)),
            "ways": sharing.ways_to_share(self.title, metadata.canonical(request)),
            "pictures": sharing.pictures_of(self.body),
            "linked_data": self.as_data(request),
        }

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        """What it is in the words of schema.org, without who publishes it."""
        facts: dict[str, Any] = {
            "@type": "WebPage",
            "url": metadata.canonical(request),
            "name": self.title,
            "description": self.teaser,
            "inLanguage": "id",
            "isAccessibleForFree": True,
        }
        if self.first_published_at and self.last_published_at:
            facts["datePublished"] = times.moment_iso(self.first_published_at)
            facts["dateModified"] = times.moment_iso(self.last_published_at)
        return facts


def _name(page: Page) -> Any:
    kind = page.specific_class
    return kind.own_title if hasattr(kind, "own_address") else page.title
