"""What is kept, and until when: in the order in which things happen, not by the clock."""

import pytest

from cygos.kernel.changes import EVERYTHING
from cygos.web.cache.asking import Key
from cygos.web.cache.page import OVERHEAD, Page, Raw
from cygos.web.cache.store import Store

HOME, NEWS = (Key("http", "kota.example", path, "", "auto") for path in ("/", "/berita/"))


def page(*tags, body=b"<p>Rakor</p>"):
    headers = [("Content-Type", "text/html"), ("X-Cygos-Tags", ",".join(tags))]
    return Page(Raw(200, headers, body), born=0.0, dotted=True)


@pytest.fixture
def store():
    store = Store(most_bytes=100_000)
    store.heard_again()
    return store


def test_a_page_is_kept_until_its_tag_is_void(store):
    assert store.put(HOME, page("page"), since=store.moment())
    store.void("another")
    assert store.get(HOME)

    store.void("page")

    assert store.get(HOME) is None
    assert store.size == 0


def test_everything_is_everything(store):
    store.put(HOME, page("page"), since=store.moment())
    store.put(NEWS, page("news"), since=store.moment())

    store.void(EVERYTHING)

    assert len(store) == 0


@pytest.mark.parametrize("tag", ["page", EVERYTHING])
def test_an_answer_from_before_the_change_is_not_kept_after_it(store, tag):
    since = store.moment()
    answer = page("page")  # Django has read the old text…
    store.void(tag)  # …and the change is heard before the answer is there

    assert not store.put(HOME, answer, since=since)
    assert store.get(HOME) is None


def test_a_change_of_something_else_meanwhile_hinders_nobody(store):
    since = store.moment()
    store.void("another")

    assert store.put(HOME, page("page"), since=since)


def test_while_we_do_not_hear_what_is_kept_is_said_and_nothing_new_is_kept(store):
    store.put(HOME, page("page"), since=store.moment())
    store.heard_no_more()

    assert store.get(HOME)
    assert not store.put(NEWS, page("page"), since=store.moment())


def test_what_was_not_heard_meanwhile_may_have_changed_anything(store):
    store.put(HOME, page("page"), since=store.moment())
    store.heard_no_more()
    since = store.moment()

    store.heard_again()

    assert store.get(HOME) is None
    assert not store.put(HOME, page("page"), since=since)


def test_the_page_nobody_asked_for_longest_goes_first(store):
    keys = [Key("http", "kota.example", f"/berita/{n}/", "", "auto") for n in range(20)]
    for key in keys:
        store.put(key, page("page", body=b"x" * 5000), since=store.moment())
        store.get(keys[0])

    assert store.size <= 100_000
    assert len(store) <= 100_000 // OVERHEAD
    assert store.get(keys[0])
    assert store.get(keys[1]) is None
    assert store.get(keys[-1])


def test_a_page_larger_than_all_there_is_is_not_kept(store):
    assert not store.put(HOME, page("page", body=b"x" * 100_000), since=store.moment())
