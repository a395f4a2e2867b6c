from django.apps import AppConfig


class HolidaysConfig(AppConfig):
    name = "cygos.kernel.holidays"
    label = "holidays"
    default_auto_field = "django.db.models.BigAutoField"
