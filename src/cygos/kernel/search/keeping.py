"""Keeps the index like the city: a kind is written anew where it, or the spellings, changed since it was written last.

A portion at a time, with nobody else writing to the index meanwhile: so what a portion reads cannot be older than
what somebody has just put there, and readers go on finding.
"""

from collections.abc import Callable, Sequence

from django.db import connection, transaction

from cygos.kernel.search.kinds import Kind, kinds
from cygos.kernel.search.models import Entry, Kept, Spelling
from cygos.kernel.search.spellings import Spellings

A_PORTION = 100


def keep_up(*, go_on: Callable[[], bool] = lambda: True) -> list[str]:
    """Write anew the kinds that changed, and say which; stopped by `go_on`, the rest waits."""
    spellings = Spelling.objects.in_force()
    written = []
    for kind in kinds():
        if not Kept.is_current(kind.name, _stamp(kind, spellings)) and go_on():
            write_anew(kind, go_on=go_on)
            written.append(kind.name)
    return written


def write_anew(
    kind: Kind,
    *,
    far: Callable[[int], None] = lambda count: None,
    go_on: Callable[[], bool] = lambda: True,
) -> int:
    """Every thing of this kind again, and none that is gone. `far` hears how many more are done."""
    spellings = Spelling.objects.in_force()
    stamp = _stamp(kind, spellings)
    keys = sorted({*kind.keys(), *Entry.objects.keys(kind.name)})
    count = 0
    for start in range(0, len(keys), A_PORTION):
        if not go_on():
            return count
        portion = keys[start : start + A_PORTION]
        count += _write(kind, portion, spellings)
        far(len(portion))
    Kept.note(kind.name, stamp)
    return count


@transaction.atomic
def _write(kind: Kind, keys: Sequence[str], spellings: Spellings) -> int:
    table = connection.ops.quote_name(Entry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
    found = {one.key: one for one in kind.of(keys)}
    for one in found.values():
        Entry.objects.put(kind.name, one, spellings=spellings)
    if gone := set(keys) - set(found):
        Entry.objects.forget(kind.name, *gone)
    return len(found)


def _stamp(kind: Kind, spellings: Spellings) -> str:
    return f"{spellings.digest} {kind.stamp()}"
