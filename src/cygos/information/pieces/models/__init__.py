"""The piece, and the lists that pieces stand in."""

from cygos.information.pieces.models.listing import Listing, MonthlyListing, Row, Tag
from cygos.information.pieces.models.piece import Piece, PieceQuerySet

__all__ = ["Listing", "MonthlyListing", "Piece", "PieceQuerySet", "Row", "Tag"]
