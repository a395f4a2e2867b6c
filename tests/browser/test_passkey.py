"""A passkey from the first to the last: enrolled on a telephone, then it lets its owner in alone.

The telephone is Chromium's own virtual authenticator. A passkey belongs to a name, so the city is read at
http://localhost here, which browsers take for a secure place; at 127.0.0.1 there are no passkeys.
"""

import pytest
from django.conf import settings
from django.core import mail

from tests.browser.readers import admin
from tests.people.conftest import code_in

pytestmark = pytest.mark.browser
TELEPHONE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def at_localhost(live_server):
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def officer(semarang, settings):
    """A city admin who has enrolled nothing yet, in a city that is no demo."""
    settings.IS_DEMO = False
    person = admin()
    person.authenticator_set.all().delete()
    return person


def test_an_officer_enrols_a_passkey_and_comes_back_with_it_alone(at_localhost, browser, officer):
    def use(reader):
        page = reader.page
        hold_a_telephone(page)
        faults = come_in_by_code(reader, officer)
        page.get_by_role("link", name="Pasang kunci sandi").click()
        faults += reader.axe()
        page.get_by_label("Nama kunci").fill("Telepon saya")
        page.get_by_role("button", name="Pasang", exact=True).click()
        page.wait_for_url(lambda address: "/kunci/tambah/" not in address)
        faults += reader.axe()
        reader.open("/kerja/")
        at_the_desk = page.url
        sign_out(page)
        reader.open("/akun/masuk/")
        page.get_by_role("button", name="Masuk dengan kunci sandi (passkey)").click()
        page.wait_for_url("**/kerja/")
        return faults, at_the_desk, page.url, page.locator("main h1").is_visible()

    sent_before = len(mail.outbox)
    faults, at_the_desk, back, is_there = browser.read(at_localhost, use)

    assert not faults, "\n".join(faults)
    assert at_the_desk == back == f"{at_localhost}/kerja/"
    assert is_there
    codes = [sent for sent in mail.outbox[sent_before:] if "Kode masuk" in sent.subject]
    assert len(codes) == 1  # the second time nobody needed one


def hold_a_telephone(page):
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE})


def come_in_by_code(reader, person):
    """To the page that asks for a second factor; returns what axe found on the way."""
    page = reader.page
    reader.open("/akun/masuk/")
    page.get_by_label("Alamat surel").fill(person.email)
    page.get_by_role("button", name="Kirim kode").click()
    page.wait_for_url("**/akun/masuk/kode/")
    faults = reader.axe()
    page.get_by_label("Kode masuk").fill(code_in(mail.outbox[-1]))
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/akun/?wajib=ya**")
    return faults + reader.axe()


def sign_out(page):
    page.goto(page.url.replace("/kerja/", "/akun/keluar/"))
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    page.wait_for_url(lambda address: "keluar" not in address)
    assert settings.SESSION_COOKIE_NAME not in {one["name"] for one in page.context.cookies()}
