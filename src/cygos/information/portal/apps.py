from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cygos.information.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.portal import changes

        changes.listen()
