"""The redirects as a table: written and read as CSV, each row through the class that owns it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cygos.information.redirects.forms import Leading
from cygos.information.redirects.models import Redirect, bare
from cygos.web.workspace.table_kinds import Kind, clean
from cygos.web.workspace.table_rows import Row


class Redirects(Kind):
    title = gettext_lazy("Pengalihan alamat")
    columns = ("dari", "ke", "sampai", "alasan")

    def rows(self) -> Iterable[Iterable[object]]:
        for each in Redirect.objects.order_by("old").iterator(500):
            yield [each.old, each.new, each.until, each.reason]

    def do(self, row: Row) -> list[str]:
        known = Redirect.objects.filter(old=bare(row["dari"])).first()
        facts = clean(
            Leading(
                {
                    "old": row["dari"], "new": row["ke"], "until": row["sampai"],
                    "reason": row["alasan"],
                },
                instance=known,
            )
        )  # fmt: skip
        if known is None:
            Redirect.add(by=self.by, at=self.at, **facts)
            return [_("Pengalihan baru: %(old)s.") % {"old": facts["old"]}]
        is_changed = known.amend(by=self.by, at=self.at, revision=None, **facts)
        return [_("Keterangannya diubah.")] if is_changed else []
