"""What the cache answers, and what it leaves to Django."""

import pytest

from cygos.web.cache.asking import Request, asking
from cygos.web.cache.page import Raw

HOSTS = frozenset({"kota.example", "kota.example:8000"})


def ask(path="/berita/", query="", method="GET", **headers):
    headers = {"host": "kota.example"} | {name.replace("_", "-"): v for name, v in headers.items()}
    request = Request(method, path, query, "https", "127.0.0.1:8000", "127.0.0.1:5", headers)
    return asking(request, hosts=HOSTS)


def test_a_page_for_everybody():
    assert ask().key.path == "/berita/"
    assert ask(method="HEAD").key == ask().key
    assert ask(accept_language="en").key == ask().key  # the address decides
    assert ask(path="/en/berita/").key != ask().key


@pytest.mark.parametrize(
    "facts",
    [
        {"method": "POST"},
        {"host": "penipu.example"},
        {"host": "kota.example:9999"},
        {"cookie": "session=abc"},
        {"cookie": "tampilan=dark; __Host-session=abc"},
        {"cookie": "messages=abc"},
        {"cookie": "tampilan=purple"},
        {"authorization": "Bearer abc"},
        {"accept": "application/json"},
        {"query": "q=rakor"},
        {"query": "halaman=2&q=rakor"},
        {"query": "halaman=dua"},
        {"query": "halaman=1&halaman=2"},
        {"path": "/kerja/"},
        {"path": "/en/kerja/kota/"},
        {"path": "/akun/masuk/"},
        {"path": "/cari/"},
        {"path": "/lacak/"},
        {"path": "/" + "a" * 600},
    ],
    ids=str,
)
def test_what_is_left_to_django(facts):
    assert ask(**facts) is None


def test_what_others_hang_on_our_addresses_makes_no_second_copy():
    assert ask(query="utm_source=wa&fbclid=1").key == ask().key
    assert ask(query="fbclid=1&halaman=2").key == ask(query="halaman=2").key
    assert ask(query="halaman=2").key != ask().key


def test_light_and_dark_are_two_pages():
    assert ask(cookie="tampilan=dark").key != ask(cookie="tampilan=light").key
    assert ask(cookie="tampilan=auto").key == ask().key
    assert ask(cookie="csrf=abc").key == ask().key
    assert not ask(cookie="csrf=abc").is_bare


MARKED = ("X-Cygos-Tags", "page")


@pytest.mark.parametrize(
    ("status", "headers", "kept"),
    [
        (200, [MARKED], True),
        (200, [], False),
        (404, [MARKED], False),
        (200, [MARKED, ("Set-Cookie", "csrf=abc")], False),
        (200, [MARKED, ("Cache-Control", "private")], False),
        (200, [MARKED, ("Content-Security-Policy", "script-src 'self' 'nonce-abc'")], False),
    ],
)
def test_which_answers_may_be_kept(status, headers, kept):
    assert Raw(status, headers, b"").may_be_kept is kept
