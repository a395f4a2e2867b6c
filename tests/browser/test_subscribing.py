"""Somebody subscribes, says yes, and stops, in a real browser without script: each form is taken from its own page."""

import re

import pytest
from django.core import mail

from cygos.information.subscriptions.models import Subscriber
from cygos.information.subscriptions.sending import send_due
from cygos.web import clock

pytestmark = pytest.mark.browser
SARI = "sari.w@contoh.test"


def test_somebody_subscribes_says_yes_and_stops(live_server, browser, semarang):
    def asks(reader):
        reader.open("/langganan/")
        reader.page.get_by_label("Alamat surel").fill(SARI)
        reader.page.get_by_role("button", name="Kirim surel konfirmasi").click()
        return reader.page.locator("main h1").inner_text()

    def says_yes(reader):
        reader.open(_link("benar"))
        reader.page.get_by_role("button", name="Ya, kirimi saya").click()
        return reader.page.locator("main h1").inner_text(), reader.page.url

    def stops(reader):
        reader.page.goto(manage)
        reader.page.get_by_role("button", name="Berhenti berlangganan").click()
        return reader.page.locator("main h1").inner_text()

    assert _read(live_server, browser, asks) == "Periksa surel Anda"
    send_due(at=clock.now)
    heading, manage = _read(live_server, browser, says_yes)
    assert heading == "Atur langganan"
    assert Subscriber.objects.filter(email=SARI).exists()
    assert _read(live_server, browser, stops) == "Langganan berakhir"
    assert not Subscriber.objects.filter(email=SARI).exists()


def _link(word):
    """The path of the link with this word in the last mail to her."""
    text = next(sent.body for sent in reversed(mail.outbox) if sent.to == [SARI])
    return re.search(rf"https?://[^/\s]+(\S*/{word}/\S+)", text)[1]


def _read(live_server, browser, work):
    return browser.read(live_server.url, work, java_script_enabled=False)
