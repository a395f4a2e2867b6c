"""Every page of ours, in light and dark, on a phone and on a desk: nobody is kept out, nothing sticks out."""

import pytest

from tests.browser import pages
from tests.browser.readers import ADMIN

pytestmark = pytest.mark.browser
JAVA_SEA = "rgb(10, 92, 120)"  # Semarang's accent


def test_every_page_is_in_the_list():
    unknown = set(pages.patterns()) - set(pages.PATTERNS) - set(pages.closed_doors())
    assert not unknown, f"add them to tests/browser/pages.py: {sorted(unknown)}"
    assert set(pages.kinds()) == set(pages.KINDS)


@pytest.mark.parametrize("part", [0, 1])
def test_nobody_is_kept_out_and_nothing_sticks_out(live_server, browser, semarang, part):
    """In two parts, so that two workers share them."""

    def look(reader, wanted):
        wrong = []
        for address, page in wanted[part::2]:
            reader.open(address)
            if reader.status != page.status:
                wrong.append(f"{address}: {reader.status}")
            for width in (390, 1280):
                reader.page.set_viewport_size({"width": width, "height": 844})
                if reader.overflow() > 0:
                    wrong.append(f"{address}: {reader.overflow()} px wider than {width}")
                for scheme in ("light", "dark"):
                    reader.page.emulate_media(color_scheme=scheme)
                    wrong += [f"{address} {width} {scheme}: {fault}" for fault in reader.axe()]
        return wrong

    wrong = _by_each(live_server, browser, semarang, look)
    assert not wrong, "\n".join(wrong)


def test_at_400_percent_nothing_is_cut_off(live_server, browser, semarang):
    """A window of 1280 pixels at 400 % is 320 wide (WCAG 1.4.10)."""

    def too_wide(reader, wanted):
        wide = []
        for address, _ in wanted:
            reader.open(address)
            if reader.overflow() > 0:
                wide.append(f"{address}: {reader.overflow()} px")
        return wide

    assert _by_each(live_server, browser, semarang, too_wide, width=320) == []


def test_a_city_with_colours_of_its_own_can_be_read_too(live_server, browser, lembayung):
    def look(reader):
        wrong = []
        for address in ("/", "/berita/", "/kerja/komponen/"):
            reader.open(address)
            wrong += [f"{address}: {fault}" for fault in reader.axe()]
        colour = reader.page.evaluate(
            "getComputedStyle(document.querySelector('.kawung')).backgroundColor"
        )
        return wrong, colour

    for scheme in ("light", "dark"):
        wrong, colour = browser.read(live_server.url, look, scheme=scheme, session=lembayung[ADMIN])
        assert not wrong, "\n".join(wrong)
        assert colour != JAVA_SEA


def _by_each(live_server, browser, sessions, look, **how):
    """What `look` finds, over all readers."""
    found = []
    for session, wanted in pages.by_reader(sessions):
        found += browser.read(
            live_server.url, lambda reader, wanted=wanted: look(reader, wanted), session=session, **how
        )  # fmt: skip
    return found
