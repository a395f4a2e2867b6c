"""Every page by keyboard alone."""

import pytest

from tests.browser import pages

pytestmark = pytest.mark.browser
MOST_STOPS = 400

# What has the focus: a name for it, whether one sees that it has, and whether it is in the window.
FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    it.scrollIntoView({ block: "nearest" });
    const box = it.getBoundingClientRect();
    const shapes = [it, it.closest(".ds-field")].filter(Boolean).map((each) => getComputedStyle(each));
    return {
        name: `${it.tagName} ${it.id} ${it.textContent.trim().slice(0, 30)}`,
        // The parts of a date field are the browser's own, and it draws which one has the focus.
        isSeen: (it.type || "").startsWith("date")
            || shapes.some((shape) => shape.outlineStyle !== "none" || shape.boxShadow !== "none"),
        isThere: box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth,
    };
}"""


def test_one_gets_everywhere_and_always_sees_where_one_is(live_server, browser, semarang):
    def walk(reader, wanted):
        lost = []
        for address, _ in wanted:
            reader.open(address)
            links = reader.page.locator("a[href]:visible, button:visible, summary:visible").count()
            stops = 0
            for _ in range(MOST_STOPS):
                reader.page.keyboard.press("Tab")
                focused = reader.page.evaluate(FOCUSED)
                if focused is None:
                    break
                stops += 1
                if not (focused["isSeen"] and focused["isThere"]):
                    lost.append(f"{address}: {focused}")
            if stops < links:
                lost.append(f"{address}: {stops} stops for {links} things to press")
        return lost

    lost = []
    for session, wanted in pages.by_reader(semarang):
        lost += browser.read(
            live_server.url, lambda reader, wanted=wanted: walk(reader, wanted), session=session
        )
    assert not lost, "\n".join(lost)


def test_the_first_stop_leads_past_the_header(live_server, browser, semarang):
    def skip(reader):
        reader.open("/berita/")
        keys = reader.page.keyboard
        keys.press("Tab")
        first = reader.page.evaluate("document.activeElement.getAttribute('href')")
        keys.press("Enter")
        keys.press("Tab")
        inside = reader.page.evaluate(
            "document.querySelector('main').contains(document.activeElement)"
        )
        return first, inside

    assert browser.read(live_server.url, skip) == ("#isi", True)


def test_the_menu_opens_and_closes_and_leads_to_the_news(live_server, browser, semarang):
    def use(reader):
        reader.open("/")
        page = reader.page
        page.locator(".menu > summary").focus()
        page.keyboard.press("Enter")
        is_open = page.locator(".menu nav").is_visible()
        page.keyboard.press("Escape")
        is_closed = not page.locator(".menu nav").is_visible()
        page.keyboard.press("Enter")
        page.locator(".menu nav a", has_text="Berita").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/berita/")
        return is_open, is_closed

    assert browser.read(live_server.url, use) == (True, True)
