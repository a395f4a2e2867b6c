"""Plants the tree of pages: the front page, a list for each kind of piece, and the site that shows them."""

from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page, Site

from cygos.information.pieces.models import Listing
from cygos.information.portal.models import HomePage
from cygos.information.portal.workflow import lay_the_way


@transaction.atomic
def plant(*, title: str, host: str = "localhost", port: int = 80) -> HomePage:
    """Plant what is missing and return the front page. A second time nothing changes.

    `title` is the city's name; `host` and `port` are the address the city is served under.
    """
    home = HomePage.objects.first() or _plant_home(title)
    for kind in Listing.kinds():
        is_taken = home.get_children().filter(slug=kind.own_address).exists()
        if not is_taken and not kind.objects.exists():
            with override("id"):
                listing = kind(title=str(kind.own_title), slug=kind.own_address)
            home.add_child(instance=listing)
    site = {"root_page": home, "hostname": host, "port": port, "site_name": title}
    if not Site.objects.filter(is_default_site=True, **site).exists():
        Site.objects.update_or_create(is_default_site=True, defaults=site)
    lay_the_way()
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
