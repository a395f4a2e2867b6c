"""What a browser may do with our answers: said on every one of them."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/", "/tidak-ada/", "/static/cygos/site.css", "/akun/masuk/", "/kerja/redaksi/"]
)
def test_every_answer_carries_its_headers(client, address):
    answer = client.get(address)
    answer.close()  # a file stays open until it is sent
    headers = answer.headers

    assert "base-uri 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_our_pages_run_nothing_inline(client):
    policy = client.get("/akun/masuk/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_only_the_editors_room_is_looser(client):
    assert "unsafe-inline" in client.get("/kerja/redaksi/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get("/kerja/").headers["Content-Security-Policy"]


def test_a_form_may_lead_to_the_citys_sso_and_nowhere_else(client, settings):
    app = {
        "provider_id": "sso", "name": "SSO", "client_id": "x",
        "settings": {"server_url": "https://masuk.contoh.go.id/realms/kota"},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    policy = client.get("/akun/masuk/").headers["Content-Security-Policy"]

    assert "form-action 'self' https://masuk.contoh.go.id;" in policy + ";"
