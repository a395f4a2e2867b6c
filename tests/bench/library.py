"""Fills a city's database with thousands of invented articles, as fast as PostgreSQL takes them.

Words come as often as in a language (the n-th word 1/n as often as the first); beside them stand words whose share is
known: “warga” in a fifth of all articles, “banjir” in a twentieth, “rakor” and “KDRT” in a few. The same number
always makes the same articles.
"""

import json
import random
from datetime import datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
FIRST_DAY = datetime(2009, 1, 1, 8, tzinfo=WIB)
SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bu",
    "da",
    "di",
    "du",
    "ga",
    "gu",
    "ja",
    "ka",
    "ke",
    "ko",
    "la",
    "lo",
    "ma",
    "mi",
    "mu",
    "na",
    "ni",
    "pa",
    "pe",
    "ra",
    "ri",
    "sa",
    "se",
    "su",
    "ta",
    "ti",
    "tu",
]
ENDINGS = ["", "n", "ng", "r", "s", "t", "kan", "an"]
SHARES = {
    "warga": 0.20, "kelurahan": 0.12, "banjir": 0.05, "izin": 0.03, "rakor": 0.02, "kdrt": 0.01, "drainase": 0.004,
}  # fmt: skip
WORDS = 20_000
MADE = """
CREATE TEMPORARY TABLE made (
    n integer, path text, slug text, title text, lead text, body text, words text, at timestamptz
)
"""
PAGE_OF_ITS_OWN = {
    "path": "made.path", "slug": "made.slug", "title": "made.title", "draft_title": "made.title",
    "url_path": "parent.url_path || made.slug || '/'", "first_published_at": "made.at", "last_published_at": "made.at",
    "translation_key": "gen_random_uuid()", "latest_revision_id": "NULL", "live_revision_id": "NULL", "numchild": "0",
    "latest_revision_created_at": "made.at",
}  # fmt: skip
ARTICLE_OF_ITS_OWN = {
    "page_ptr_id": "page.id", "lead": "made.lead", "body": "made.body::jsonb", "published_at": "made.at",
    "old_address": "''", "page_digest": "''", "text_digest": "''", "view_count": "made.n", "unit_id": "NULL",
}  # fmt: skip
# Whatever is not its own is as in an article that is there.
PAGES = """
FROM made,
(
    SELECT page.* FROM wagtailcore_page page JOIN news_article ON page_ptr_id = page.id
    WHERE live ORDER BY page.id LIMIT 1
) model,
(SELECT page.* FROM wagtailcore_page page JOIN news_newsindex ON page_ptr_id = page.id) parent
"""
OF_PAGES = """
FROM made JOIN wagtailcore_page page ON page.path = made.path,
(SELECT * FROM news_article ORDER BY page_ptr_id LIMIT 1) model
"""
ENTRIES = """
INSERT INTO search_entry (kind, key, title, text, at, head, vector)
SELECT 'berita', page.id::text, made.title, made.lead || E'\\n' || made.words, made.at, head,
    head || to_tsvector('indonesian', made.lead || ' ' || made.words)
    || array_to_tsvector(ARRAY[
        '=berita', '=kategori:' || category.slug, to_char(made.at AT TIME ZONE 'Asia/Jakarta', '=YYYY-MM')
    ])
FROM made JOIN wagtailcore_page page ON page.path = made.path
JOIN news_article article ON article.page_ptr_id = page.id
JOIN news_category category ON category.id = article.category_id,
LATERAL (SELECT setweight(to_tsvector('indonesian', made.title), 'A') AS head) AS titled
"""
VOCABULARY = """
INSERT INTO search_word (word)
SELECT DISTINCT word
FROM (SELECT regexp_split_to_table(lower(title || ' ' || words), '[^a-z]+') AS word FROM made) AS every
WHERE length(word) BETWEEN 4 AND 24 ON CONFLICT DO NOTHING
"""


def vocabulary(chance):
    """Invented words, and how often each comes."""
    words = {
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) + chance.choice(ENDINGS)
        for _ in range(WORDS)
    }
    listed = sorted(words - set(SHARES))
    chance.shuffle(listed)
    return listed, list(accumulate(1 / (rank + 5) for rank in range(len(listed))))


def articles(count, *, seed=2016):
    """Title, lead, paragraphs and moment of each."""
    chance = random.Random(seed)
    words, weights = vocabulary(chance)
    step = timedelta(days=15 * 365) / count
    for number in range(count):
        text = chance.choices(words, cum_weights=weights, k=chance.randint(120, 260))
        for word, share in SHARES.items():
            if chance.random() < share:
                text[chance.randrange(len(text))] = word
        title = " ".join(chance.choices(words, cum_weights=weights, k=7)).capitalize()
        parts = [" ".join(text[start : start + 40]) for start in range(0, len(text), 40)]
        yield title, parts[0], parts[1:], FIRST_DAY + step * number


def fill(connection, count):
    """So many articles beside those that are there; `connection` is psycopg's, of a database that nobody else fills."""
    with connection.transaction():
        connection.execute(MADE)
        parent = connection.execute(
            "SELECT path, numchild, id FROM wagtailcore_page JOIN news_newsindex ON page_ptr_id = id"
        ).fetchone()
        with connection.cursor().copy("COPY made FROM STDIN") as copy:
            for number, (title, lead, parts, at) in enumerate(articles(count)):
                body = [
                    {"type": "paragraph", "value": f"<p>{part}</p>", "id": str(n)}
                    for n, part in enumerate(parts)
                ]
                path = parent[0] + _step(parent[1] + 1 + number)
                copy.write_row((
                    number, path, f"rekaan-{number}", title, lead, json.dumps(body), " ".join(parts), at,
                ))  # fmt: skip
        _clone(connection, "wagtailcore_page", PAGE_OF_ITS_OWN, PAGES, but="id")
        _clone(connection, "news_article", ARTICLE_OF_ITS_OWN, OF_PAGES, but="")
        connection.execute(
            "UPDATE wagtailcore_page SET numchild = numchild + %s WHERE id = %s", [count, parent[2]]
        )
        connection.execute("DROP INDEX search_by_words")
        connection.execute(ENTRIES)
        connection.execute(
            "CREATE INDEX search_by_words ON search_entry USING gin (vector) WITH (fastupdate = off)"
        )
        connection.execute(VOCABULARY)
        connection.execute("DROP TABLE made")
    connection.execute("VACUUM ANALYZE")


def _clone(connection, table, own, rows, *, but):
    columns = [
        name for (name,) in connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s",
            [table],
        ) if name != but
    ]  # fmt: skip
    values = ", ".join(own.get(name, f'model."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f"INSERT INTO {table} ({names}) SELECT {values} {rows}")


def _step(number):
    """A number as the tree of pages writes it: four signs."""
    signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    written = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        written = signs[rest] + written
    return written
