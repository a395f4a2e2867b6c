"""Rows of the demo city that an address names: the key of one of each kind."""

from typing import Any

from cygos.information.news.models import Article, Topic
from cygos.information.notices.models import Notice
from cygos.information.profiles.models import PublicProfile, Service, SpecialDay
from cygos.information.redirects.models import Redirect
from cygos.information.subscriptions import links
from cygos.information.subscriptions.models import Asking, Subscriber
from cygos.kernel.people.models import Hat, Person, Post, Unit
from cygos.web.accounts.link import link_for
from cygos.web.models import NavigationEntry
from tests.browser.news import TITLE
from tests.browser.readers import admin, key_of


def person() -> Any:
    return admin().code


def other() -> Any:
    return Person.objects.filter(is_demo=True).exclude(pk=admin().pk).order_by("pk")[0].code


def hat() -> Any:
    return Hat.objects.exclude(person=admin()).order_by("pk")[0].pk


def key() -> Any:
    return key_of(admin())


def unit() -> Any:
    return Unit.objects.order_by("pk")[0].code


def post() -> Any:
    return Post.objects.order_by("pk")[0].code


def entry() -> Any:
    return NavigationEntry.objects.order_by("pk")[0].pk


def notice() -> Any:
    return Notice.objects.order_by("pk")[0].pk


def viewed() -> Any:
    return Article.objects.get(title=TITLE).pk


def redirect() -> Any:
    return Redirect.objects.order_by("pk")[0].pk


def office() -> Any:
    return service().unit.code


def service() -> Any:
    return Service.objects.select_related("unit").order_by("pk")[0]


def topic() -> Any:
    return Topic.objects.order_by("pk")[0].slug


def official() -> Any:
    return PublicProfile.objects.select_related("person").order_by("pk")[0].person.code


def day_of_an_office() -> Any:
    return SpecialDay.objects.filter(unit__isnull=False).select_related("unit").order_by("pk")[0]


def day_of_all() -> Any:
    return SpecialDay.objects.of_all_offices().order_by("pk")[0].pk


def link() -> Any:
    return link_for(admin()).rstrip("/").rpartition("/")[2]


def key_to(purpose: str) -> Any:
    """The token of a link that leads to a subscriber's page, as a mail has it."""
    row = Asking.objects.order_by("pk")[0] if purpose == "confirm" else Subscriber.objects.get()
    return links.path(f"subscription_{purpose}", row).rstrip("/").rpartition("/")[2]
