"""Where on its site a page stood: its old address without scheme, host and last slash, as an index keeps it."""

from django.db.models import CharField, Func


class OldPath(Func):
    template = "rtrim(regexp_replace(%(expressions)s, '^https?://[^/]+', ''), '/')"
    output_field = CharField()
