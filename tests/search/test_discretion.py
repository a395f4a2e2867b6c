"""A tracking code that Sari types into the search is in no answer, no file and no log of the city afterwards."""

import http.client

import pytest

from tests.running_city import open_city

pytestmark = pytest.mark.slow
CODE = "7QKM-9DXR-2V4T-8HNP"


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def test_a_code_is_kept_nowhere():
    with open_city() as city:
        for _ in range(3):
            for answer, content in (
                ask(city.port, "POST", "/cari/", f"q={CODE}"),
                ask(city.port, "GET", f"/cari/?q={CODE}"),
                ask(city.port, "GET", f"/en/cari/?q=kode+{CODE.lower()}"),
            ):
                assert answer.status == 303
                assert answer.headers["Location"].endswith("/cari/kode/")
                assert answer.headers["Cache-Control"] == "no-store"
                assert CODE not in str(answer.headers).upper()
                assert CODE.encode() not in content.upper()
        city.stop()
        files = [file for file in (*city.folder.rglob("*"), city.output) if file.is_file()]

        assert len(files) > 100
        assert [file for file in files if holds(file)] == []


def holds(file):
    """Whether the code is in it, as typed or in small letters."""
    content = file.read_bytes()
    return any(one in content for one in (CODE.encode(), CODE.lower().encode()))
