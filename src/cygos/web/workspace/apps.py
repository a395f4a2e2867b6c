from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "cygos.web.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"
