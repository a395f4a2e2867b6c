"""Questions that are asked often, in groups; each answer has an address of its own."""

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


class Question(blocks.StructBlock):
    question = blocks.CharBlock(
        label=_("Pertanyaan"), max_length=200, help_text=_("Seperti warga menanyakannya.")
    )
    answer = blocks.RichTextBlock(label=_("Jawaban"), features=RICH_TEXT)

    class Meta:
        icon = "help"
        label = _("Pertanyaan")


class Group(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Judul kelompok"), max_length=120, required=False,
        help_text=_("Boleh kosong bila hanya ada satu kelompok."),
    )  # fmt: skip
    questions = blocks.ListBlock(Question(), label=_("Pertanyaan"), min_num=1)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Kelompok pertanyaan")


class Faq(Piece):
    """Questions about one matter."""

    groups = StreamField(
        [("group", Group())],
        verbose_name=_("pertanyaan"),
        help_text=_("Alamat sebuah jawaban tetap sama, juga bila pertanyaannya ditulis lain."),
    )

    objects = PageManager.from_queryset(PieceQuerySet)()

    found_as, own_title = "pertanyaan", _("Pertanyaan umum")
    parent_page_types = ["faq.FaqList"]
    template = "faq/faq.html"
    content_panels = [*Piece.content_panels, FieldPanel("groups")]

    class Meta:
        verbose_name = _("pertanyaan umum")
        verbose_name_plural = _("pertanyaan umum")

    def words(self) -> Iterator[str]:
        yield from super().words()
        for title, questions in self.asked():
            yield title
            for _anchor, each in questions:
                yield each["question"]
                yield from wording.plain(each["answer"].source)

    def asked(self) -> list[tuple[str, list[tuple[str, Any]]]]:
        """Each group's title, with its questions under the anchors of their answers."""
        return [
            (
                group.value["title"],
                [
                    (anchor(each.id or f"{first}-{second}"), each.value)
                    for second, each in enumerate(group.value["questions"].bound_blocks)
                ],
            )
            for first, group in enumerate(self.groups)
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"asked": self.asked()}

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        questions = [
            {
                "@type": "Question",
                "name": each["question"],
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": "\n".join(wording.plain(each["answer"].source)),
                    "url": f"#{where}",
                },
            }
            for _title, group in self.asked()
            for where, each in group
        ]
        facts = super().as_data(request)
        for each in questions:
            each["acceptedAnswer"]["url"] = f"{facts['url']}{each['acceptedAnswer']['url']}"
        return facts | {"@type": "FAQPage", "mainEntity": questions}


class FaqList(Listing):
    """All matters that are asked about."""

    subpage_types = ["faq.Faq"]
    own_address, own_title, symbol = "pertanyaan", _("Pertanyaan umum"), "circle-question-mark"
    purpose = _("Jawaban atas yang paling sering ditanyakan warga, menurut perkaranya.")
    template = "pieces/listing.html"
    lists = Faq

    class Meta:
        verbose_name = _("daftar pertanyaan umum")


def anchor(block: str) -> str:
    """Where an answer stands on its page: the same as long as the answer is there."""
    return f"jawaban-{block[:8]}"
