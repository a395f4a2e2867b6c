"""Clients that add persons through the city's own form, and write down each acknowledgement before they count it."""

import http.client
import itertools
import os
import re
import threading
import time
from contextlib import contextmanager, suppress

from tests.running_city import Browser

FORM = "/kerja/kota/orang/tambah/"
LIST = "/kerja/kota/orang/"
AS = r'/akun/masuk/sebagai/([0-9a-f-]{{36}})/"(?:(?!/sebagai/).)*?{name}'
TAKEN = {409, 422}


class Client(threading.Thread):
    """One administrator who adds one person after the other, and tries again until the city says yes."""

    def __init__(self, name, port, folder):
        super().__init__(daemon=True)
        self.name = name
        self.port = port
        self.over = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.retries = 0
        self.trouble = None
        self._file = (folder / f"{name}.acknowledged").open("a")

    def run(self):
        try:
            browser = None
            for number in itertools.count():
                browser = self._add_person(browser, f"{self.name}.{number}@contoh.invalid")
                if self.over.is_set():
                    return
        except Exception as trouble:
            self.trouble = trouble

    def stop(self):
        self.over.set()
        self.join(timeout=120)
        self._file.close()
        assert self.trouble is None, self.trouble

    def _add_person(self, browser, email):
        while not self.over.is_set():
            self.may_go_on.wait()
            try:
                browser = browser or signed_in(Browser(self.port))
                token = browser.token(FORM)
                facts = {"csrfmiddlewaretoken": token, "name": "Orang Uji", "email": email}
                status, _, where = browser.post(FORM, facts)
                if (status == 302 and where == LIST) or status in TAKEN:
                    self._acknowledge(email)
                    return browser
                browser = None
            except (OSError, http.client.HTTPException, AssertionError):
                browser = None
            self.retries += 1
            time.sleep(0.05)
        return browser

    def _acknowledge(self, email):
        """On the disk before it counts."""
        self._file.write(email + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def signed_in(browser, name="Dewi Puspaningrum"):
    """The browser, once this person of the demo city has signed in with it; the city's administrator, if none."""
    status, page, _ = browser.get("/akun/masuk/")
    assert status == 200, status
    code = re.search(AS.format(name=name), page, re.S)[1]
    token = browser.token("/akun/masuk/")
    status, _, _ = browser.post(f"/akun/masuk/sebagai/{code}/", {"csrfmiddlewaretoken": token})
    assert status == 302, status
    return browser


def acknowledged(folder):
    """Every address that the city said it had stored."""
    found = []
    for file in sorted(folder.glob("*.acknowledged")):
        found += file.read_text().split()
    return found


class Load:
    """Several clients at once."""

    def __init__(self, port, folder, *, clients):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.clients = [Client(f"{folder.name}-{n}", port, folder) for n in range(clients)]

    def __enter__(self):
        for client in self.clients:
            client.start()
        return self

    def __exit__(self, *_):
        for client in self.clients:
            client.over.set()
        for client in self.clients:
            with suppress(RuntimeError):
                client.stop()

    @contextmanager
    def resting(self):
        """Nobody asks for anything meanwhile."""
        for client in self.clients:
            client.may_go_on.clear()
        try:
            yield
        finally:
            for client in self.clients:
                client.may_go_on.set()

    def count(self):
        return len(acknowledged(self.folder))
