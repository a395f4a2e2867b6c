"""Every address × method × role answers as matrix.csv says, and shows nobody's data to anybody else (SEC-2).

An address without a row fails. To add its row as it answers now, then to read what was written with care:

    MATRIX=write .venv/bin/python -m pytest tests/access -q

A cell is a status; or `login` (sent to sign in), `enrol` (sent to the second factor), `open` (the editors' rooms:
only the door is tried, what is behind it is Wagtail's). POST sends nothing, so a form that opens says 422 or 200.
"""

import csv
import os
from pathlib import Path
from zlib import crc32

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from cygos.information.notices.models import Notice
from cygos.information.profiles.models import Service, SpecialDay
from cygos.information.redirects.models import Redirect
from cygos.kernel.city.models import City
from cygos.kernel.people.models import Hat, Post
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotSignedIn, Refusal
from cygos.web.access import DefaultDeny, SecondFactorNeeded, access_of
from tests.access.addresses import addresses
from tests.people.conftest import AT, JANUARY, person

MATRIX = Path(__file__).with_name("matrix.csv")
ROLES = (
    "anonymous",
    "citizen",
    "officer",
    "unproven",
    "unit-editor",
    "portal-editor",
    "city-admin",
)
OTHERS = ("PUT", "PATCH", "DELETE", "OPTIONS")
CANARIES = ("Sari Wulandari", "sari@contoh.test")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("afternoon", "real_city"),
]


@pytest.fixture
def city(bapermas):
    """Sari, whose things the others must not see; her hat, her passkey; a unit and a post."""
    City.objects.create(id=1, code="99.01", name="Kota Mekar", government="Pemerintah Kota Mekar")
    sari = person("Sari Wulandari")
    hat = Hat.give(sari, Role.OFFICER, by=None, at=AT, since=JANUARY, unit=bapermas)
    Post.create("kepala", "Kepala Bapermas Per dan KB", bapermas, by=None, at=AT)
    notice = Notice.post(text="Loket tutup", by=None, at=AT)
    gone = Redirect.add(old="/p/1/kabar", new="/berita/", by=None, at=AT)
    key = Authenticator.objects.create(user=sari, type="webauthn", data={"name": "Telepon Sari"})
    return {
        "uuid": sari.code, "int": 999999, "str": "apa", "slug": "apa", "path": "apa.jpg",
        "code in kerja/kota/unit/<slug:code>/ubah/": "bapermas",
        "code in kerja/kota/unit/<slug:code>/tutup/": "bapermas",
        "code in kerja/kota/jabatan/<slug:code>/ubah/": "kepala",
        "pk in kerja/kota/pengalihan/<int:pk>/ubah/": gone.pk,
        "pk in kerja/kota/pengalihan/<int:pk>/hapus/": gone.pk,
        **_of_an_office(bapermas),
        "pk in kerja/pengumuman/<int:pk>/ubah/": notice.pk,
        "pk in kerja/pengumuman/<int:pk>/akhiri/": notice.pk,
        "pk in pengumuman/<int:pk>/": notice.pk,
        "code in agenda/unit/<slug:code>.ics": "bapermas",
        "form": "rss", "kind": "orang", "provider_id": "sso", "token": "apa",
        "pk in kerja/kota/peran/<int:pk>/akhiri/": hat.pk,
        "pk in akun/pengaman/kunci/<int:pk>/lepas/": key.pk,
        "pk in akun/pengaman/kunci/<int:pk>/ubah/": key.pk,
    }  # fmt: skip


def _of_an_office(unit):
    """The page of a unit on the desk: a service, a day on which it is closed, and one on which all are."""
    service = Service.offer(unit, title="Konsultasi", by=None, at=AT)
    closed, holiday = (
        SpecialDay.add(title="Libur", since=JANUARY, until=JANUARY, unit=whose, by=None, at=AT)
        for whose in (unit, None)
    )
    desk, all_offices = "kerja/unit/<slug:code>/", "kerja/kota/hari-khusus/"
    below = {
        "layanan/<int:pk>/ubah/": service.pk, "layanan/<int:pk>/hapus/": service.pk,
        "hari/<int:pk>/ubah/": closed.pk, "hari/<int:pk>/hapus/": closed.pk,
    }  # fmt: skip
    every = ("", "ubah/", "layanan/tambah/", "hari/tambah/", *below)
    return (
        {f"code in {desk}{path}": unit.code for path in every}
        | {f"pk in {desk}{path}": key for path, key in below.items()}
        | {f"pk in {all_offices}<int:pk>/{verb}/": holiday.pk for verb in ("ubah", "hapus")}
    )


@pytest.fixture
def clients(bapermas):
    """A browser for each role; all but one have shown their second factor."""
    people = {
        "citizen": person("Wagiman"),
        "officer": person("Joko Prasetyo", Role.OFFICER),
        "unproven": person("Budi Santoso", Role.CITY_ADMIN, Role.PORTAL_EDITOR),
        "unit-editor": person("Dewi Anggraini", (Role.UNIT_EDITOR, bapermas)),
        "portal-editor": person("Rina Melati", Role.PORTAL_EDITOR),
        "city-admin": person("Ratna Kusumawati", Role.CITY_ADMIN),
    }
    found = {"anonymous": Client()}
    for role, somebody in people.items():
        found[role] = Client()
        found[role].force_login(somebody, backend=BACKEND)
        if role != "unproven":
            session = found[role].session
            session[AUTHENTICATION_METHODS_SESSION_KEY] = [
                {"method": "mfa", "at": 0, "type": "totp"}
            ]
            session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(somebody.pk)
            session.save()
    return found


def test_every_address_answers_every_role_as_the_matrix_says(city, clients):
    expected, found, shown = read(), {}, []
    for address in addresses(city):
        for method in ("GET", "POST"):
            ask = tried if address.is_editorial else asked
            cells = {role: ask(clients[role], method, address.example) for role in ROLES}
            found[address.route, method] = {role: cell for role, (cell, _) in cells.items()}
            shown += [
                f"{role} sees {canary} at {address.route}"
                for role, (_, body) in cells.items() if role != "city-admin"
                for canary in CANARIES if canary in body
            ]  # fmt: skip
    if os.environ.get("MATRIX") == "write":
        write({**found, **{key: row for key, row in expected.items() if key in found}})
        expected = read()

    assert not shown
    missing = [f"{method} {route}" for route, method in found if (route, method) not in expected]
    assert not missing, f"addresses without a row; {__doc__}"
    assert not [key for key in expected if key not in found], "rows of addresses that are gone"
    assert {key: row for key, row in found.items() if row != expected[key]} == {}


def test_the_english_addresses_answer_alike(city, clients):
    different = []
    for address in addresses(city):
        if not address.is_translated:
            continue
        for role in ("anonymous", "officer"):
            for method in ("GET", "POST"):
                bahasa, english = (
                    asked(clients[role], method, f"{prefix}{address.example}")[0]
                    for prefix in ("", "/en")
                )
                if bahasa != english:
                    different.append((address.route, role, method, bahasa, english))

    assert not different


def test_other_methods_are_refused_everywhere(city, clients):
    answered = [
        (method, address.route, cell)
        for address in addresses(city)
        if not address.is_editorial
        for method in OTHERS
        if (cell := asked(clients["city-admin"], method, address.example)[0]) not in {"405", "404"}
    ]

    assert not answered


def test_the_editors_rooms_answer_as_their_doors_say(city, clients):
    # One in twelve is really asked, by its own name: another address more does not change which.
    rooms = [
        address for address in addresses(city)
        if address.is_editorial and crc32(address.route.encode()) % 12 == 0
    ]  # fmt: skip
    made_to_break = "/kerja/redaksi/failwhale/"

    for address in (room for room in rooms if room.example != made_to_break):
        for role in ROLES:
            for method in ("GET", "POST", "PUT"):
                door, _ = tried(clients[role], method, address.example)
                answer, _ = asked(clients[role], method, address.example)
                assert answer == door or (
                    door == "open" and answer not in {"login", "enrol", "401", "403"}
                )


def test_a_view_that_does_not_say_who_may_open_it_opens_for_nobody(rf):
    with pytest.raises(LookupError, match="does not say who may open it"):
        DefaultDeny(lambda request: HttpResponse()).process_view(rf.get("/"), lambda request: None)


def test_a_hat_that_ended_yesterday_opens_nothing(clients, city):
    hat = Hat.objects.get(role=Role.CITY_ADMIN, person__name="Ratna Kusumawati")
    Hat.objects.filter(pk=hat.pk).update(until=AT.date().replace(day=6))

    assert asked(clients["city-admin"], "GET", "/kerja/kota/orang/")[0] == "403"


def test_a_refusal_is_a_sentence_in_the_readers_language(clients):
    assert "Halaman ini hanya untuk Admin kota" in clients["citizen"].get("/kerja/kota/orang/").text
    assert "only for: City administrator" in clients["citizen"].get("/en/kerja/kota/orang/").text


def tried(client, method, path):
    """What the door to an address says, without going through it."""
    request = RequestFactory().generic(method, path)
    request.session, request.user = visitor(client)
    access = access_of(resolve(path).func)
    if method not in access.methods:
        return "405", ""
    try:
        access.refuse(request)
    except NotSignedIn:
        return ("login" if method == "GET" else "401"), ""
    except SecondFactorNeeded as reason:
        return ("enrol" if method == "GET" else str(reason.status)), ""
    except Refusal as reason:
        return str(reason.status), ""
    return "open", ""


def visitor(client):
    """The session and the person of a browser, asked for once."""
    if not hasattr(client, "visitor"):
        request = HttpRequest()
        request.session = client.session
        client.visitor = request.session, get_user(request)
    return client.visitor


def asked(client, method, path):
    """The cell and the body; whatever was done is undone."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        answer = client.generic(method, path)
        transaction.set_rollback(True)
    client.cookies.clear()
    for name, value in cookies.items():
        client.cookies[name] = value
    return cell(answer), b"".join(answer).decode(errors="replace")


def cell(answer):
    where = answer.headers.get("Location", "")
    if answer.status_code == 302 and where.removeprefix("/en").startswith("/akun/masuk/?next="):
        return "login"
    if answer.status_code == 302 and where.removeprefix("/en").startswith("/akun/?wajib=ya"):
        return "enrol"
    return str(answer.status_code)


def read():
    if not MATRIX.exists():
        return {}
    with MATRIX.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["address"], row["method"]): {role: row[role] for role in ROLES} for row in rows}


def write(rows):
    with MATRIX.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["address", "method", *ROLES])
        writer.writerows(
            [route, method, *cells.values()] for (route, method), cells in rows.items()
        )
