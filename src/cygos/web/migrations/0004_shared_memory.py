"""The table of the cache that all workers share (web/memory.py), as Django's DatabaseCache wants it.

It is no model: only the cache reads and writes it. What stands in it is worth a minute at most.
"""

from django.db import migrations

TABLE = """
CREATE TABLE web_shared_memory (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX web_shared_memory_expires ON web_shared_memory (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("web", "0003_moved_clock")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE web_shared_memory")]
