"""A paper (dokumen): a regulation, a plan, a report. Its text as a page where there is one; its file beside it."""

import re
from collections.abc import Iterator
from typing import Any, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import path
from wagtail.documents.models import Document
from wagtail.models import PageManager

from cygos.information.papers.desk import PaperForm
from cygos.information.pieces.models import Listing, Piece, PieceQuerySet, Row, Tag
from cygos.kernel.refusals import NotFound
from cygos.web import metadata

MOST_YEARS = 60
FIRST_YEAR, LAST_YEAR = 1945, 2199


class PaperKind(models.TextChoices):
    BYLAW = "peraturan-daerah", _("Peraturan daerah")
    REGULATION = "peraturan-wali-kota", _("Peraturan wali kota")
    DECISION = "keputusan", _("Keputusan")
    PLAN = "rencana", _("Rencana")
    BUDGET = "anggaran", _("Anggaran")
    REPORT = "laporan", _("Laporan")
    FORM = "formulir", _("Formulir")
    OTHER = "lainnya", _("Lainnya")


LAWS = (PaperKind.BYLAW, PaperKind.REGULATION, PaperKind.DECISION)


class PaperQuerySet(PieceQuerySet):
    def published(self) -> Self:
        """What everybody may read, the newest year first."""
        newest_first: Self = self.live().order_by("-year", "-first_published_at", "-page_ptr_id")
        return newest_first

    def of(self, *, kind: str = "", year: int | None = None) -> Self:
        """Of a kind, of a year, or both; nothing is no limit."""
        found: Self = self.filter(kind=kind) if kind else self
        return found.filter(year=year) if year else found

    def kinds_in_use(self) -> set[str]:
        return set(self.live().order_by().values_list("kind", flat=True).distinct())

    def years_in_use(self) -> list[int]:
        """The years that have papers, the newest first."""
        years = self.live().order_by("-year").values_list("year", flat=True).distinct()
        return list(years[:MOST_YEARS])


class Paper(Piece):
    """A document that the city publishes."""

    kind = models.CharField(_("jenis"), max_length=24, choices=PaperKind.choices)
    number = models.CharField(_("nomor"), max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(_("tahun"))
    file = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("berkas"),
        help_text=_("Isinya lebih mudah dibaca sebagai halaman: tulis di atas, berkas sebagai aslinya."),
    )  # fmt: skip

    objects = PageManager.from_queryset(PaperQuerySet)()

    base_form_class = PaperForm
    found_as, own_title = "dokumen", _("Dokumen")
    parent_page_types = ["papers.PaperList"]
    taken = re.compile(r"jenis|tahun|\d+")  # a number is the address of a file
    template = "papers/paper.html"
    content_panels = [
        *Piece.content_panels,
        FieldPanel("file"),
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("year")]),
    ]

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        indexes = (
            models.Index(fields=["-year", "-page_ptr"], name="papers_newest_first"),
            models.Index(fields=["kind", "-year"], name="papers_of_a_kind"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="a_paper_has_a_year_of_the_republic",
                violation_error_message=_("Tahun ditulis dengan empat angka, seperti 2016."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=PaperKind.values), name="a_paper_is_of_a_known_kind"
            ),
        )

    def words(self) -> Iterator[str]:
        yield f"{self.get_kind_display()} {self.number} {self.year}"
        yield from super().words()

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        facts = super().as_data(request)
        if self.kind in LAWS:
            facts |= {"@type": "Legislation", "legislationIdentifier": self.number or self.title}
            facts["legislationDate"] = str(self.year)
        else:
            facts |= {"@type": "DigitalDocument"}
        if self.file:
            facts["encoding"] = {
                "@type": "MediaObject",
                "contentUrl": metadata.absolute(request, self.file.url),
                "encodingFormat": self.file.content_type,
            }
        return facts


class PaperList(Listing):
    """All papers; by kind, by year, or both."""

    subpage_types = ["papers.Paper"]
    own_address, own_title, symbol = "dokumen", _("Dokumen"), "library"
    purpose = _("Peraturan, rencana, anggaran, dan laporan kota, sebagai halaman dan berkas.")
    template = "pieces/listing.html"
    lists = Paper
    item = "papers/item.html"

    class Meta:
        verbose_name = _("daftar dokumen")

    def published(self) -> PieceQuerySet:
        papers: PieceQuerySet = super().published().select_related("file")
        return papers

    @path("jenis/<slug:kind>/")
    def of_kind(self, request: HttpRequest, kind: str) -> HttpResponse:
        return self._part(request, kind=kind)

    @path("tahun/<int:year>/")
    def of_year(self, request: HttpRequest, year: int) -> HttpResponse:
        return self._part(request, year=year)

    @path("jenis/<slug:kind>/tahun/<int:year>/")
    def of_both(self, request: HttpRequest, kind: str, year: int) -> HttpResponse:
        return self._part(request, kind=kind, year=year)

    def rows(self, here: str, **chosen: Any) -> list[Row]:
        """Each choice keeps the other."""
        kind, year = chosen.get("kind", ""), chosen.get("year")
        used = Paper.objects.kinds_in_use()
        kinds = [
            Tag(each.label, _address(here, each.value, year), kind == each.value)
            for each in PaperKind
            if each.value in used
        ]
        years = [
            Tag(str(each), _address(here, kind, each), year == each)
            for each in Paper.objects.years_in_use()
        ]
        return [
            Row(_("Jenis dokumen"), [Tag(_("Semua jenis"), _address(here, "", year), not kind), *kinds]),
            Row(_("Tahun dokumen"), [Tag(_("Semua tahun"), _address(here, kind, None), not year), *years]),
        ]  # fmt: skip

    def _part(
        self, request: HttpRequest, *, kind: str = "", year: int | None = None
    ) -> HttpResponse:
        if kind and kind not in PaperKind.values:
            raise NotFound(what=gettext_noop("Jenis dokumen ini"))
        label = PaperKind(kind).label if kind else self.own_title
        heading = f"{label} {year}" if year else label
        papers = self.published().of(kind=kind, year=year)
        return self.list_(request, papers, heading=heading, chosen={"kind": kind, "year": year})


def _address(here: str, kind: str, year: int | None) -> str:
    return f"{here}{f'jenis/{kind}/' if kind else ''}{f'tahun/{year}/' if year else ''}"
