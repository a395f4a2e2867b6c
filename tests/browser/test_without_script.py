"""Everything works where no script runs."""

import pytest

from tests.browser import pages

pytestmark = pytest.mark.browser


def test_every_page_says_what_it_says_with_script(live_server, browser, semarang):
    def look(reader, wanted):
        wrong = []
        for address, page in wanted:
            reader.open(address)
            if reader.status != page.status or not reader.page.locator("main h1").is_visible():
                wrong.append(address)
        return wrong

    wrong = []
    for session, wanted in pages.by_reader(semarang):
        wrong += _read(
            live_server,
            browser,
            lambda reader, wanted=wanted: look(reader, wanted),
            session=session,
        )
    assert wrong == []


def test_the_menu_of_a_phone_opens(live_server, browser, semarang):
    def use(reader):
        reader.open("/")
        before = reader.page.locator("nav.rooms a:visible").count()
        reader.page.locator(".menu > summary").click()
        return before, reader.page.locator("nav.rooms a:visible").count() > 0

    assert _read(live_server, browser, use) == (0, True)


def test_dark_is_chosen_and_kept_and_the_page_too(live_server, browser, semarang):
    def choose(reader):
        reader.open("/berita/?halaman=2")
        reader.page.get_by_role("button", name="Gelap").click()
        scheme = reader.page.locator("html").get_attribute("data-color-scheme")
        return reader.page.url.removeprefix(live_server.url), scheme

    assert _read(live_server, browser, choose) == ("/berita/?halaman=2", "dark")


def test_the_language_changes_and_the_page_stays(live_server, browser, semarang):
    def switch(reader):
        reader.open("/berita/?halaman=2")
        reader.page.get_by_role("link", name="English", exact=True).click()
        english = reader.page.url.removeprefix(live_server.url)
        reader.page.get_by_role("link", name="Indonesia", exact=True).click()
        return english, reader.page.url.removeprefix(live_server.url)

    found = _read(live_server, browser, switch)
    assert found == ("/en/berita/?halaman=2", "/berita/?halaman=2")


def _read(live_server, browser, work, **context):
    return browser.read(live_server.url, work, java_script_enabled=False, **context)
