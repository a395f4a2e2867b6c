from django.apps import AppConfig


class AlbumsConfig(AppConfig):
    name = "cygos.information.albums"
    label = "albums"
    default_auto_field = "django.db.models.BigAutoField"
