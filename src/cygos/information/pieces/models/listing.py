"""The lists that pieces stand in: one page of the tree for each kind, cut into sheets; some also by month."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as Sheet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Page

from cygos.information.pieces.models.piece import Piece, PieceQuerySet
from cygos.kernel.refusals import NotFound
from cygos.web import addresses
from cygos.web.times import WIB

A_SHEET = 20


@dataclass(frozen=True)
class Tag:
    """One part of a list that a reader may choose."""

    label: Any
    address: str
    is_here: bool = False
    is_finer: bool = False  # a part of what was chosen beside it


@dataclass(frozen=True)
class Row:
    """The tags of one kind, under a name for those who do not see them."""

    label: Any
    tags: list[Tag]


class Listing(RoutablePageMixin, Page):
    """All pieces of one kind. A kind of list says what it lists, where it lies, and its template."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    own_address = ""
    own_title: Any = ""
    purpose: Any = ""  # one sentence below the heading
    lists: type[Piece]
    item = "pieces/item.html"
    symbol = "file-text"
    nothing: Any = _("Belum ada yang diterbitkan di sini.")

    class Meta:
        abstract = True

    @staticmethod
    def kinds() -> "list[type[Listing]]":
        """Every kind of list, in the order of the modules."""
        return [kind for kind in apps.get_models() if issubclass(kind, Listing)]

    def clean(self) -> None:
        super().clean()
        addresses.keep_free(self.slug, own=self.own_address)

    @path("")
    def all(self, request: HttpRequest) -> HttpResponse:
        return self.list_(request, self.published(), heading=self.own_title)

    def published(self) -> PieceQuerySet:
        """What everybody may read of this kind, with what a card shows of it."""
        pieces: PieceQuerySet = self.lists.objects.published().select_related("unit")
        return pieces

    def rows(self, here: str, **chosen: Any) -> list[Row]:
        """The parts of the list that one may choose."""
        return []

    def list_(self, request: HttpRequest, pieces: PieceQuerySet, **facts: Any) -> HttpResponse:
        """One sheet of the list. Raises NotFound beyond its ends."""
        frame = self.frame(request)
        chosen = facts.pop("chosen", {})
        shown = sheet(request, pieces)
        self.furnish(list(shown.object_list))
        context = {
            "pieces": shown,
            "rows": self.rows(frame["here"], **chosen),
            "purpose": self.purpose,
            "chosen": chosen,
        }
        return self.show(request, frame | context | facts)

    def furnish(self, pieces: list[Any]) -> None:
        """Fetch what the cards of one sheet need beside their rows."""

    def frame(self, request: HttpRequest) -> dict[str, Any]:
        """Where the list is, and the way to this part of it."""
        here = self.get_url(request)
        return {"here": here, "trail": [(self.own_title, here)] if request.path != here else []}

    def show(self, request: HttpRequest, context: dict[str, Any], **where: str) -> HttpResponse:
        answer: HttpResponse = self.render(request, context_overrides=context, **where)
        return answer


class MonthlyListing(Listing):
    """A list whose pieces have a moment: by month, and the archive of all months."""

    year_title: Any = ""  # "Berita tahun %(year)s"
    month_title: Any = ""  # "Berita %(month)s"
    archive_title: Any = ""
    times_title: Any = _("Menurut waktu")

    class Meta:
        abstract = True

    def rows(self, here: str, **chosen: Any) -> list[Row]:
        """The years, the months of the one that was chosen, and the archive."""
        since, months = chosen.get("since"), chosen.get("months", [])
        years = self.lists.objects.published().years()
        tags = [
            Tag(str(year.year), f"{here}{year.year}/", bool(since and since.year == year.year))
            for year in years
        ]
        tags += [
            Tag(date_format(month, "F", use_l10n=False), f"{here}{month:%Y/%m}/", is_finer=True)
            for month in months
        ]
        return [Row(self.times_title, [*tags, Tag(_("Arsip"), f"{here}arsip/")])] if years else []

    @re_path(r"^(?P<year>[0-9]{4})/$")
    def of_year(self, request: HttpRequest, year: str) -> HttpResponse:
        since, until = period(int(year), 1, months=12)
        pieces = self.published().between(since, until)
        heading = self.year_title % {"year": year}
        chosen = {"since": since, "months": pieces.months()}
        return self.list_(request, pieces, heading=heading, chosen=chosen)

    @re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$")
    def of_month(self, request: HttpRequest, year: str, month: str) -> HttpResponse:
        since, until = period(int(year), int(month), months=1)
        heading = self.month_title % {"month": date_format(since, "F Y", use_l10n=False)}
        pieces = self.published().between(since, until)
        return self.list_(request, pieces, heading=heading, chosen={"since": since})

    @path("arsip/")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """Every month that has some, with how many, year by year."""
        years = groupby(self.lists.objects.published().by_month(), key=lambda row: row[0].year)
        listed = [(year, list(months)) for year, months in years]
        context = {"archive": listed, "heading": self.archive_title}
        return self.show(request, self.frame(request) | context, template="pieces/archive.html")


def period(year: int, month: int, *, months: int) -> tuple[datetime, datetime]:
    """From the first moment of a month until the first moment after the last, in WIB. Raises NotFound."""
    after = month - 1 + months
    try:
        since = datetime(year, month, 1, tzinfo=WIB)
        return since, datetime(year + after // 12, after % 12 + 1, 1, tzinfo=WIB)
    except ValueError as error:
        raise NotFound(what=gettext_noop("Bulan ini")) from error


def sheet(request: HttpRequest, pieces: PieceQuerySet) -> "Sheet[Any]":
    """The part of the list that was asked for (`?halaman=2`). Raises NotFound beyond its ends."""
    try:
        return Paginator(pieces, A_SHEET).page(request.GET.get("halaman", 1))
    except InvalidPage as error:
        raise NotFound(what=gettext_noop("Halaman daftar ini")) from error
