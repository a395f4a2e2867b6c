from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "cygos.information.profiles"
    label = "profiles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.profiles.findable import OFFICES, OFFICIALS, SERVICES
        from cygos.kernel.search import kinds

        for kind in (OFFICES, SERVICES, OFFICIALS):
            kinds.declare(kind)
