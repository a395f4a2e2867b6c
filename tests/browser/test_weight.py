"""What a page weighs on its way to a phone: 65 KB of text, styles, script and typeface; 60 KB a picture, and lazy."""

import pytest

from tests.browser import pages

pytestmark = pytest.mark.browser
MOST = 65_000  # bytes, compressed
MOST_FOR_A_PICTURE = 60_000  # bytes, at 390 pixels
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/avif")


def test_every_page_is_light(live_server, browser, semarang):
    heavy = []
    for name, page in pages.everything().items():
        address, session = page.where(), semarang[page.reader]
        loaded, eager = browser.read(
            live_server.url,
            lambda reader, address=address: _weigh(reader, address),
            session=session, weighs=True,
        )  # fmt: skip
        pictures = {what: size for what, size in loaded.items() if what.startswith(PICTURES)}
        rest = sum(loaded.values()) - sum(pictures.values())
        assert rest > 30_000, f"{name}: {loaded} is too little to be true"
        if rest > MOST or eager or max(pictures.values(), default=0) > MOST_FOR_A_PICTURE:
            heavy.append(f"{name}: {rest} bytes, {loaded}, not lazy: {eager}")
        print(f"{rest:>6} {name}")
    assert not heavy, "\n".join(heavy)


def _weigh(reader, address):
    reader.open(address)
    pictures = reader.page.locator("main img[loading=lazy]").all()
    for picture in pictures:
        picture.scroll_into_view_if_needed()
    if pictures:
        reader.page.wait_for_load_state("networkidle")
    return dict(reader.loaded), reader.page.locator("main img:not([loading=lazy])").count()
