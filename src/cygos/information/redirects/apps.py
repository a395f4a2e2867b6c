from django.apps import AppConfig


class RedirectsConfig(AppConfig):
    name = "cygos.information.redirects"
    label = "redirects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.redirects.table import Redirects
        from cygos.web.workspace.table_kinds import offer

        offer("pengalihan", Redirects, shown_in="redirects")
