from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "cygos.information.news"
    label = "news"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.news.findable import ARTICLES
        from cygos.kernel.search import kinds

        kinds.declare(ARTICLES)
