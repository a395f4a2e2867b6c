from django.apps import AppConfig


class PiecesConfig(AppConfig):
    name = "cygos.information.pieces"
    label = "pieces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.pieces import findable

        findable.declare()
