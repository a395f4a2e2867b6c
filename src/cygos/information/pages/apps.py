from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cygos.information.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
