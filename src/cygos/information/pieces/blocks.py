"""What a text is made of: headings, text, quotes, pictures, tables, files."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import Image

RICH_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Kutipan"))
    source = blocks.CharBlock(label=_("Siapa yang mengatakannya"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Kutipan")
        template = "pieces/blocks/quote.html"


class Picture(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Gambar"))
    alt = blocks.CharBlock(
        label=_("Teks pengganti"),
        max_length=300,
        help_text=_("Apa yang terlihat, bagi pembaca yang tidak dapat melihat gambarnya. Wajib."),
    )
    caption = blocks.CharBlock(label=_("Keterangan"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("Sumber foto"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Gambar")
        template = "pieces/blocks/image.html"


class File(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Berkas"))
    title = blocks.CharBlock(
        label=_("Judul berkas"),
        required=False,
        max_length=200,
        help_text=_("Kosongkan untuk memakai judul yang tersimpan bersama berkasnya."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Berkas")
        template = "pieces/blocks/file.html"


def body() -> list[tuple[str, blocks.Block]]:
    """The kinds of block a text may hold, in the order the editor sees them."""
    cells = [
        ("text", blocks.CharBlock(label=_("Teks"), required=False)),
        ("number", blocks.DecimalBlock(label=_("Angka"), required=False)),
    ]
    return [
        (
            "paragraph",
            blocks.RichTextBlock(
                label=_("Teks"), features=RICH_TEXT, template="pieces/blocks/paragraph.html"
            ),
        ),
        (
            "heading",
            blocks.CharBlock(
                label=_("Subjudul"), icon="title", max_length=200,
                template="pieces/blocks/heading.html",
            ),
        ),
        ("quote", Quote()),
        ("image", Picture()),
        (
            "table",
            TypedTableBlock(cells, label=_("Tabel"), template="pieces/blocks/table.html"),
        ),
        ("file", File()),
    ]  # fmt: skip


def pictures_in(stream: Any) -> Iterator[Image]:
    """The pictures of a body, each as often as it is shown."""
    for block in stream:
        if block.block_type == "image" and block.value["image"]:
            yield block.value["image"]
