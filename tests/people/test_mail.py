"""The code goes out through a real mail server."""

import pytest

from cygos.config.mail import mail
from tests.letters import Letterbox, served
from tests.people.conftest import ask_for_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


@pytest.fixture
def letterbox(settings, tmp_path):
    yield from served(Letterbox(), settings, tmp_path)


def test_the_code_arrives_and_opens_the_account(client, joko, letterbox):
    ask_for_code(client, joko.email)

    ((to, letter),) = letterbox.letters
    text = letter.get_content()
    code = text.split("Kode masuk Anda:")[1].split()[0]
    assert to == [joko.email]
    assert "Contoh: bukan situs resmi" in letter["Subject"]
    assert "Contoh: bukan situs resmi" in text
    assert client.post("/akun/masuk/kode/", {"code": code}).headers["Location"] == "/akun/"


def test_an_address_of_a_mail_server_is_read_whole(tmp_path):
    _, found = mail("smtp+starttls://kota:r%40hasia@surel.contoh.test", tmp_path)

    assert (found.host, found.port, found.user, found.password) == (
        "surel.contoh.test",
        587,
        "kota",
        "r@hasia",
    )
    assert (found.is_starttls, found.is_tls) == (True, False)


def test_without_a_server_mail_is_kept_in_a_folder_for_its_owner_alone(tmp_path):
    backend, _ = mail("", tmp_path / "mail")

    assert backend.endswith("filebased.EmailBackend")
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
