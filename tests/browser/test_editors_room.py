"""In the editors' rooms: what our templates add to Wagtail's keeps nobody out."""

import pytest
from django.urls import reverse

from cygos.information.news.models import Article
from tests.browser.news import TITLE
from tests.browser.reader import AXE, RULES
from tests.browser.readers import EDITOR

pytestmark = pytest.mark.browser
OURS = ".cygos-readiness"  # what a page still lacks, above its settings


def test_what_we_add_to_the_editors_form_can_be_read_by_everybody(live_server, browser, semarang):
    edit = reverse("wagtailadmin_pages:edit", args=[Article.objects.get(title=TITLE).pk])

    def look(reader):
        wrong = []
        reader.open(f"{edit}#tab-pengaturan")
        reader.page.evaluate(AXE)
        for scheme in ("light", "dark"):
            reader.page.emulate_media(color_scheme=scheme)
            reader.page.locator("[role=tab]").last.click()
            reader.page.locator(OURS).wait_for(state="visible")
            found = reader.page.evaluate(
                "([ours, rules]) => axe.run(document.querySelector(ours), rules)", [OURS, RULES]
            )
            wrong += [f"{scheme}: {fault['id']}" for fault in found["violations"]]
        return wrong

    assert browser.read(live_server.url, look, width=1280, session=semarang[EDITOR]) == []
