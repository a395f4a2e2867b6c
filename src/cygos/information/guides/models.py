"""A guide (panduan): how to get something done, in steps, each with what one needs, how long and how much."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from cygos.information.pieces import wording
from cygos.information.pieces.blocks import RICH_TEXT
from cygos.information.pieces.models import Listing, Piece, PieceQuerySet


class Step(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Judul langkah"),
        max_length=120,
        help_text=_("Apa yang dilakukan, dengan kata kerja."),
    )
    text = blocks.RichTextBlock(label=_("Caranya"), features=RICH_TEXT, required=False)
    needs = blocks.ListBlock(
        blocks.CharBlock(label=_("Yang diperlukan"), max_length=200),
        label=_("Yang diperlukan"), default=[],
    )  # fmt: skip
    time = blocks.CharBlock(
        label=_("Waktu"),
        max_length=80,
        required=False,
        help_text=_("Misalnya: 15 menit; 3 hari kerja."),
    )
    cost = blocks.CharBlock(
        label=_("Biaya"), max_length=80, required=False, help_text=_("Misalnya: gratis; Rp 10.000.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Langkah")


class Guide(Piece):
    """How to get one thing done."""

    steps = StreamField([("step", Step())], verbose_name=_("langkah"))

    objects = PageManager.from_queryset(PieceQuerySet)()

    found_as, own_title = "panduan", _("Panduan")
    parent_page_types = ["guides.GuideList"]
    template = "guides/guide.html"
    content_panels = [*Piece.content_panels, FieldPanel("steps")]

    class Meta:
        verbose_name = _("panduan")
        verbose_name_plural = _("panduan")

    def words(self) -> Iterator[str]:
        yield from super().words()
        for step in self.steps:
            yield step.value["title"]
            yield from wording.plain(step.value["text"].source)
            yield from step.value["needs"]

    def needs(self) -> list[str]:
        """Everything that is needed on the way, each once."""
        return list(dict.fromkeys(need for step in self.steps for need in step.value["needs"]))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"needs": self.needs()}

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        facts = super().as_data(request)
        steps = [
            {
                "@type": "HowToStep",
                "position": number,
                "name": step.value["title"],
                "text": "\n".join(wording.plain(step.value["text"].source)) or step.value["title"],
                "url": f"{facts['url']}#langkah-{number}",
            }
            for number, step in enumerate(self.steps, 1)
        ]
        supplies = [{"@type": "HowToSupply", "name": need} for need in self.needs()]
        return facts | {"@type": "HowTo", "step": steps, "supply": supplies}


class GuideList(Listing):
    """All guides."""

    subpage_types = ["guides.Guide"]
    own_address, own_title, symbol = "panduan", _("Panduan"), "list-checks"
    purpose = _("Langkah demi langkah: apa yang diperlukan, berapa lama, dan berapa biayanya.")
    template = "pieces/listing.html"
    lists = Guide

    class Meta:
        verbose_name = _("daftar panduan")
