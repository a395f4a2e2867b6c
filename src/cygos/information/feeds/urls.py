"""The addresses that machines ask for; the same in every language."""

from django.urls import path, register_converter

from cygos.information.feeds import for_machines, sitemap, views
from cygos.information.feeds.formats import FORMATS


class Form:
    """The form of a feed, as its address ends."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Form, "form")

urlpatterns = [
    path("umpan/berita.<form:form>", views.of_all, name="feed"),
    path("umpan/kategori/<slug:slug>.<form:form>", views.of_category, name="feed_of_category"),
    path("umpan/topik/<slug:slug>.<form:form>", views.of_topic, name="feed_of_topic"),
    path("umpan/unit/<slug:code>.<form:form>", views.of_unit, name="feed_of_unit"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.file, name="sitemap_file"),
    path("robots.txt", for_machines.robots, name="robots"),
    path(".well-known/security.txt", for_machines.security, name="security"),
]
