"""Whatever is sent to us, the answer is a sentence with the right status, and what was typed is still there."""

import pytest
from django.test import Client

from cygos.kernel.people.models import Hat, Post
from cygos.kernel.people.roles import Role
from tests.access.test_matrix import BACKEND
from tests.people.conftest import AT, JANUARY, person

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]

EMOJI = "Siti 👩‍⚖️ Nurhaliza"
BAD = {
    "missing": "",
    "overlong": "x" * 5_000,
    "wrong": "<script>alert(1)</script>",
    "NUL": "Siti\0Nurhaliza",
    "huge": "y" * 100_000,
    "emoji": EMOJI,
    "right to left": "\u202eitiS",
    "formula": "=HYPERLINK(1)",
}
FORMS = {
    "/akun/masuk/": ["login"],
    "/akun/daftar/": ["name", "email"],
    "/kerja/kota/orang/tambah/": ["name", "email"],
    "/kerja/kota/orang/{person}/ubah/": ["name", "email", "revision"],
    "/kerja/kota/orang/{person}/peran/": ["role", "unit", "post", "capacity", "since", "until"],
    "/kerja/kota/peran/{hat}/akhiri/": ["last_day", "revision"],
    "/kerja/kota/unit/tambah/": [
        "code",
        "name",
        "short_name",
        "kind",
        "parent",
        "valid_from",
        "phone",
        "email",
    ],
    "/kerja/kota/unit/bapermas/ubah/": ["name", "email", "valid_from", "revision"],
    "/kerja/kota/unit/bapermas/tutup/": ["last_day", "successor", "revision"],
    "/kerja/kota/jabatan/tambah/": ["code", "title", "unit", "superior"],
    "/kerja/kota/jabatan/kepala/ubah/": ["title", "unit", "superior", "revision"],
    "/kerja/kota/csv/orang/masuk/": ["text"],
    "/kerja/kota/csv/unit/masuk/": ["text"],
    "/kerja/kota/csv/jabatan/masuk/": ["text"],
}
GETS = (
    "/akun/masuk/", "/akun/daftar/", "/kerja/kota/orang/", "/kerja/kota/unit/", "/kerja/kota/jabatan/",
    "/kerja/kota/perbuatan/", "/", "/berita/", "/kerja/", "/kerja/kota/csv/orang/masuk/",
)  # fmt: skip
QUERIES = (
    "halaman=abc", "halaman=99999", "halaman=-1", "halaman=%00", "halaman=1e9", "halaman=", "halaman=1&halaman=2",
    "q=%00", "q=%ff%fe", f"q={'a' * 3_000}", f"q={'a' * 10_000}", "q=%F0%9F%98%80", "q='%22;--", "q=%25%5F",
    "berlaku=%00", "jenis[]=x", "next=//jahat.test", "next=%00", "bulan=abc", "kategori=%ff",
)  # fmt: skip
PATHS = (
    "/%00", "/%ff%fe", "/%C0%AF", f"/{'a' * 10_000}/", "/..%2f..%2fetc/passwd", "/kerja/kota/orang/%00/",
    "/kerja/kota/orang/bukan-uuid/", "/kerja/kota/peran/99999999999999999999/akhiri/", "/berita/%00/",
    "/akun/masuk/tautan/%00/", "/akun/masuk/tautan/😀/",
    "/dokumen/99999999999999999999/x.pdf", "/media/images/..%2f..%2fsecret",
    "/en/%00", "/en/kerja/kota/unit/%ff/ubah/", "/akun/pengaman/kunci/99999999999999999999/lepas/", "/akun/sso/%ff/",
    "/kerja/redaksi/pages/99999999999999999999/", "/kerja/redaksi/%00/", "/berita/2016/99/", "/api/%00",
)  # fmt: skip


@pytest.fixture
def desk(bapermas):
    """Maya at her desk, and something to send bad things about."""
    maya = person("Maya Lestari", Role.CITY_ADMIN, Role.PORTAL_EDITOR, is_demo=True)
    client = Client(raise_request_exception=False)
    client.post(f"/akun/masuk/sebagai/{maya.code}/")
    joko = person("Joko Prasetyo")
    hat = Hat.give(joko, Role.OFFICER, by=None, at=AT, since=JANUARY, unit=bapermas)
    Post.create("kepala", "Kepala Bapermas", bapermas, by=None, at=AT)
    client.places = {"person": joko.code, "hat": hat.pk}
    return client


@pytest.mark.parametrize("form", FORMS)
def test_a_badly_filled_form_says_what_is_wrong_and_keeps_what_was_typed(desk, form):
    client = Client(raise_request_exception=False) if form.startswith("/akun/") else desk
    for kind, value in BAD.items():
        typed = dict.fromkeys(FORMS[form], value)

        answer = client.post(form.format(**desk.places), typed)

        if answer.status_code == 302:
            continue  # what was typed was good: an emoji in a name, say
        assert answer.status_code in {200, 422}, (kind, answer.status_code)
        assert answer.status_code == 422 or form.startswith("/akun/"), kind
        assert "Traceback" not in answer.text
        if kind == "emoji" and "csv" not in form:
            assert EMOJI in answer.text
        if kind == "wrong":
            assert "<script>alert" not in answer.text


@pytest.mark.parametrize("address", GETS)
def test_a_bad_query_is_answered_in_a_sentence(desk, address):
    for query in QUERIES:
        answer = desk.get(f"{address}?{query}")

        assert answer.status_code in {200, 302, 400, 404}, query
        assert answer.status_code in {200, 302} or "<h1" in answer.text, query


def test_a_bad_path_is_answered_in_a_sentence(desk):
    for path in PATHS:
        answer = desk.generic("GET", path)

        assert answer.status_code in {302, 400, 403, 404, 410}, path
        assert answer.status_code == 302 or "<h1" in answer.text, path
        assert "Traceback" not in answer.text


def test_a_bad_cookie_is_no_fault_of_ours(client):
    client.raise_request_exception = False
    for name in ("session", "csrf", "tampilan", "django_language"):
        for value in ("\\000" * 10, "x" * 3_000, "\xff\xfe", '"'):
            client.cookies.clear()
            client.cookies[name] = value

            assert client.get("/akun/masuk/").status_code in {200, 400}, (name, value)


def test_a_bad_body_is_no_fault_of_ours(desk):
    for kind, body in [
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("multipart/form-data", b""),
        ("application/x-www-form-urlencoded", b"name=%ff%00&email=%zz"),
        ("application/json", b"{"),
        ("text/plain; charset=nonesuch", b"\xff"),
        ("application/x-www-form-urlencoded", b"a=1&" * 5_000),
    ]:
        answer = desk.generic("POST", "/kerja/kota/orang/tambah/", body, content_type=kind)
        assert answer.status_code in {400, 413, 422}, (kind, answer.status_code)
        assert "<h1" in answer.text


def test_a_refusal_to_a_machine_is_a_problem_document(client):
    answer = client.get("/kerja/kota/orang/", headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_answer_is_in_the_readers_language(desk):
    answer = desk.post("/en/kerja/kota/orang/tambah/", {"name": "", "email": "x"})

    assert answer.status_code == 422
    assert "e-mail" in answer.text


def test_a_stranger_is_not_told_more_than_that_it_is_not_theirs():
    joko = person("Joko Prasetyo")
    client = Client()
    client.force_login(joko, backend=BACKEND)

    assert client.get("/kerja/kota/orang/00000000-0000-0000-0000-000000000000/").status_code == 403
