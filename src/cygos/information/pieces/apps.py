from django.apps import AppConfig


class PiecesConfig(AppConfig):
    name = "cygos.information.pieces"
    label = "pieces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.pieces.models import Piece
        from cygos.information.publishing import findable
        from cygos.kernel.search import kinds

        for piece in Piece.pieces():
            kind = findable.pages(piece, label=piece.own_title, categories=piece.found_categories)
            kinds.declare(kind)
