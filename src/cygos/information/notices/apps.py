from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cygos.information.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.notices.findable import NOTICES
        from cygos.kernel.search import kinds

        kinds.declare(NOTICES)
