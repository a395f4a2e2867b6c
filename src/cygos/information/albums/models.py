"""An album: pictures of one occasion, and the gallery of all albums."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import Image
from wagtail.models import PageManager

from cygos.information.pieces import pictures, sharing
from cygos.information.pieces.blocks import Picture
from cygos.information.pieces.models import Listing, Piece, PieceQuerySet
from cygos.web import metadata, times
from cygos.web.times import WIB

MOST_PICTURES = 60


class Photo(Picture):
    taken_on = blocks.DateBlock(label=_("Tanggal foto"), required=False)

    class Meta:
        icon = "image"
        label = _("Foto")


class AlbumQuerySet(PieceQuerySet):
    moment = "taken_on"


class Album(Piece):
    """Pictures of one occasion."""

    taken_on = models.DateField(_("tanggal"), help_text=_("Hari peristiwanya."))
    photos = StreamField([("image", Photo())], verbose_name=_("foto"), max_num=MOST_PICTURES)
    cover = models.ForeignKey(Image, models.SET_NULL, null=True, editable=False, related_name="+")

    objects = PageManager.from_queryset(AlbumQuerySet)()

    found_as, own_title = "galeri", _("Galeri")
    parent_page_types = ["albums.Gallery"]
    template = "albums/album.html"
    content_panels = [*Piece.content_panels, FieldPanel("photos"), FieldPanel("taken_on")]

    class Meta:
        verbose_name = _("album foto")
        verbose_name_plural = _("album foto")
        indexes = (models.Index(fields=["-taken_on", "-page_ptr"], name="albums_newest_first"),)

    @property
    def said_at(self) -> datetime:
        return datetime.combine(self.taken_on, time(), tzinfo=WIB)

    def shown(self) -> list[Any]:
        """The pictures that are still there."""
        return [photo.value for photo in self.photos if photo.value["image"]]

    def images(self) -> Iterator[Image]:
        yield from super().images()
        yield from (photo["image"] for photo in self.shown())

    def words(self) -> Iterator[str]:
        yield from super().words()
        for photo in self.photos.raw_data:
            yield photo["value"]["alt"]
            yield photo["value"].get("caption") or ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.cover = next((photo["image"] for photo in self.shown()), None)
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"pictures": sharing.pictures_of(self.photos)}

    def as_data(self, request: HttpRequest) -> dict[str, Any]:
        shown = sharing.pictures_of(self.photos)
        images = [
            {
                "@type": "ImageObject",
                "contentUrl": metadata.absolute(request, picture.address),
                "caption": picture.alt,
            }
            for picture in shown
        ]
        facts = super().as_data(request) | {"@type": "ImageGallery", "associatedMedia": images}
        return facts | {"dateCreated": times.day_iso(self.taken_on)}


class Gallery(Listing):
    """All albums, the newest first."""

    subpage_types = ["albums.Album"]
    own_address, own_title, symbol = "galeri", _("Galeri"), "images"
    purpose = _("Foto-foto kota, masing-masing dengan keterangan dan sumbernya.")
    template = "pieces/listing.html"
    lists = Album
    item = "albums/item.html"

    class Meta:
        verbose_name = _("galeri")

    def published(self) -> PieceQuerySet:
        albums: PieceQuerySet = super().published().select_related("cover").defer("photos")
        return albums

    def furnish(self, pieces: list[Any]) -> None:
        pictures.fetch_sizes([album.cover for album in pieces if album.cover])
