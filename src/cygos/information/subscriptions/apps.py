from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    name = "cygos.information.subscriptions"
    label = "subscriptions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cygos.information.news.models import topic
        from cygos.information.subscriptions.models import Asking, Subscription

        topic.follow(Subscription.objects.move_topic)
        topic.follow(Asking.objects.move_topic)
