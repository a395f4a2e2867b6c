"""A hundred thousand pages: the map of them is read in parts, each in a moment, each page once, valid by the schema."""

import re
import time

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page

from cygos.information.feeds import sitemap
from cygos.information.news.models import Article, NewsIndex
from tests.information.test_feeds import _locations, _need_the_checker, _validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 100_000
KEPT_WHOLE = 256 * 1024  # bytes that the page cache takes in one piece
PLANT = """
INSERT INTO wagtailcore_page (path, depth, numchild, translation_key, locale_id, live, has_unpublished_changes,
    last_published_at, title, draft_title, slug, url_path, content_type_id, search_description, show_in_menus,
    seo_title, expired, locked)
SELECT %(path)s || lpad(upper(to_hex(n)), 8, '0'), %(depth)s, 0, gen_random_uuid(), %(locale)s, true, false,
    timestamptz '2016-12-07 07:24Z' - n * interval '1 hour', 'Berita ' || n, 'Berita ' || n, 'berita-' || n,
    %(url)s || 'warga-kelurahan-contoh-menanam-seribu-pohon-di-tepi-sungai-bersama-' || n || '/',
    %(kind)s, '', false, '', false, false
FROM generate_series(1, %(many)s) AS n
"""


@pytest.fixture
def many(portal, city_news):
    index = NewsIndex.objects.get()
    facts = {
        "path": index.path, "depth": index.depth + 1, "locale": index.locale_id, "url": index.url_path,
        "kind": ContentType.objects.get_for_model(Article).pk, "many": MANY,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(PLANT, facts)
        cursor.execute("ANALYZE wagtailcore_page")
    return Page.objects.live().filter(url_path__startswith=sitemap._root()).count()


def test_the_map_of_a_hundred_thousand_pages(
    client, many, tmp_path, capsys, django_assert_max_num_queries
):
    _need_the_checker()
    began = time.perf_counter()
    with django_assert_max_num_queries(3):
        index = client.get("/sitemap.xml")
    took = time.perf_counter() - began
    paths = [f"/{location.rpartition('/')[2]}" for location in _locations(index.content)]
    seen, longest, widest = set(), 0.0, 0
    for number, path in enumerate(paths):
        began = time.perf_counter()
        with django_assert_max_num_queries(5):
            part = client.get(path)
        longest = max(longest, time.perf_counter() - began)
        widest = max(widest, len(part.content))
        found = _locations(part.content)
        assert len(found) == len(set(found)) <= sitemap.A_FILE + len(sitemap.BESIDE)
        assert not seen & set(found)
        seen.update(found)
        if number in {0, 50, len(paths) - 1}:
            (tmp_path / f"{number}.xml").write_bytes(part.content)
            _validate(tmp_path / f"{number}.xml")
    with capsys.disabled():
        print(
            f"\n{len(seen):,} addresses in {len(paths)} files; index {took * 1000:.0f} ms, ", end=""
        )
        print(f"longest file {longest * 1000:.0f} ms, {widest // 1024} kB")

    assert len(seen) == many + len(sitemap.BESIDE)
    assert widest < KEPT_WHOLE
    assert re.search(rb"<lastmod>2016-12-07T13:24:00\+07:00</lastmod>", index.content)
