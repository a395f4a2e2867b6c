"""One's own address, changed by oneself: only what was proven by a code counts."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress

from cygos.kernel.acts.models import Act
from tests.people.conftest import AT, code_in, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]
NEW = "joko.baru@contoh.test"
ASK, CODE = "/akun/surel/", "/akun/surel/kode/"


@pytest.fixture
def joko_in(client, joko, mailoutbox):
    sign_in(client, joko, mailoutbox)
    return client


def test_the_code_from_the_new_mailbox_moves_the_account(joko_in, joko, mailoutbox):
    joko_in.post(ASK, {"email": NEW.upper()})
    asked = mailoutbox[-1]
    answer = joko_in.post(CODE, {"code": code_in(asked)}, follow=True)

    assert asked.to == [NEW]
    assert NEW in answer.text
    joko.refresh_from_db()
    assert joko.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    act = Act.objects.about(joko).get(verb="person.amended")
    assert act.actor == joko
    assert NEW not in str(act.details)
    assert mailoutbox[-1].to == ["joko@contoh.test"]
    assert NEW not in mailoutbox[-1].body


def test_the_new_mailbox_signs_in_and_the_old_one_no_more(joko_in, joko, mailoutbox):
    joko_in.post(ASK, {"email": NEW})
    joko_in.post(CODE, {"code": code_in(mailoutbox[-1])})
    joko_in.post("/akun/keluar/")
    joko.refresh_from_db()

    assert sign_in(joko_in, joko, mailoutbox).status_code == 302
    joko_in.post("/akun/keluar/")
    joko_in.post("/akun/masuk/", {"login": "joko@contoh.test"})
    assert "code" not in mailoutbox[-1].subject.lower()
    assert "Kode masuk Anda:" not in mailoutbox[-1].body


def test_before_the_code_nothing_changes(joko_in, joko):
    joko_in.post(ASK, {"email": NEW})

    joko.refresh_from_db()
    assert joko.email == "joko@contoh.test"


def test_three_wrong_codes_and_the_right_one_is_worth_nothing(joko_in, joko, mailoutbox):
    joko_in.post(ASK, {"email": NEW})
    right = code_in(mailoutbox[-1])
    first = joko_in.post(CODE, {"code": "AAAAAA"})
    joko_in.post(CODE, {"code": "AAAAAA"})
    third = joko_in.post(CODE, {"code": "AAAAAA"}, follow=True)
    joko_in.post(CODE, {"code": right})

    assert first.status_code == 422
    assert "Kode itu salah" in first.text
    assert "beberapa kali salah" in third.text
    joko.refresh_from_db()
    assert joko.email == "joko@contoh.test"


def test_after_ten_minutes_the_code_is_too_old(joko_in, joko, mailoutbox):
    joko_in.post(ASK, {"email": NEW})
    right = code_in(mailoutbox[-1])
    with time_machine.travel(AT + timedelta(minutes=11), tick=True):
        answer = joko_in.post(CODE, {"code": right}, follow=True)

    assert "sudah tidak berlaku" in answer.text
    joko.refresh_from_db()
    assert joko.email == "joko@contoh.test"


def test_whose_address_it_is_only_its_own_mailbox_learns(joko_in, mailoutbox):
    person("Sari Wulandari")
    free = joko_in.post(ASK, {"email": NEW})
    taken = joko_in.post(ASK, {"email": "sari@contoh.test"})

    assert (taken.status_code, taken.headers["Location"]) == (302, free.headers["Location"])
    assert mailoutbox[-1].to == ["sari@contoh.test"]
    assert "sudah dipakai akun lain" in mailoutbox[-1].body
    assert joko_in.post(CODE, {"code": "AAAAAA"}).status_code == 422


def test_a_slip_stays_to_be_mended(joko_in):
    answer = joko_in.post(ASK, {"email": "joko.contoh"})

    assert answer.status_code == 422
    assert "joko.contoh" in answer.text


def test_a_code_without_a_wish_leads_back(joko_in):
    assert joko_in.get(CODE).headers["Location"] == ASK
