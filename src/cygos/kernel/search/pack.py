"""The city's own spellings in a pack: spellings.csv."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cygos.kernel.pack.columns import Text
from cygos.kernel.pack.section import Row, Section
from cygos.kernel.pack.table import Table
from cygos.kernel.search.models import Spelling


def _differs(rows: Sequence[Row]) -> Iterator[tuple[Row, str, str]]:
    """A word that stands for itself says nothing, and two that stand for each other say nothing either."""
    known = {row.key: row.values["new"] for row in rows}
    for row in rows:
        if row.values["new"] in known:
            yield row, "new", gettext("diharapkan kata yang tidak ditulis lain lagi di baris lain")


SPELLINGS = Section(
    name="spellings",
    title=_("Ejaan"),
    model=Spelling,
    source=Table("spellings.csv"),
    key=("old",),
    columns=(Text("old"), Text("new")),
    rules=(_differs,),
)
