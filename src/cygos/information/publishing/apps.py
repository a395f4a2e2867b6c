from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "cygos.information.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.publishing import approving, walls

        walls.put_up()
        approving.listen()
