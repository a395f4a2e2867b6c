from django.apps import AppConfig


class PackConfig(AppConfig):
    name = "cygos.kernel.pack"
    label = "pack"
    default_auto_field = "django.db.models.BigAutoField"
