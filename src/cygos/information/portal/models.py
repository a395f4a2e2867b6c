"""The front page of the city: its running notices and its latest news."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cygos.information.news.models import Article, NewsIndex
from cygos.information.notices.models import Notice
from cygos.web import clock

LATEST = 7  # the newest across, six below it


class HomePage(Page):
    """Beranda."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsIndex"]
    template = "portal/home.html"

    class Meta:
        verbose_name = _("beranda")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["notices"] = Notice.objects.running(at=clock.now()).quiet().shown()[:10]
        context["articles"] = Article.objects.published().select_related("category")[:LATEST]
        context["news"] = NewsIndex.objects.live().first()
        return context
