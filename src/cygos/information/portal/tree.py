"""Plants the tree of pages: the front page, the list of news, and the site that shows them."""

from django.db import transaction
from wagtail.models import Page, Site

from cygos.information.news.models import NewsIndex
from cygos.information.portal.models import HomePage


@transaction.atomic
def plant(*, title: str, host: str = "localhost", port: int = 80) -> HomePage:
    """Plant what is missing and return the front page. A second time nothing changes.

    `title` is the city's name; `host` and `port` are the address the city is served under.
    """
    home = HomePage.objects.first() or _plant_home(title)
    if not NewsIndex.objects.exists():
        home.add_child(instance=NewsIndex(title="Berita Kota", slug=NewsIndex.own_address))
    site = {"root_page": home, "hostname": host, "port": port, "site_name": title}
    if not Site.objects.filter(is_default_site=True, **site).exists():
        Site.objects.update_or_create(is_default_site=True, defaults=site)
    return home


def _plant_home(title: str) -> HomePage:
    root = Page.get_first_root_node()
    assert root is not None  # noqa: S101  # Wagtail's own migrations plant it
    greetings = root.get_children().filter(slug="home").exact_type(Page)
    home: HomePage = root.add_child(instance=HomePage(title=title, slug="beranda"))
    Site.objects.filter(root_page__in=greetings).update(root_page=home)
    for greeting in greetings:  # Wagtail's own "Welcome to your new Wagtail site!"
        greeting.delete()
    return home
