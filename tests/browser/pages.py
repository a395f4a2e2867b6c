"""The one list of our pages. Every address pattern and every kind of page of ours must be in it, or a test fails.

A pattern is a `Page` to be read, or a `NoPage` with the reason why there is nothing to read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page as WagtailPage

from cygos.information.news.models import Article, Category
from cygos.information.profiles.models import PublicProfile
from cygos.kernel.holidays.models import Holiday, Year
from cygos.kernel.terms.models import Term
from cygos.web.addresses import ROOMS
from tests.browser import rows
from tests.browser.news import TITLE
from tests.browser.pieces import OF_THE_API, OTHER_STATES, PIECES
from tests.browser.readers import (
    ADMIN,
    ASKED,
    CITIZEN,
    EDITOR,
    GUEST,
    HALF_IN,
    JOINING,
)

OF_AN_EDITED_PAGE = ("withdraw_page", "restore_page", "preview_links")
GUESTS = ("wagtail.", "django.")


@dataclass(frozen=True)
class Page:
    """A page and who reads it: `where` gives its address, asked while the city is filled."""

    where: Callable[[], str]
    reader: str = GUEST
    status: int = 200


@dataclass(frozen=True)
class NoPage:
    """A pattern behind which there is no page of its own."""

    why: str


def at(address: str, **facts: Any) -> Page:
    """A page that always lies at the same address."""
    return Page(lambda: address, **facts)


def _article() -> str:
    with translation.override("id"):
        url: str = Article.objects.get(title=TITLE).get_url()
    return url.removeprefix("http://localhost")


def named(name: str, reader: str = ADMIN, **arguments: Callable[[], Any]) -> Page:
    """A page by the name of its pattern; by a city admin unless said otherwise."""

    def where() -> str:
        with translation.override("id"):
            return reverse(name, kwargs={key: value() for key, value in arguments.items()})

    return Page(where, reader)


SENT = NoPage("takes a form and leads on")
LEADS_ON = NoPage("leads to another page")
FILE = NoPage("a file, not a page")

PATTERNS: dict[str, Page | NoPage] = {
    "appearance": SENT,
    "city-theme": FILE,
    "city-crest": FILE,
    "feed": FILE,
    "feed_of_category": FILE,
    "feed_of_topic": FILE,
    "feed_of_unit": FILE,
    "sitemap": FILE,
    "sitemap_file": FILE,
    "robots": FILE,
    "picture": FILE,
    "agenda_calendar": FILE,
    "agenda_calendar_of_unit": FILE,
    "agenda_calendar_of_item": FILE,
    "security": FILE,
    "city-card": FILE,
    "components": named("components"),
    # The portal
    "site_map": named("site_map", GUEST),
    "about": named("about", GUEST),
    "unit_profiles": named("unit_profiles", GUEST),
    "unit_profile": named("unit_profile", GUEST, code=rows.office),
    "services": named("services", GUEST),
    "officials": named("officials", GUEST),
    "official": named("official", GUEST, slug=lambda: PublicProfile.objects.order_by("pk")[0].slug),
    "accessibility": named("accessibility", GUEST),
    # Signing in
    "account": named("account"),
    "account_login": named("account_login", GUEST),
    "account_signup": named("account_signup", GUEST),
    "account_confirm_login_code": named("account_confirm_login_code", ASKED),
    "account_email_verification_sent": named("account_email_verification_sent", JOINING),
    "account_inactive": named("account_inactive", GUEST),
    "account_logout": named("account_logout"),
    "account_rename": named("account_rename"),
    "account_email": named("account_email", CITIZEN),
    "account_email_code": NoPage("opens once a code was sent; built as the sign-in code's page"),
    "account_request_login_code": LEADS_ON,
    "demo_sign_in": SENT,
    "sign_in_link": named("sign_in_link", GUEST, token=rows.link),
    "mfa_index": LEADS_ON,
    "mfa_authenticate": named("mfa_authenticate", HALF_IN),
    "mfa_reauthenticate": named("mfa_reauthenticate"),
    "mfa_activate_totp": named("mfa_activate_totp", CITIZEN),
    "mfa_deactivate_totp": named("mfa_deactivate_totp"),
    "mfa_list_webauthn": named("mfa_list_webauthn"),
    "mfa_add_webauthn": named("mfa_add_webauthn"),
    "mfa_edit_webauthn": named("mfa_edit_webauthn", pk=rows.key),
    "mfa_remove_webauthn": named("mfa_remove_webauthn", pk=rows.key),
    "mfa_reauthenticate_webauthn": named("mfa_reauthenticate_webauthn"),
    "mfa_view_recovery_codes": named("mfa_view_recovery_codes"),
    "mfa_generate_recovery_codes": named("mfa_generate_recovery_codes"),
    "mfa_download_recovery_codes": FILE,
    "mfa_login_webauthn": NoPage("answers the script of the sign-in page"),
    "openid_connect_login": NoPage("leads to the city's SSO"),
    "openid_connect_callback": NoPage("where the city's SSO leads back to"),
    "socialaccount_login_cancelled": named("socialaccount_login_cancelled", GUEST),
    "socialaccount_login_error": at("/akun/sso/gagal/", status=401),
    "socialaccount_signup": LEADS_ON,
    "socialaccount_connections": LEADS_ON,
    # The workspace
    "workspace": named("workspace"),
    "people": named("people"),
    "person": named("person", code=rows.other),
    "person_add": named("person_add"),
    "person_amend": named("person_amend", code=rows.other),
    "person_deactivate": named("person_deactivate", code=rows.other),
    "person_reactivate": named("person_reactivate", code=rows.other),
    "hat_give": named("hat_give", code=rows.other),
    "hat_end": named("hat_end", pk=rows.hat),
    "units": named("units"),
    "unit_found": named("unit_found"),
    "unit_amend": named("unit_amend", code=rows.unit),
    "unit_close": named("unit_close", code=rows.unit),
    "posts": named("posts"),
    "post_create": named("post_create"),
    "post_amend": named("post_amend", code=rows.post),
    "city": named("city"),
    "terms": named("terms"),
    "term_amend": named("term_amend", key=lambda: Term.objects.order_by("pk")[0].key),
    "holidays": named("holidays"),
    "holiday_declare": named("holiday_declare"),
    "holiday_amend": named("holiday_amend", pk=lambda: Holiday.objects.order_by("day")[0].pk),
    "holiday_withdraw": named("holiday_withdraw", pk=lambda: Holiday.objects.order_by("day")[0].pk),
    "year_decide": named("year_decide"),
    "year_reopen": named("year_reopen", year=lambda: Year.objects.order_by("year")[0].year),
    "navigation": named("navigation"),
    "navigation_add": named("navigation_add"),
    "navigation_amend": named("navigation_amend", pk=rows.entry),
    "navigation_remove": named("navigation_remove", pk=rows.entry),
    "categories": named("categories"),
    "category_add": named("category_add"),
    "category_amend": named("category_amend", slug=lambda: Category.objects.order_by("pk")[0].slug),
    "category_up": SENT,
    "category_down": SENT,
    "category_remove": named(
        "category_remove", slug=lambda: Category.objects.order_by("pk")[0].slug
    ),
    "topics": named("topics"),
    "topic_amend": named("topic_amend", slug=rows.topic),
    "topic_merge": named("topic_merge", slug=rows.topic),
    "topic_remove": named("topic_remove", slug=rows.topic),
    "navigation_up": SENT,
    "navigation_down": SENT,
    "acts": named("acts"),
    "welcome": named("welcome"),
    "profiles": named("profiles"),
    "profile_write": named("profile_write", code=rows.official),
    "profile_close": named("profile_close", code=rows.official),
    "offices_desk": named("offices_desk"),
    "office_desk": named("office_desk", code=rows.office),
    "office_describe": named("office_describe", code=rows.office),
    "service_offer": named("service_offer", code=rows.office),
    "service_amend": named("service_amend", code=rows.office, pk=lambda: rows.service().pk),
    "service_remove": named("service_remove", code=rows.office, pk=lambda: rows.service().pk),
    "special_day_add": named("special_day_add", code=rows.office),
    "special_day_amend": named(
        "special_day_amend",
        code=lambda: rows.day_of_an_office().unit.code,
        pk=lambda: rows.day_of_an_office().pk,
    ),
    "special_day_remove": named(
        "special_day_remove",
        code=lambda: rows.day_of_an_office().unit.code,
        pk=lambda: rows.day_of_an_office().pk,
    ),
    "special_days": named("special_days"),
    "special_day_add_for_all": named("special_day_add_for_all"),
    "special_day_amend_for_all": named("special_day_amend_for_all", pk=rows.day_of_all),
    "special_day_remove_for_all": named("special_day_remove_for_all", pk=rows.day_of_all),
    "redirects": named("redirects"),
    "redirect_add": named("redirect_add"),
    "redirect_amend": named("redirect_amend", pk=rows.redirect),
    "redirect_remove": named("redirect_remove", pk=rows.redirect),
    "notices_desk": named("notices_desk"),
    "notice_post": named("notice_post"),
    "notice_amend": named("notice_amend", pk=rows.notice),
    "notice_end": SENT,
    # What readers read outside the CMS
    "notices": named("notices", GUEST),
    "notice": named("notice", GUEST, pk=rows.notice),
    "views_rule": named("views_rule", GUEST),
    "viewed": named("viewed", GUEST, pk=rows.viewed),
    "viewed_csv": FILE,
    "search": named("search", GUEST),
    "search_code": named("search_code", GUEST),
    "developers": named("developers", GUEST),
    "subscribe": named("subscribe", GUEST),
    "subscription_asked": named("subscription_asked", GUEST),
    "subscription_confirm": named(
        "subscription_confirm", GUEST, token=lambda: rows.key_to("confirm")
    ),
    "subscription_manage": named("subscription_manage", GUEST, token=lambda: rows.key_to("manage")),
    "subscription_stop": named("subscription_stop", GUEST, token=lambda: rows.key_to("stop")),
    "subscriptions_desk": named("subscriptions_desk"),
    **{name: named(name, EDITOR) for name in ("withdrawals", "reviews")},
    **{name: named(name, EDITOR, page_id=rows.viewed) for name in OF_AN_EDITED_PAGE},
    "preview_revoke": SENT,
    "preview": at("/pratinjau/apa/", status=410),
    # The editors' rooms ask these
    **dict.fromkeys((*OF_THE_API, "listing", "detail", "find", "action"), NoPage("for programs")),
    "table_export": FILE,
    "table_take_in": named("table_take_in", kind=lambda: "unit"),
}
KINDS: dict[str, Page | NoPage] = {
    "portal.HomePage": at("/"),
    "news.NewsIndex.all": at("/berita/"),
    "news.NewsIndex.of_category": at("/berita/kategori/berita-kota/"),
    "news.NewsIndex.of_year": at("/berita/2016/"),
    "news.NewsIndex.of_month": at("/berita/2016/12/"),
    "news.NewsIndex.topics": at("/berita/topik/"),
    "news.NewsIndex.of_topic": at("/berita/topik/perlindungan-anak/"),
    "news.NewsIndex.archive": at("/berita/arsip/"),
    "news.NewsIndex.text": FILE,
    "news.Article": Page(_article),
    **{name: at(address) for name, address in PIECES.items()},
}
BESIDES: dict[str, Page] = {
    **{name: at(address) for name, address in OTHER_STATES.items()},
    "the second sheet of a list": at("/berita/?halaman=2"),
    "a page that is not there": at("/tidak-ada/", status=404),
    "an old address that nobody knows": at("/p/405/kabar-lama-yang-hilang/", status=404),
    "what was found": at("/cari/?q=rakor"),
    "nothing found": at("/cari/?q=zzz"),
    "what was found, in English": at("/en/cari/?q=rakor"),
    "an office that has written nothing": named("unit_profile", GUEST, code=rows.unit),
    "no service matches": at("/layanan/?q=zzz"),
    "a page for somebody else": at("/kerja/komponen/?halaman=2", reader=ADMIN),
    "home in English": at("/en/"),
    "the list in English": at("/en/berita/"),
    "an article in English": Page(lambda: "/en" + _article()),
    "not there, in English": at("/en/not-there/", status=404),
    "the workspace in English": at("/en/kerja/komponen/", reader=ADMIN),
}


def everything() -> dict[str, Page]:
    """Every page there is to read, by name."""
    known = {**PATTERNS, **KINDS}
    pages = {name: page for name, page in known.items() if isinstance(page, Page)}
    doors = {name: at(f"/{path}", status=404) for name, path in closed_doors().items()}
    return pages | dict(list(doors.items())[:1]) | BESIDES


def by_reader(sessions: dict[str, str]) -> Iterator[tuple[str, list[tuple[str, Page]]]]:
    """For each reader's session, the pages that this reader reads, with their addresses."""
    for who, session in sessions.items():
        read = [page for page in everything().values() if page.reader == who]
        yield session, [(page.where(), page) for page in read]


def patterns() -> Iterator[str]:
    """The name of every address pattern of ours, as the resolver has them."""
    for pattern in _walk(get_resolver()):
        if not pattern.callback.__module__.startswith(GUESTS) or pattern.name in PATTERNS:
            yield pattern.name or f"nameless: {pattern.pattern}"


def kinds() -> Iterator[str]:
    """Every kind of page of ours in the CMS, and every list inside one."""
    for model in apps.get_models():
        if not issubclass(model, WagtailPage) or not model.__module__.startswith("cygos."):
            continue
        if issubclass(model, RoutablePageMixin):
            for pattern in model.get_subpage_urls():
                if pattern.name != "index_route":  # Wagtail's own, hidden by ours for ""
                    yield f"{model._meta.label}.{pattern.name}"
        else:
            yield model._meta.label


def closed_doors() -> dict[str, str]:
    """The rooms that are not open yet: all say so on the same page."""
    return {f"closed-{room.path}": f"{room.path}/" for room in ROOMS if not room.is_open}


def _walk(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern)
        else:
            yield pattern
