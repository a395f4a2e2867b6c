"""The front page of the city."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from cygos.information.news.models import Article
from cygos.information.notices.models import Notice
from cygos.web import clock


class HomePage(Page):
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "portal/home.html"

    class Meta:
        verbose_name = "beranda"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["notices"] = Notice.objects.running(at=clock.now())[:10]
        context["articles"] = Article.objects.live().order_by("-published_at", "-id")[:6]
        return context
