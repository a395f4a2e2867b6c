"""What guards sign-in holds over all workers of a city, not in each of them anew."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.test import Client

from cygos.kernel.people.roles import Role
from tests.cluster import ROOT
from tests.people.conftest import AT, app_code, ask_for_code, enrol_app, person, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("afternoon", "real_city")]
FACTOR = "/akun/masuk/pengaman/"
LATER = AT + timedelta(minutes=5)  # after the code of the enrolment


def asked_of_another_worker(*requests, at=AT):
    """Status, address and text of each answer, from a process that shares nothing with this one but the database."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.people.another_worker"],
        cwd=ROOT, check=True, capture_output=True, text=True,
        input=json.dumps({"at": at.isoformat(), "requests": requests}),
        env={
            **os.environ,
            "CYGOS_DATABASE_URL": _this_database(),
            "DJANGO_SETTINGS_MODULE": "cygos.config.settings",
        },
    )  # fmt: skip
    return json.loads(said.stdout)


def _this_database():
    """The address of the database that this test reads and writes."""
    name = connection.settings_dict["NAME"]
    return re.sub(r"(://[^/]*/)[^?]*", rf"\1{name}", os.environ["CYGOS_DATABASE_URL"])


@pytest.fixture
def ratna_and_her_app(transactional_db, mailoutbox):
    ratna, client = person("Ratna Kusumawati", Role.CITY_ADMIN), Client()
    sign_in(client, ratna, mailoutbox)
    return ratna, enrol_app(client)


def half_in(somebody, mailoutbox):
    """A browser that is to show its second factor."""
    client = Client()
    sign_in(client, somebody, mailoutbox)
    return client


def test_a_code_used_in_one_worker_is_used_in_all(ratna_and_her_app, mailoutbox):
    ratna, secret = ratna_and_her_app
    with time_machine.travel(LATER, tick=True):
        hers, stolen, fresh = (half_in(ratna, mailoutbox) for _ in range(3))
        code = app_code(secret)
        assert hers.post(FACTOR, {"code": code}).headers["Location"] == "/kerja/"
    with time_machine.travel(LATER + timedelta(seconds=30), tick=True):
        next_code = app_code(secret)

    replayed, right = asked_of_another_worker(
        [stolen.cookies["session"].value, FACTOR, {"code": code}],
        [fresh.cookies["session"].value, FACTOR, {"code": next_code}],
        at=LATER + timedelta(seconds=1),
    )

    assert replayed[0] == 200
    assert "sudah dipakai" in replayed[2]
    assert right[:2] == [302, "/kerja/"]


def test_requests_for_codes_are_counted_over_all_workers(transactional_db):
    joko = person("Joko Prasetyo")
    here = [ask_for_code(Client(), joko.email).status_code for _ in range(6)]

    there = asked_of_another_worker(*[["", "/akun/masuk/", {"login": joko.email}]] * 6)

    assert here == [302] * 6
    assert [status for status, *_ in there] == [302] * 4 + [200] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("seconds", [0, 35, 55])
def test_a_used_code_is_refused_for_as_long_as_it_would_be_right(client, mailoutbox, seconds):
    ratna = person("Ratna Kusumawati", Role.CITY_ADMIN)
    sign_in(client, ratna, mailoutbox)
    secret = enrol_app(client)
    with time_machine.travel(LATER, tick=True):
        code = app_code(secret)
        assert half_in(ratna, mailoutbox).post(FACTOR, {"code": code}).status_code == 302
        forgetful = half_in(ratna, mailoutbox)

    LocMemCache.clear(cache)  # what this worker remembers by itself
    with time_machine.travel(LATER + timedelta(seconds=seconds), tick=True):
        answer = forgetful.post(FACTOR, {"code": code})

    assert answer.status_code == 200
    assert "sudah dipakai" in answer.text


@pytest.mark.django_db
def test_what_only_saves_work_stays_in_the_worker(django_assert_num_queries):
    with django_assert_num_queries(0):
        cache.set("wagtail_site_root_paths", ["/"])
        assert cache.get("wagtail_site_root_paths") == ["/"]
        assert cache.get("wagtail_of_tomorrow") is None
    LocMemCache.clear(cache)
