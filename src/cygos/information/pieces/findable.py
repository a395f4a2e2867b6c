"""What can be found of the pieces: each published one of each kind, by its title and its words."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from wagtail.models import Page

from cygos.information.pieces.models import Piece
from cygos.kernel.search import kinds
from cygos.kernel.search.kinds import Found, Kind

OF_A_PAGE = [field.name for field in Page._meta.concrete_fields]


def declare() -> None:
    """From now on every kind of piece can be found. Called once, when the apps are ready."""
    for piece in Piece.pieces():
        kind = Kind(
            piece.found_as, piece.own_title,
            partial(_readable, piece), partial(_everything, piece), partial(_count, piece),
        )  # fmt: skip
        kinds.declare(kind)


def _readable(piece: type[Piece], keys: Collection[str]) -> Mapping[str, str]:
    pages = piece.objects.published().public().filter(pk__in=[int(key) for key in keys])
    return {str(page.pk): page.get_url() for page in pages.only(*OF_A_PAGE)}


def _everything(piece: type[Piece]) -> Iterator[Found]:
    for one in piece.objects.published().iterator(chunk_size=200):
        yield one.as_found()


def _count(piece: type[Piece]) -> int:
    return int(piece.objects.published().count())
