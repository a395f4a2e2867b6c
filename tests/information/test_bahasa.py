"""What our editors see of Wagtail is in Bahasa: every screen of theirs, read for words that no catalogue translates.

Wagtail's own Indonesian catalogue is half empty; ours says what is missing. A screen that shows an English text of
Wagtail's for which neither has Bahasa fails here, by name.
"""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cygos.information.news.models import NewsIndex
from cygos.kernel.people.roles import Role
from tests.house.tree import ROOT
from tests.information.conftest import with_pictures
from tests.people.conftest import person

pytestmark = [pytest.mark.slow, with_pictures, pytest.mark.usefixtures("that_afternoon")]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
READ_ALOUD = {"title", "aria-label", "placeholder", "alt"}
# Wagtail does not mark these for translation: names that it makes of its fields, and ids in its scripts.
UNMARKED = {"Actions", "None", "Requested by", "Status", "Task", "Workflow", "Tag", "Documents"}
SCREENS = (
    "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "wagtailimages:add",
    "wagtailimages:add_multiple", "wagtaildocs:index", "wagtaildocs:add", "wagtaildocs:add_multiple",
    "wagtailadmin_reports:locked_pages", "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks", "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:site_history", "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_account", "wagtailadmin_pages:search",
)  # fmt: skip
OURS = ROOT / "src/cygos/information/publishing/locale/id/LC_MESSAGES/django.po"
SCRIPTS = Path(wagtail.__file__).parent / "admin/locale/en/LC_MESSAGES/djangojs.po"
OF_A_PAGE = ("edit", "history", "usage", "copy", "workflow_history")


class Reader(HTMLParser):
    """The texts of a page that somebody sees or hears."""

    def __init__(self):
        super().__init__()
        self.texts, self._silent = set(), 0

    def handle_starttag(self, tag, attrs):
        self._silent += tag in {"script", "style"}
        self.texts |= {
            " ".join(value.split()) for name, value in attrs if name in READ_ALOUD and value
        }

    def handle_endtag(self, tag):
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self._silent and data.strip():
            self.texts.add(" ".join(data.split()))


@cache
def english():
    """Every text of Wagtail's that neither its catalogue nor ours has in Bahasa; as it is, and as a pattern."""
    silent = set()
    said = _said(OURS)
    for file in Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"):
        known = said | _said(Path(str(file).replace("/en/", "/id/")))
        silent |= {text for text in _texts(file) if text not in known}
    exact = {text for text in silent if not PLACEHOLDER.search(text)}
    return exact, [_pattern(text) for text in silent - exact if _says_much(text)]


def _texts(file):
    with file.open("rb") as written:
        for message in read_po(written, locale="en"):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            yield from (" ".join(each.split()) for each in ids if each)


def _said(file):
    if not file.exists():
        return set()
    with file.open("rb") as written:
        done = [
            message for message in read_po(written, locale="id") if message.id and message.string
        ]
    ids = [m.id if isinstance(m.id, tuple) else (m.id,) for m in done if any(m.string)]
    return {" ".join(each.split()) for group in ids for each in group}


def _pattern(text):
    parts = [re.escape(part) for part in PLACEHOLDER.split(text)]
    return re.compile(".+?".join(parts))


def _says_much(text):
    return len(PLACEHOLDER.sub("", text).strip()) > 8


def remains(page):
    reader = Reader()
    reader.feed(page)
    exact, patterns = english()
    return {
        text
        for text in reader.texts
        if text in exact or any(pattern.fullmatch(text) for pattern in patterns)
    } - UNMARKED


@pytest.fixture
def article(write, picture):
    body = [("image", {"image": picture, "alt": "Tiga pohon", "caption": "", "credit": ""})]
    written = write("Warga menanam pohon", body=body)
    written.save_revision().publish()
    written.refresh_from_db()
    written.lead = "Seribu bibit."
    written.save_revision(log_action=True)
    return written


@pytest.fixture
def desk(portal):
    somebody = person("Rina Melati", Role.PORTAL_EDITOR, is_demo=True)
    client = Client()
    client.post(reverse("demo_sign_in", args=[somebody.code]))
    return client


def test_every_screen_of_an_editor_is_in_bahasa(desk, article):
    index = NewsIndex.objects.get()
    screens = [reverse(name) for name in SCREENS]
    screens += [reverse(f"wagtailadmin_pages:{name}", args=[article.pk]) for name in OF_A_PAGE]
    screens.append(reverse("wagtailadmin_explore", args=[index.pk]))
    screens.append(reverse("wagtailadmin_pages:add", args=["news", "article", index.pk]))
    found = {}
    with override("id"):
        for screen in screens:
            answer = desk.get(screen)
            assert answer.status_code == 200, screen
            found |= dict.fromkeys(remains(answer.text), screen)

    assert found == {}


def test_its_scripts_speak_bahasa(desk):
    with override("id"):
        said = desk.get(reverse("wagtailadmin_javascript_catalog")).text

    assert "Lipat semua" in said
    assert _said(OURS.with_name("djangojs.po")) >= set(_texts(SCRIPTS))


def test_a_screen_in_english_is_found(desk):
    """The control: texts of Wagtail's for which there is no Bahasa are seen."""
    exact, _ = english()
    silent = sorted(exact)[0]

    assert remains(f"<p>{silent}</p>") == {silent}
