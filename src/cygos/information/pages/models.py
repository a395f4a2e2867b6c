"""Pages that stand: profiles (sejarah, visi dan misi), and landings, which lead the reader on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from cygos.information.pages.blocks import Card
from cygos.information.pieces.models import Listing, Piece, PieceQuerySet
from cygos.web import addresses


class Profile(Piece):
    """What the city, or an office of it, says of itself: in sections, with a list of them."""

    objects = PageManager.from_queryset(PieceQuerySet)()

    found_as, own_title = "profil", _("Profil")
    parent_page_types = ["pages.ProfileList"]
    template = "pages/profile.html"

    class Meta:
        verbose_name = _("profil")
        verbose_name_plural = _("profil")

    def sections(self) -> list[tuple[str, Any]]:
        """The anchor of each section, and the block that begins it."""
        return [(where, one) for where, one in self.blocks() if where]

    def blocks(self) -> list[tuple[str, Any]]:
        """Every block with its anchor; those that begin no section have none."""
        return [
            (anchor(one.id or str(number)) if one.block_type == "heading" else "", one)
            for number, one in enumerate(self.body)
        ]

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        return super().as_data(request) | {"@type": "AboutPage"}


class ProfileList(Listing):
    """All profiles."""

    subpage_types = ["pages.Profile"]
    own_address, own_title, symbol = "profil", _("Profil"), "landmark"
    purpose = _("Sejarah kota, arah yang dituju, dan apa yang dikerjakan perangkat daerahnya.")
    template = "pieces/listing.html"
    lists = Profile

    class Meta:
        verbose_name = _("daftar profil")


@dataclass(frozen=True)
class Lead:
    """One card as it is shown."""

    title: str
    text: str
    address: str


class Landing(Piece):
    """A page that leads on to others, chosen by its editor."""

    notice_text = models.CharField(
        _("pemberitahuan"), max_length=300, blank=True,
        help_text=_("Satu kalimat di atas kartu-kartunya, bila ada yang perlu diketahui dahulu."),
    )  # fmt: skip
    cards = StreamField([("card", Card())], verbose_name=_("kartu"), max_num=24)

    objects = PageManager.from_queryset(PieceQuerySet)()

    found_as, own_title = "halaman", _("Halaman")
    parent_page_types = ["portal.HomePage", "pages.Landing"]
    subpage_types = ["pages.Landing"]
    template = "pages/landing.html"
    content_panels = [*Piece.content_panels, FieldPanel("notice_text"), FieldPanel("cards")]

    class Meta:
        verbose_name = _("halaman pengantar")
        verbose_name_plural = _("halaman pengantar")

    def clean(self) -> None:
        super().clean()
        addresses.keep_free(self.slug)

    def words(self) -> Iterator[str]:
        yield from super().words()
        for card in self.cards.raw_data:
            yield card["value"]["title"]
            yield card["value"].get("text") or ""

    def leads(self, request: HttpRequest) -> list[Lead]:
        """The cards whose targets readers can open."""
        found = []
        for card in self.cards:
            page, address = card.value["page"], card.value["address"]
            if page is None or page.live:
                where = page.get_url(request) if page else address
                if where:
                    found.append(Lead(card.value["title"], card.value["text"], where))
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"leads": self.leads(request)}

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        return super().as_data(request) | {"@type": "CollectionPage"}


def anchor(block: str) -> str:
    """Where a section stands on its page: the same as long as the section is there."""
    return f"bagian-{block[:8]}"
