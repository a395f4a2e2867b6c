"""Whatever changes what readers see says so in its transaction, and says nothing when that is undone."""

from contextlib import contextmanager
from datetime import datetime

import psycopg
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cygos.information.news.models import Category
from cygos.information.notices.models import Notice
from cygos.kernel.changes import CHANNEL, EVERYTHING, changed
from cygos.kernel.city.models import City
from cygos.kernel.people.models import Person, Unit
from cygos.web.models import NavigationEntry
from tests.information.conftest import THAT_WEDNESDAY, WIB, withdrawn

LATER = datetime(2016, 12, 7, 15, 0, tzinfo=WIB)


class Said(CaptureQueriesContext):
    """The tags that were said to have changed meanwhile."""

    @property
    def tags(self):
        said = [q["sql"].rpartition(", '")[2].rstrip("')") for q in self if "pg_notify" in q["sql"]]
        return {tag for one in said for tag in one.split(",")}


def said():
    return Said(connection)


@pytest.mark.django_db(transaction=True)
def test_it_is_heard_when_the_change_is_there_and_not_when_it_was_undone():
    with listening() as heard:
        with transaction.atomic():
            changed("page")
            changed("page")
            assert heard() == []
        assert heard() == ["page"]
        with transaction.atomic():
            changed(EVERYTHING)
            transaction.set_rollback(True)
        assert heard() == []


@contextmanager
def listening():
    url = connection.get_connection_params()
    facts = {
        name: url[name] for name in ("dbname", "user", "password", "host", "port") if name in url
    }
    with psycopg.connect(**facts, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        yield lambda: [one.payload for one in listener.notifies(timeout=0.2)]


def test_an_article_that_is_published_amended_or_withdrawn(write):
    with said() as first:
        article = write("Rakor hari ini")
    with said() as amended:
        article.title = "Rakor kemarin"
        article.save_revision().publish()
    with said() as gone:
        withdrawn(article)

    assert [one.tags for one in (first, amended, gone)] == [{"page"}] * 3


def test_a_draft_is_no_change_for_readers(write):
    article = write("Rakor hari ini")

    with said() as draft:
        article.title = "Rakor besok?"
        article.save_revision()

    assert draft.tags == set()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Category.add(by=None, at=LATER, slug="agenda", name="Agenda"),
        lambda: NavigationEntry.add(by=None, at=LATER, label="Berita", address="/berita/"),
        lambda: City.objects.here().amend(by=None, at=LATER, revision=None, motto="Semarang Hebat"),
        lambda: Unit.found("dpu", "Dinas Pekerjaan Umum", by=None, at=LATER),
        lambda: Notice.objects.announce("Pelayanan tutup pada 12 Desember"),
        lambda: Notice.post(text="Loket tutup", by=None, at=THAT_WEDNESDAY),
    ],
    ids=["a category", "a room", "the city", "a unit", "notices of the old portal", "a notice"],
)
def test_what_stands_in_the_frame_of_every_page(portal, change):
    with said() as whole:
        change()

    assert whole.tags == {EVERYTHING}


def test_somebody_who_signs_up_empties_no_cache(db):
    with said() as nothing:
        Person.add("Sari", "sari@contoh.invalid", by=None, at=LATER)

    assert nothing.tags == set()


def test_a_page_of_the_cms_may_be_kept_and_a_workspace_page_may_not(rf, write):
    from wagtail.views import serve

    write("Rakor hari ini")
    request = rf.get("/berita/rakor-hari-ini/")

    assert serve(request, "berita/rakor-hari-ini/").headers["X-Cygos-Tags"] == "page"


def test_what_the_cache_is_told_is_told_to_nobody_else(client, write):
    write("Rakor hari ini")

    assert "X-Cygos-Tags" not in client.get("/berita/rakor-hari-ini/").headers
