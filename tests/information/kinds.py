"""What the tests of every kind of page share: its form in the editorial room, and what it says to machines."""

import json
import re
from datetime import date

from django.urls import reverse
from django.utils.text import slugify
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cygos.information.agenda.models import AgendaItem, AgendaList
from cygos.information.albums.models import Album, Gallery
from cygos.information.announcements.models import Announcement, AnnouncementList
from cygos.information.faq.models import Faq, FaqList
from cygos.information.guides.models import Guide, GuideList
from cygos.information.pages.models import Landing, Profile, ProfileList
from cygos.information.papers.models import Paper, PaperList
from cygos.information.portal.models import HomePage
from tests.information.conftest import THAT_WEDNESDAY

# Each kind beside the article: its list, and the least it has to say.
LEAST = {
    AgendaItem: (AgendaList, {"starts_at": THAT_WEDNESDAY, "place": "Balai kota"}),
    Announcement: (AnnouncementList, {"announced_on": date(2016, 12, 7)}),
    Paper: (PaperList, {"kind": "laporan", "year": 2016}),
    Guide: (GuideList, {}),
    Faq: (FaqList, {}),
    Album: (Gallery, {"taken_on": date(2016, 12, 7)}),
    Profile: (ProfileList, {}),
    Landing: (HomePage, {}),
}
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
NO_COMMENTS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0}
PARAGRAPH = ("paragraph", rich_text("<p>Semua warga boleh ikut.</p>"))


def linked_data(page):
    """What the page says as linked data, by its type."""
    said = [json.loads(found) for found in DATA.findall(page)]
    return {facts["@type"]: facts for facts in said}


def piece_form(title, *, body=(PARAGRAPH,), **facts):
    """A new page as an editor sends it to be published."""
    return nested_form_data(
        {
            "title": title, "slug": slugify(title), "lead": "", "body": streamfield(body),
            "comments": NO_COMMENTS, "action-publish": "1",
        } | facts
    )  # fmt: skip


def address_to_add(kind, listing):
    """Where an editor adds a page of this kind to its list."""
    return reverse(
        "wagtailadmin_pages:add",
        args=[kind._meta.app_label, kind._meta.model_name, listing.objects.get().pk],
    )


def publish(kind, title, /, **facts):
    """A published page of this kind, with the least it has to say."""
    listing, least = LEAST[kind]
    page = listing.objects.get().add_child(instance=kind(title=title, **(least | facts)))
    page.save_revision().publish()
    return kind.objects.get(pk=page.pk)
