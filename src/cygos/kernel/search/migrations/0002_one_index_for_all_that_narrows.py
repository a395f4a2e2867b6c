"""The index anew: what narrows stands among the words, titles by themselves, words that may be mistyped, functions.

The functions say how they are to be planned: PostgreSQL does not know what it costs to read a long row only to look
at its words, and would read the whole table for a common one.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

PLANNED = "SET enable_seqscan TO off SET enable_indexscan TO off"
FUNCTIONS = """
CREATE FUNCTION search_near(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT key) FROM (
        SELECT word AS key
        UNION ALL SELECT left(word, place - 1) || substr(word, place + 1)
            FROM generate_series(1, length(word)) AS place
        UNION ALL SELECT '=' || regexp_replace(translate(word, 'aeiou', ''), '(.)\\1', '\\1', 'g')
    ) AS keys
$$;
"""
ASKING = f"""
CREATE FUNCTION search_asked(asked text, facets text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN facets = '' THEN websearch_to_tsquery('indonesian', asked)
        ELSE websearch_to_tsquery('indonesian', asked) && facets::tsquery END
$$;
CREATE FUNCTION search_newest(
    asked text, words text, facets text, since timestamptz, until timestamptz,
    kinds text[], weights real[], most integer, candidates integer
) RETURNS TABLE (matching bigint, among bigint, ids bigint[]) LANGUAGE sql STABLE {PLANNED} AS $$
    WITH matching AS MATERIALIZED (
        SELECT entry.id, entry.at, entry.kind::text, entry.head FROM search_entry AS entry
        WHERE entry.vector @@ (SELECT search_asked(asked, facets))
            AND (since IS NULL OR entry.at BETWEEN since AND until)
        LIMIT most
    ), newest AS (
        SELECT * FROM matching ORDER BY at DESC, id DESC LIMIT candidates
    ), weighed AS (
        SELECT id, at, ts_rank(head, titled) * coalesce(known.weight, 1) AS weight
        FROM websearch_to_tsquery('indonesian', words) AS titled, newest
        LEFT JOIN unnest(kinds, weights) AS known (kind, weight) ON known.kind = newest.kind
    )
    SELECT (SELECT count(*) FROM matching), (SELECT max(id) - min(id) FROM matching),
        array_agg(id ORDER BY weight DESC, at DESC, id DESC)
    FROM weighed
$$;
CREATE FUNCTION search_weighed(asked text, rows bigint[], kinds text[], weights real[]) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    WITH weighed AS (
        SELECT entry.id, entry.at, ts_rank(entry.vector, question) * coalesce(known.weight, 1) AS weight
        FROM websearch_to_tsquery('indonesian', asked) AS question, search_entry AS entry
        LEFT JOIN unnest(kinds, weights) AS known (kind, weight) ON known.kind = entry.kind
        WHERE entry.id = ANY(rows) AND entry.vector @@ question
    )
    SELECT array_agg(id ORDER BY weight DESC, at DESC, id DESC) FROM weighed
$$;
CREATE FUNCTION search_count(words text[], most integer) RETURNS TABLE (word text, found bigint)
LANGUAGE sql STABLE {PLANNED} AS $$
    SELECT one, (
        SELECT count(*) FROM (
            SELECT FROM search_entry WHERE vector @@ plainto_tsquery('indonesian', one) LIMIT most
        ) AS found_some
    ) FROM unnest(words) AS one
$$;
CREATE FUNCTION search_alike(words text[], most integer) RETURNS TABLE (typed text, word text)
LANGUAGE sql STABLE {PLANNED} AS $$
    SELECT one, alike.word FROM unnest(words) AS one, LATERAL (
        SELECT known.word::text FROM search_word AS known WHERE search_near(known.word::text) && (
            SELECT array_agg(DISTINCT farther) FROM unnest(search_near(one)) AS near, unnest(search_near(near)) AS farther
        ) LIMIT most
    ) AS alike
$$;
"""
# Texts and words lie beside the table, so that reading many rows by their days and titles reads few pages.
SLIM = """
ALTER TABLE search_entry SET (toast_tuple_target = 128);
ALTER TABLE search_entry ALTER title SET STORAGE MAIN, ALTER head SET STORAGE MAIN;
"""
NO_FUNCTIONS = """
DROP FUNCTION search_alike(text[], integer);
DROP FUNCTION search_count(text[], integer);
DROP FUNCTION search_weighed(text, bigint[], text[], real[]);
DROP FUNCTION search_newest(text, text, text, timestamptz, timestamptz, text[], real[], integer, integer);
DROP FUNCTION search_asked(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        # The rows are written anew when the city starts (keeping.py).
        migrations.RunSQL("DELETE FROM search_entry", migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION search_near(text)"),
        migrations.AddField(
            model_name='entry',
            name='head',
            field=django.contrib.postgres.search.SearchVectorField(default=None, verbose_name='kata judul'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='entry',
            name='at',
            field=models.DateTimeField(null=True, verbose_name='pada'),
        ),
        migrations.CreateModel(
            name='Spelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old', models.CharField(max_length=60, unique=True, verbose_name='tertulis')),
                ('new', models.CharField(max_length=120, verbose_name='sama dengan')),
            ],
            options={
                'verbose_name': 'ejaan',
                'verbose_name_plural': 'ejaan',
                'ordering': ('old',),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('old__regex', '^[a-z0-9]+$')), name='a_spelling_is_one_small_word'),
                    models.CheckConstraint(condition=models.Q(('new__regex', '^[a-z0-9]+( [a-z0-9]+)*$')), name='a_spelling_stands_for_small_words'),
                    models.CheckConstraint(condition=models.Q(('old', models.F('new')), _negated=True), name='a_spelling_is_another_word'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(max_length=24, primary_key=True, serialize=False, verbose_name='kata')),
            ],
            options={
                'verbose_name': 'kata yang dikenal',
                'verbose_name_plural': 'kata yang dikenal',
                'ordering': ('word',),
                'indexes': [django.contrib.postgres.indexes.GinIndex(models.Func('word', function='search_near'), fastupdate=False, name='search_words_near')],
            },
        ),
        migrations.CreateModel(
            name='Kept',
            fields=[
                ('kind', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='jenis')),
                ('stamp', models.CharField(max_length=120, verbose_name='keadaan')),
            ],
            options={
                'verbose_name': 'jenis yang tertulis',
                'verbose_name_plural': 'jenis yang tertulis',
                'ordering': ('kind',),
            },
        ),
        migrations.RunSQL(ASKING, NO_FUNCTIONS),
        migrations.RunSQL(SLIM, migrations.RunSQL.noop),
    ]
