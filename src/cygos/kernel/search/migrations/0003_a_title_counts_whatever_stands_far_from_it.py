"""A word of a title counts however far the other words stand: PostgreSQL's rank of both hardly sees it then."""

from django.db import migrations

WEIGHED = """
CREATE OR REPLACE FUNCTION search_weighed(asked text, rows bigint[], kinds text[], weights real[]) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    WITH weighed AS (
        SELECT entry.id, entry.at, coalesce(known.weight, 1) * (
            ts_rank(entry.vector, question) + ts_rank(entry.head, replace(question::text, '&', '|')::tsquery)
        ) AS weight
        FROM websearch_to_tsquery('indonesian', asked) AS question, search_entry AS entry
        LEFT JOIN unnest(kinds, weights) AS known (kind, weight) ON known.kind = entry.kind
        WHERE entry.id = ANY(rows) AND entry.vector @@ question
    )
    SELECT array_agg(id ORDER BY weight DESC, at DESC, id DESC) FROM weighed
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_one_index_for_all_that_narrows")]

    operations = [migrations.RunSQL(WEIGHED, migrations.RunSQL.noop)]
